import Filtering
import Routing

extension LedgerReader {
  /// Makes the register anew of every emergency and review, at the moments they were taken.
  ///
  /// An emergency that the rules of today would refuse opens nothing.
  func recoverEmergencies(into recovery: inout Recovery) async throws(LedgerError) {
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: .emergency, after: index, limit: LedgerPage.limit, fields: [])
      for entry in page {
        let concern = try await concern(at: entry.index)
        guard
          let change = EmergencyChange(
            concern.payload.message, head: concern.facts.owner.function, at: entry.row.at)
        else { throw .corrupt(table: "entry") }
        _ = recovery.emergencies.apply(change)
        if case .declare(let emergency) = change {
          recovery.emergencyEntries[emergency.id] = entry.index
        }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      index = last.index
    }
    let scribe = try opened { () throws(VaultError) in try Scribe(vault: vault) }
    let stands = try await store.epochs(of: [scribe.emergencyStand])
    recovery.emergencies.resume(endings: stands[0].epoch)
  }
}
