import Concerns
import Consents
import Filtering
import Routing

extension LedgerReader {
  /// Finds again what rested on a waiver, queued or handed over.
  func recoverSharings(into sharings: inout Sharings) async throws(LedgerError) {
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: .shared, after: index, limit: LedgerPage.limit, fields: [])
      for entry in page {
        for share in try await shares(of: entry.index) {
          sharings.note(entry.index, on: share.recorded)
          for handOver in share.handOvers { sharings.note(entry.index, on: handOver.waivers) }
        }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { return }
      index = last.index
    }
  }

  /// Counts one turn more of what had left before a withdrawal, and of what that ended.
  package func count(_ count: LeftCount) async throws(LedgerError) -> LeftCount {
    var count = count
    for message in count.next() {
      for share in try await shares(of: message) { count.count(share) }
    }
    return count
  }

  /// On whose waivers an open delivery rests: those of the last time that it was handed over.
  func rested(_ parcel: StoredParcel) async throws(LedgerError) -> StoredParcel {
    guard parcel.facts.kind.mayRestOnWaiver else { return parcel }
    var parcel = parcel
    let last = try await handOvers(of: parcel.key.entry).last {
      $0.delivery == parcel.key.delivery
    }
    if let shown = try last?.disclosure.map(StoredForm.read) {
      parcel.waived = try StoredForm.waived(shown)
      parcel.waivers = StoredForm.waivers(shown)
    }
    return parcel
  }

  /// The deliveries of a message, each with the cooperations that opened it.
  private func shares(of message: EntryIndex) async throws(LedgerError) -> [SharedDelivery] {
    let handOvers = try await handOvers(of: message)
    var shares: [SharedDelivery] = []
    for stored in try await store.deliveries(of: message) {
      let parcel = try await parcel(stored)
      var persons = parcel.waived
      var opened: [(index: EntryIndex?, waivers: Set<CooperationID>)] = []
      for handOver in handOvers where handOver.delivery == parcel.key.delivery {
        let shown = try handOver.disclosure.map(StoredForm.read)
        persons = try shown.map(StoredForm.waived) ?? parcel.waived
        opened.append((handOver.index, shown.map(StoredForm.waivers) ?? parcel.waivers))
      }
      let standing = parcel.standing
      shares.append(
        SharedDelivery(
          agency: parcel.recipient.function.agency,
          withdrawnAt: standing.state == .withdrawn ? standing.at : nil, persons: persons,
          recorded: parcel.waivers, handOvers: opened))
    }
    return shares
  }
}
