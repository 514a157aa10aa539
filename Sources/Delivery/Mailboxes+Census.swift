package import Concerns

/// How many deliveries stand where.
package struct Census: Hashable, Sendable {
  /// Nobody has them.
  package let waiting: Int
  /// Somebody has them, or a hand-over is being recorded.
  package let underWay: Int
  /// They wait for a redrive.
  package let parked: Int

  /// Takes three counts.
  package init(waiting: Int, underWay: Int, parked: Int) {
    (self.waiting, self.underWay, self.parked) = (waiting, underWay, parked)
  }
}

extension Mailboxes {
  /// Counts all deliveries; costs nothing.
  package var census: Census {
    Census(
      waiting: parcels.count - underWay - parked.count, underWay: underWay, parked: parked.count)
  }

  /// Where a delivery stands; `nil` when it is in no mailbox.
  package func standing(of delivery: DeliveryID) -> Standing? {
    guard let parcel = parcelNumbers[delivery] else { return nil }
    switch parcels[parcel].place {
    case .behind, .ready, .resting: return .waiting
    case .offered: return .offered
    case .parked: return .parked
    case .leased(let hold):
      guard let session = hold.session else {
        preconditionFailure("a lease ends with its session")
      }
      return .leased(to: sessions[session].id, until: hold.until)
    }
  }

  /// Deliveries in a function's mailbox, parked ones included.
  package func count(in function: FunctionID) -> Int {
    mailboxNumbers[function].map { mailboxes[$0].count } ?? 0
  }

  /// Whether intake may take on more for a function; if not it answers `busy`.
  ///
  /// Only a question: what is recorded enters, full or not.
  package func hasRoom(for function: FunctionID) -> Bool {
    guard let mailbox = mailboxNumbers[function] else {
      return mailboxes.count < limits.mailboxes
    }
    return mailboxes[mailbox].count < limits.deliveriesPerMailbox
  }
}
