package import Concerns
package import Consents
package import Wire

/// By which functions the parties of each cooperation are reached.
///
/// The register knows agencies; whoever must learn that sharing has stopped is a mailbox.
package struct Seating: Sendable {
  /// Most functions around one table: each is a delivery, and what one withdrawal records must fit
  /// into one write of the ledger.
  package static let seatLimit = 32

  private var seats: [CooperationID: Set<FunctionID>] = [:]

  /// Begins empty.
  package init() {}

  /// Who is told of a withdrawal: everyone around the table but whoever tells it, if anyone is.
  package func told(of withdrawal: Withdrawal, by unit: FunctionID) -> [FunctionID] {
    let seats = seats[withdrawal.cooperation] ?? []
    let others = seats.subtracting([unit])
    return (others.isEmpty ? seats : others).sorted()
  }

  /// Whether there is room for those that a waiver names.
  package func hasRoom(for message: SignedMessage) -> Bool {
    let cooperation = CooperationID(message.matter.conversation.uuid)
    return (seats[cooperation] ?? []).union(message.seats).count <= Self.seatLimit
  }

  /// Seats those that a recorded waiver names.
  package mutating func seat(_ message: SignedMessage) {
    guard message.handling.waiver != nil else { return }
    let cooperation = CooperationID(message.matter.conversation.uuid)
    seats[cooperation, default: []].formUnion(message.seats)
  }

  /// Nobody sits around these tables any more.
  package mutating func clear(_ cooperations: [CooperationID]) {
    for cooperation in cooperations { seats[cooperation] = nil }
  }
}

extension SignedMessage {
  fileprivate var seats: Set<FunctionID> { Set(handling.parties).union([matter.unit]) }
}
