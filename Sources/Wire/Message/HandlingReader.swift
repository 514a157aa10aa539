import Concerns

/// Reads the body of the `handling` section.
enum HandlingReader {
  private static let names: Set<String> = [
    "persons", "municipality", "area", "target", "grounds", "urgency", "guardians", "anonymous",
    "feedback", "excluded",
  ]
  private static let personNames: Set<String> = ["tag", "role", "certainty", "protection"]
  /// Longest number as a sender wrote it; anything longer is a note, not a number.
  private static let numberLimit = 32
  /// Most functions and agencies one message may exclude.
  private static let excludedLimit = 32

  /// - Parameter moment: When it was sent: its day tells the century of a ten-digit number.
  static func read(
    _ body: JSONValue, for kind: Kind, at moment: Moment
  ) throws(Problem) -> Handling {
    try checkNames(of: body, for: kind)
    let persons = try persons(in: body, for: kind, on: CivilDate(of: moment))
    let municipality = try word(body["municipality"], "/municipality") { $0 }
    guard municipality == "unknown" || MunicipalityCode(municipality) != nil else {
      throw Problem(.badHandling, pointer: "/municipality")
    }
    guard let isAnonymous = body["anonymous"]?.bool else {
      throw Problem(.badHandling, pointer: "/anonymous")
    }
    guard let wantsFeedback = body["feedback"]?.bool else {
      throw Problem(.badHandling, pointer: "/feedback")
    }
    return Handling(
      persons: persons, municipality: MunicipalityCode(municipality),
      area: try word(body["area"], "/area", Area.init(_:)),
      target: try word(body["target"], "/target", TargetGroup.init(rawValue:)),
      grounds: try grounds(in: body),
      urgency: try word(body["urgency"], "/urgency", Urgency.init(rawValue:)),
      guardians: try word(body["guardians"], "/guardians", GuardianNotice.init(rawValue:)),
      isAnonymous: isAnonymous, wantsFeedback: wantsFeedback, excluded: try excluded(in: body),
      particulars: try ParticularsReader.read(body, of: kind, about: persons, at: moment))
  }

  /// A member of some kinds only is required in those, and allowed in no other.
  private static func checkNames(of body: JSONValue, for kind: Kind) throws(Problem) {
    guard body.members != nil else { throw Problem(.badHandling) }
    let found = Set(body.names)
    let own = Set(kind.handlingMembers.map(\.rawValue))
    for member in HandlingMember.allCases {
      let isFound = found.contains(member.rawValue)
      guard isFound == own.contains(member.rawValue) || !isFound && member.isOptional else {
        throw Problem(.badHandling, pointer: "/" + member.rawValue)
      }
    }
    // What is missing has a name of ours; that of a stranger is the sender's text, and not told on.
    let missing = names.subtracting(found).min().map { "/" + $0 }
    guard missing == nil, found.subtracting(own) == names else {
      throw Problem(.badHandling, pointer: missing)
    }
  }

  private static func persons(
    in body: JSONValue, for kind: Kind, on day: CivilDate
  ) throws(Problem) -> [Person] {
    guard let values = body["persons"]?.array, values.count <= Handling.personLimit,
      kind.personCount.contains(values.count)
    else { throw Problem(.badHandling, pointer: "/persons") }
    var persons: [Person] = []
    for (index, value) in values.enumerated() {
      persons.append(try person(value, at: "/persons/\(index)", for: kind, on: day))
    }
    guard Set(persons.map(\.tag)).count == persons.count else {
      throw Problem(.badHandling, pointer: "/persons")
    }
    return persons
  }

  private static func person(
    _ value: JSONValue, at pointer: String, for kind: Kind, on day: CivilDate
  ) throws(Problem) -> Person {
    let problem = Problem(.badHandling, pointer: pointer)
    let names = Set(value.names)
    guard names.subtracting(["number"]) == personNames,
      let tag = value["tag"]?.string.flatMap(Tag.init(_:)),
      let role = value["role"]?.string.flatMap(Role.init(rawValue:)),
      let certainty = value["certainty"]?.string.flatMap(Certainty.init(rawValue:)),
      let protection = value["protection"]?.string.flatMap(Protection.init(rawValue:))
    else { throw problem }
    var identifier: PersonIdentifier?
    if names.contains("number") {
      guard let number = value["number"]?.string, number.utf8.count <= numberLimit else {
        throw problem
      }
      identifier = PersonIdentifier(number, on: day)
    }
    if case .unverified? = identifier, !kind.isReport {
      throw Problem(.identifierInvalid, pointer: pointer + "/number")
    }
    return Person(
      tag: tag, role: role, identifier: identifier, certainty: certainty, protection: protection)
  }

  private static func grounds(in body: JSONValue) throws(Problem) -> Set<Ground> {
    guard let values = body["grounds"]?.array else {
      throw Problem(.badHandling, pointer: "/grounds")
    }
    let grounds = Set(values.compactMap { $0.string.flatMap(Ground.init(rawValue:)) })
    guard grounds.count == values.count, !grounds.isEmpty else {
      throw Problem(.badHandling, pointer: "/grounds")
    }
    return grounds
  }

  private static func excluded(in body: JSONValue) throws(Problem) -> Set<String> {
    guard let values = body["excluded"]?.array, values.count <= excludedLimit else {
      throw Problem(.badHandling, pointer: "/excluded")
    }
    let names = Set(values.compactMap(\.string))
    guard names.count == values.count,
      names.allSatisfy({ FunctionID($0) != nil || AgencyID($0) != nil })
    else { throw Problem(.badHandling, pointer: "/excluded") }
    return names
  }

  /// A word of a closed list or grammar; whatever else stands there is told with its place.
  static func word<Word>(
    _ value: JSONValue?, _ pointer: String, _ make: (String) -> Word?
  ) throws(Problem) -> Word {
    guard let word = value?.string.flatMap(make) else {
      throw Problem(.badHandling, pointer: pointer)
    }
    return word
  }
}
