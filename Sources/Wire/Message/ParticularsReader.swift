import Concerns
import Evidence

/// Reads the members of `handling` that only some kinds have; which ones is checked before.
enum ParticularsReader {
  static func read(
    _ body: JSONValue, of kind: Kind, about persons: [Person]
  ) throws(Problem) -> Particulars {
    Particulars(
      parties: try body["to"].map(parties) ?? [],
      inquiry: try body["inquiry"].map { value throws(Problem) in
        try HandlingReader.word(value, "/inquiry", InquiryID.init(_:))
      },
      agreement: try body["agreement"].map { value throws(Problem) in
        try HandlingReader.word(value, "/agreement", AgreementID.init(_:))
      },
      decision: try body["decision"].map(decision),
      takesPart: try body["takes-part"].map(attendants),
      waiver: try ConsentReader.waiver(in: body, of: kind, about: persons),
      withdrawal: try ConsentReader.withdrawal(in: body, of: kind, about: persons),
      emergency: try EmergencyReader.emergency(in: body, of: kind),
      review: try EmergencyReader.review(in: body, of: kind))
  }

  private static func parties(_ value: JSONValue) throws(Problem) -> [FunctionID] {
    let values = value.array ?? []
    let functions = values.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    guard (1...Handling.partyLimit).contains(values.count), functions.count == values.count,
      Set(functions).count == functions.count
    else { throw Problem(.badHandling, pointer: "/to") }
    return functions
  }

  private static func decision(_ value: JSONValue) throws(Problem) -> Decision {
    guard Set(value.names) == ["by", "section", "balancing", "on"] else {
      throw Problem(.badHandling, pointer: "/decision")
    }
    return Decision(
      by: try HandlingReader.word(value["by"], "/decision/by", FunctionID.init(_:)),
      section: try HandlingReader.word(
        value["section"], "/decision/section", LegalBasis.init(rawValue:)),
      balancing: try HandlingReader.word(value["balancing"], "/decision/balancing") { text in
        Digest32(wire: text)?.wire
      },
      on: try HandlingReader.word(value["on"], "/decision/on", CivilDate.init(_:)))
  }

  private static func attendants(_ value: JSONValue) throws(Problem) -> Set<Attendant> {
    let words = value.array?.compactMap { $0.string.flatMap(Attendant.init(rawValue:)) }
    guard let words, words.count == value.array?.count, Set(words).count == words.count else {
      throw Problem(.badHandling, pointer: "/takes-part")
    }
    return Set(words)
  }
}
