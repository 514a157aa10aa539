import Concerns
package import Consents
import Filtering
import Routing
package import Wire

/// Messages that were handed over on a waiver, by the cooperation that opened them.
package struct Sharings: Sendable {
  private var messages: [CooperationID: Set<EntryIndex>] = [:]

  /// Begins empty.
  package init() {}

  /// Takes note of a hand-over that rested on waivers, if on any.
  package mutating func note(_ message: EntryIndex, on waivers: Set<CooperationID>) {
    for waiver in waivers { messages[waiver, default: []].insert(message) }
  }

  /// The messages that a cooperation has opened to anybody, in the ledger's order.
  package func messages(of cooperation: CooperationID) -> [EntryIndex] {
    (messages[cooperation] ?? []).sorted()
  }
}

extension LedgerReader {
  /// Finds again what was handed over on a waiver.
  func recoverSharings() async throws(LedgerError) -> Sharings {
    var sharings = Sharings()
    for kind in [EntryKind.consent, .shared] {
      var index = EntryIndex.start
      while true {
        let page = try await store.entries(
          of: kind, after: index, limit: LedgerPage.limit, fields: [])
        for entry in page {
          for (_, waivers) in try await openings(of: entry.index) {
            sharings.note(entry.index, on: waivers)
          }
        }
        guard let last = page.last, page.count == LedgerPage.limit else { break }
        index = last.index
      }
    }
    return sharings
  }

  /// What had left on the waivers of a cooperation before a withdrawal, and what that ended.
  ///
  /// - Parameter messages: Those that the cooperation has opened to anybody.
  package func left(
    before withdrawal: EntryIndex, of cooperation: CooperationID, among messages: [EntryIndex]
  ) async throws(LedgerError) -> [BrokerCommand.Left] {
    var handed: [AgencyID: Int] = [:]
    var withdrawn: [AgencyID: Int] = [:]
    for message in messages {
      var recipients: [DeliveryID: (agency: AgencyID, isWithdrawn: Bool)] = [:]
      for stored in try await store.deliveries(of: message) {
        recipients[stored.row.id] = (
          try await parcel(stored).recipient.function.agency,
          stored.row.standing.state == .withdrawn
        )
      }
      let openings = try await openings(of: message).filter { $0.waivers.contains(cooperation) }
      let early = openings.filter { $0.handOver.index.map { $0 < withdrawal } ?? false }
      for delivery in Set(early.map(\.handOver.delivery)) {
        if let agency = recipients[delivery]?.agency { handed[agency, default: 0] += 1 }
      }
      for (agency, isWithdrawn) in recipients.values where isWithdrawn {
        withdrawn[agency, default: 0] += 1
      }
    }
    return Set(handed.keys).union(withdrawn.keys).sorted().map {
      BrokerCommand.Left(party: $0, handed: handed[$0] ?? 0, withdrawn: withdrawn[$0] ?? 0)
    }
  }

  /// The hand-overs of a message, each with the cooperations that opened it.
  private func openings(
    of message: EntryIndex
  ) async throws(LedgerError) -> [(handOver: HandedOver, waivers: Set<CooperationID>)] {
    let handOvers = try await handOvers(of: message)
    guard !handOvers.isEmpty else { return [] }
    let (_, key) = try await record(at: message, fields: [])
    var recorded: [DeliveryID: Set<CooperationID>] = [:]
    for stored in try await store.deliveries(of: message) {
      let row = stored.row
      recorded[row.id] = try StoredForm.waivers(
        try open(
          row.disclosure, key, .disclosure(of: row.id, to: row.function, in: row.thread)))
    }
    var openings: [(HandedOver, Set<CooperationID>)] = []
    for handOver in handOvers {
      let own = try handOver.disclosure.map { bytes throws(LedgerError) in
        try StoredForm.waivers(bytes)
      }
      openings.append((handOver, own ?? recorded[handOver.delivery] ?? []))
    }
    return openings
  }
}
