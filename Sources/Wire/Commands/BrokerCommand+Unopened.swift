package import Concerns

extension BrokerCommand {
  /// What a sender is told when nobody has opened its acute message in time.
  ///
  /// It says who can be telephoned and nothing of who was to open it, or of whom it is about.
  package struct Unopened: Hashable, Sendable {
    /// The only word a notice has.
    package static let word = "unopened"
    /// Where there is danger to life.
    package static let danger = "112"

    /// Which of the sender's own messages.
    package let id: MessageID
    /// When it was accepted.
    package let accepted: Moment
    /// The public entrance that answers at this hour.
    package let call: Welcome.Entrance

    package init(id: MessageID, accepted: Moment, call: Welcome.Entrance) {
      self.id = id
      self.accepted = accepted
      self.call = call
    }

    init(_ header: Header) throws(Problem) {
      _ = try header.read("notice") { $0.string == Self.word ? true : nil }
      _ = try header.read("danger") { $0.string == Self.danger ? true : nil }
      self.init(
        id: try header.read("id") { $0.string.flatMap(MessageID.init(_:)) },
        accepted: try header.read("accepted") { $0.string.flatMap(Moment.init(_:)) },
        call: try header.read("call", Welcome.Entrance.init(_:)))
    }

    var members: [JSONValue.Member] {
      [
        .init("notice", .string(Self.word)), .init("id", .string(id.description)),
        .init("accepted", .string(accepted.text)), .init("danger", .string(Self.danger)),
        .init("call", call.value),
      ]
    }
  }
}
