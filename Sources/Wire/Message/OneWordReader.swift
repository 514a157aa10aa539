import Concerns

/// Checks that a board asks about one person and is answered with one word, and nothing beside.
///
/// Both boards read `handling` of each other's: whatever it may say of somebody elsewhere would be
/// told here without a ground (SoL 15:8 speaks of whether the person is current in a case).
enum OneWordReader {
  static func check(_ handling: Handling, of kind: Kind) throws(Problem) {
    try expect(handling.grounds == [.unknown], at: "/grounds")
    try expect(handling.target == .unknown, at: "/target")
    try expect(!handling.isAnonymous, at: "/anonymous")
    try expect(!handling.wantsFeedback, at: "/feedback")
    // Who is told follows from who asks; nobody is left out by name.
    try expect(handling.excluded.isEmpty, at: "/excluded")
    if kind == .currentRequest {
      try checkPerson(of: handling)
    } else {
      try expect(handling.municipality == nil, at: "/municipality")
      try expect(handling.area == .unknown, at: "/area")
      try expect(handling.urgency == .ordinary, at: "/urgency")
      try expect(handling.guardians == .unknown, at: "/guardians")
    }
  }

  /// Somebody whom it concerns, with a number: it is looked for in a register of numbers, and a
  /// name would point at somebody else.
  private static func checkPerson(of handling: Handling) throws(Problem) {
    for (index, person) in handling.persons.enumerated() {
      try expect(person.role.isConcerned, at: "/persons/\(index)/role")
      guard case .verified? = person.identifier else {
        throw Problem(.badHandling, pointer: "/persons/\(index)/number")
      }
    }
    // Protection may have to be told with the person; a part of the town never.
    if case .known = handling.area { throw Problem(.badHandling, pointer: "/area") }
  }

  private static func expect(_ isSo: Bool, at pointer: String) throws(Problem) {
    guard isSo else { throw Problem(.badHandling, pointer: pointer) }
  }
}
