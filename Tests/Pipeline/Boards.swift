import Admission
import Concerns
import Evidence
import Routing
import Simulation
import Wire

/// A municipality in which the care board is an authority of its own, with one unit.
enum Boards {
  static let care = Town.name("norrkoping-vardnamnd", AgencyID.init(_:))
  static let unit = Town.name("norrkoping-vardnamnd.omsorg", FunctionID.init(_:))
  static let machine = Town.name("norrkoping-vardnamnd/m1", MemberID.init(_:))
  /// Who decides at each of them.
  static let chief = "norrkoping-socialnamnd.enhetschef"
  static let worker = "norrkoping-vardnamnd.handlaggare"

  static let directory = Town.directory { text in
    text.replacing(
      "\n# Parts of",
      with: """
          - id: vardnamnd
            agency: norrkoping-vardnamnd
            name: {sv: "Vårdnämnden", en: "The Care Board"}
            from: 2023-02-01

        # Parts of
        """
    ).replacing(
      "\nreception: mottagning",
      with: """
          - id: omsorg
            name: {sv: "Omsorgen", en: "Care"}
            board: vardnamnd
            from: 2023-02-01
            functions:
              - id: omsorg
                name: {sv: "Omsorgen", en: "Care"}
              - id: chef
                name: {sv: "Chefen", en: "Head"}
            owner: omsorg
            duty: {office: omsorg, otherwise: omsorg}
            head: chef

        reception: mottagning
        """
    ).replacing(
      "\ndelegations:\n",
      with: """

        delegations:
          - by: norrkoping-vardnamnd.handlaggare
            kinds: [current.request, current.response]
            sections: [sol-15-8]
            from: 2026-01-15

        """)
  }

  /// The town's register, the care board's and the neighbours'.
  static let acts: [RegistryAct] =
    Neighbours.acts + [
      .addAgency(
        Agency(
          id: care, name: care.text, party: .socialServices, isBoundToReport: true,
          functions: [unit])),
      .addMember(Member(id: machine, curveKey: Town.curveKey(82), functions: [unit])),
      .addKey(Town.key(of: care).verifyingKey, of: care, until: nil),
    ]
}

extension Bench {
  /// Everyone is there, the care board included.
  static func ofBoards() async throws -> Bench {
    var bench = try await Bench(directory: Boards.directory, acts: Boards.acts)
    try await bench.greetBoards()
    return bench
  }

  mutating func greetBoards() async throws {
    try await greetAll()
    try await greet(Boards.machine, functions: [Boards.unit])
    try await greet(Neighbours.otherMachine, functions: [Neighbours.otherReception])
  }

  /// A question whether somebody is current, that is right unless it is changed.
  static func question(
    from unit: FunctionID = Town.reception, to asked: FunctionID = Boards.unit,
    by role: String = Boards.chief, in conversation: ConversationID
  ) -> Wording {
    var wording = Wording(.currentRequest, from: unit, in: conversation)
    (wording.purpose, wording.basis) = (.careCoordination, .currentInCase)
    (wording.grounds, wording.target, wording.wantsFeedback) = ([.unknown], .unknown, false)
    wording.particulars = Particulars(
      parties: [asked], decision: decision(by: role, under: .currentInCase))
    return wording
  }

  /// The answer to it, that is right unless it is changed.
  static func word(
    _ answer: CurrentAnswer, from unit: FunctionID = Boards.unit, by role: String = Boards.worker,
    in conversation: ConversationID
  ) -> Wording {
    var wording = question(from: unit, by: role, in: conversation)
    wording.kind = .currentResponse
    wording.municipality = "unknown"
    wording.particulars = Particulars(decision: decision(by: role, under: .currentInCase))
    wording.more = [(.outcome, .object([.init("value", .string(answer.rawValue))]))]
    return wording
  }
}
