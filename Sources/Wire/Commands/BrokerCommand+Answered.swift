package import Concerns

extension BrokerCommand {
  /// What became of a case that another municipality was asked to take over.
  ///
  /// For whoever asked alone, and about their own message: it says nothing of anybody.
  package struct Answered: Hashable, Sendable {
    /// How the notice of it is called.
    package static let word = "answered"

    /// The message that asked.
    package let id: MessageID
    package let answer: TransferAnswer

    package init(id: MessageID, answer: TransferAnswer) {
      self.id = id
      self.answer = answer
    }

    init(_ header: Header) throws(Problem) {
      self.init(
        id: try header.read("id") { $0.string.flatMap(MessageID.init(_:)) },
        answer: try header.read("answer") { $0.string.flatMap(TransferAnswer.init(rawValue:)) })
    }

    var members: [JSONValue.Member] {
      [.init("id", .string(id.description)), .init("answer", .string(answer.rawValue))]
    }
  }
}
