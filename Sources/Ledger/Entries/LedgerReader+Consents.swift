import Concerns
import Consents
import Filtering
import Wire

extension LedgerReader {
  /// Makes the register anew of every waiver and withdrawal, at the moments they were taken.
  ///
  /// A waiver that the rules of today would refuse opens nothing. A no that they would refuse holds
  /// all the same, and for everyone in the cooperation.
  func recoverConsents(into recovery: inout Recovery) async throws(LedgerError) {
    var persons: Set<PersonPseudonym> = []
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: .consent, after: index, limit: LedgerPage.limit, fields: [])
      for entry in page {
        let message = try await concern(at: entry.index).payload.message
        let names = vault.pseudonyms(in: message.handling)
        guard let change = ConsentChange(message, persons: names) else {
          throw .corrupt(table: "entry")
        }
        persons.formUnion(names.values)
        persons.formUnion(recovery.take(change, from: message, in: entry))
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      index = last.index
    }
    recovery.weedConsents(at: recovery.head.time)
    recovery.consents.resume(try await epochs(of: persons.sorted()))
  }

  private func epochs(
    of persons: [PersonPseudonym]
  ) async throws(LedgerError) -> [PersonPseudonym: UInt64] {
    let scribe = try opened { () throws(VaultError) in try Scribe(vault: vault) }
    var epochs: [PersonPseudonym: UInt64] = [:]
    for start in stride(from: 0, to: persons.count, by: LedgerPage.limit) {
      let some = persons[start..<min(start + LedgerPage.limit, persons.count)]
      let stands = try await store.epochs(of: some.map(scribe.personStand))
      for (person, stand) in zip(some, stands) { epochs[person] = UInt64(stand.epoch) }
    }
    return epochs
  }
}

extension Recovery {
  fileprivate mutating func weedConsents(at moment: Moment) {
    seating.clear(consents.weed(at: moment))
  }

  /// Makes one change again, at the moment of its record.
  ///
  /// - Returns: Those whose epochs rose.
  fileprivate mutating func take(
    _ change: ConsentChange, from message: SignedMessage, in entry: StoredEntry
  ) -> [PersonPseudonym] {
    let moment = entry.row.at
    // As the broker did before it judged.
    weedConsents(at: moment)
    seating.seat(message)
    let outcome = consents.apply(change, at: moment, in: entry.index.value)
    if case .withdraw(let withdrawal) = change {
      let withdrawn = Withdrawn(at: entry.index, cooperation: withdrawal.cooperation)
      switch outcome {
      case .recorded(let raised): sharings.note(withdrawn, at: moment, holding: raised)
      case .refused:
        let held = consents.holdAll(of: withdrawal.cooperation)
        sharings.note(withdrawn, at: moment, holding: held)
      }
    }
    guard case .recorded(let raised) = outcome else { return [] }
    return raised
  }
}
