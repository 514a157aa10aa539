package import Concerns

extension ClientCommand {
  /// What a board has decided of a case: its clocks go by that.
  package struct Ruling: Hashable, Sendable {
    /// The decision.
    package enum Word: Hashable, Sendable {
      case outcome(CaseOutcome)
      /// A clock runs to the end of a later day.
      case extended(ExtensionReason, until: CivilDate)
      /// Another municipality has it now.
      case passedOn(PassedOn)
      /// Whoever is asked to take a case over says whether they do.
      case answered(TransferAnswer)

      /// What a transfer is answered with; `nil` of every other word.
      package var answer: TransferAnswer? {
        if case .answered(let answer) = self { answer } else { nil }
      }
    }

    /// How an extension is called on the wire.
    static let extending = "extend"
    /// And the passing on of a matter.
    static let passing = "passed-on"

    package let delivery: DeliveryID
    package let version: Int64
    package let word: Word

    package init(delivery: DeliveryID, version: Int64, word: Word) {
      self.delivery = delivery
      self.version = version
      self.word = word
    }

    /// - Parameter decision: What stands under that name in the header.
    init(_ header: Header, decision: String) throws(Problem) {
      let word: Word
      if decision == Self.extending {
        word = .extended(
          try header.read("reason") { $0.string.flatMap(ExtensionReason.init(rawValue:)) },
          until: try header.read("until") { $0.string.flatMap(CivilDate.init(_:)) })
      } else if decision == Self.passing {
        word = .passedOn(
          PassedOn(
            to: try header.read("municipality") { $0.string.flatMap(MunicipalityCode.init(_:)) },
            way: try header.read("way") { $0.string.flatMap(PassedOn.Way.init(rawValue:)) },
            worker: try header.read("worker") { $0.string.flatMap(WorkerID.init(_:)) }))
      } else if let answer = TransferAnswer(rawValue: decision) {
        word = .answered(answer)
      } else if let outcome = CaseOutcome(rawValue: decision) {
        word = .outcome(outcome)
      } else {
        throw Problem(.badHeader, frame: 1, pointer: "/decision")
      }
      self.init(
        delivery: try header.delivery(), version: try header.count("version"), word: word)
    }

    /// What stands in the header beside the number.
    var members: [JSONValue.Member] {
      [
        .init("delivery", .string(delivery.wire)), .init("version", .integer(version)),
      ] + word.members
    }
  }
}

extension ClientCommand.Ruling.Word {
  /// The word and what belongs to it, on the wire as in the ledger.
  package var members: [JSONValue.Member] {
    switch self {
    case .outcome(let outcome): [.init("decision", .string(outcome.rawValue))]
    case .answered(let answer): [.init("decision", .string(answer.rawValue))]
    case .extended(let reason, let day):
      [
        .init("decision", .string(ClientCommand.Ruling.extending)),
        .init("reason", .string(reason.rawValue)), .init("until", .string(day.text)),
      ]
    case .passedOn(let passed):
      [
        .init("decision", .string(ClientCommand.Ruling.passing)),
        .init("municipality", .string(passed.to.text)), .init("way", .string(passed.way.rawValue)),
        .init("worker", .string(passed.worker.text)),
      ]
    }
  }
}
