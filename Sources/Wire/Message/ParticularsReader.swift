import Concerns
import Evidence

/// Reads the members of `handling` that only some kinds have; which ones is checked before.
enum ParticularsReader {
  static func read(
    _ body: JSONValue, of kind: Kind, about persons: [Person], at moment: Moment
  ) throws(Problem) -> Particulars {
    Particulars(
      parties: try body["to"].map { value throws(Problem) in
        try parties(value, atMost: kind.partyLimit)
      } ?? [],
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
      review: try EmergencyReader.review(in: body, of: kind),
      reservation: try body["reservation"].map { value throws(Problem) in
        try HandlingReader.word(value, "/reservation", MessageID.init(_:))
      },
      acknowledgement: try body["acknowledgement"].map(acknowledgement),
      informed: try body["informed"].map { value throws(Problem) in
        try information(in: value, by: LocalTime.date(at: moment))
      },
      present: try body["present"].map { value throws(Problem) in
        try HandlingReader.word(value, "/present", MunicipalityCode.init(_:))
      },
      siblings: try body["siblings"].map(siblings) ?? [])
  }

  private static func siblings(_ value: JSONValue) throws(Problem) -> [ConversationID] {
    let values = value.array ?? []
    let names = values.compactMap { $0.string.flatMap(ConversationID.init(_:)) }
    guard (1...Handling.siblingLimit).contains(values.count), names.count == values.count,
      Set(names).count == names.count
    else { throw Problem(.badHandling, pointer: "/siblings") }
    return names
  }

  private static func parties(
    _ value: JSONValue, atMost limit: Int
  ) throws(Problem) -> [FunctionID] {
    let values = value.array ?? []
    let functions = values.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    guard (1...limit).contains(values.count), functions.count == values.count,
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

  private static func acknowledgement(
    _ value: JSONValue
  ) throws(Problem) -> AcknowledgementTerms {
    guard Set(value.names) == ["reservation", "text", "evidence", "worker"] else {
      throw Problem(.badHandling, pointer: "/acknowledgement")
    }
    func digest(_ name: String) throws(Problem) -> String {
      try HandlingReader.word(value[name], "/acknowledgement/" + name) { text in
        Digest32(wire: text)?.wire
      }
    }
    return AcknowledgementTerms(
      reservation: try HandlingReader.word(
        value["reservation"], "/acknowledgement/reservation", MessageID.init(_:)),
      text: try digest("text"), evidence: try digest("evidence"),
      worker: try HandlingReader.word(
        value["worker"], "/acknowledgement/worker", WorkerID.init(_:)))
  }

  /// - Parameter day: The day in Sweden on which it was sent: what is yet to come was not given.
  private static func information(
    in value: JSONValue, by day: CivilDate
  ) throws(Problem) -> GivenInformation {
    guard Set(value.names) == ["how", "on"] else {
      throw Problem(.badHandling, pointer: "/informed")
    }
    return GivenInformation(
      way: try HandlingReader.word(
        value["how"], "/informed/how", GivenInformation.Way.init(rawValue:)),
      on: try HandlingReader.word(value["on"], "/informed/on") { text in
        CivilDate(text).flatMap { $0 <= day ? $0 : nil }
      })
  }

  private static func attendants(_ value: JSONValue) throws(Problem) -> Set<Attendant> {
    let words = value.array?.compactMap { $0.string.flatMap(Attendant.init(rawValue:)) }
    guard let words, words.count == value.array?.count, Set(words).count == words.count else {
      throw Problem(.badHandling, pointer: "/takes-part")
    }
    return Set(words)
  }
}
