import Concerns

extension SignedMessage {
  /// Whether it is an early contact of somebody who gives no name.
  package var isNamelessContact: Bool {
    matter.kind == .contactEarly && handling.persons.isEmpty
  }

  /// Refuses an early contact that keeps something back from whoever seeks help, or names somebody
  /// who gave no name.
  ///
  /// - Throws: ``ProblemCode/contactUninformed`` unless help without assessment says that they were
  ///   told that assessed help can be applied for; ``ProblemCode/classNotAllowed`` for a name or an
  ///   address of nobody.
  package func checkContact() throws(Problem) {
    guard matter.kind == .contactEarly else { return }
    guard matter.purpose != .earlySupport || handling.particulars.informed != nil else {
      throw Problem(.contactUninformed, frame: 3)
    }
    guard isNamelessContact else { return }
    for (index, section) in sections.enumerated() {
      guard ![.identity, .contact].contains(section.dataClass) else {
        throw Problem(.classNotAllowed, frame: 3, pointer: "/\(index)")
      }
    }
  }
}
