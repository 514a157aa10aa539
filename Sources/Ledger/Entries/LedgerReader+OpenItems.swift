package import Concerns
import Deadlines
package import Routing
import Wire

extension LedgerReader {
  /// Reads everything that somebody still has to act on, in the order it was recorded.
  ///
  /// That is what waits or is held, and what was received while its clocks run. Beside it what
  /// waits for a party whose unit ends: it has to go somewhere, too.
  ///
  /// - Parameter ending: Functions whose items may go to others: of these, what an owner is found
  ///   by is read, too, which takes opening what was said.
  package func openItems(
    of ending: Set<FunctionID>
  ) async throws(LedgerError) -> [OpenItem] {
    var holders: [EntryIndex: Holder] = [:]
    var parties: [(EntryIndex, FunctionID)] = []
    var place = RowPlace.start
    while true {
      let page = try await store.openDeliveries(after: place, limit: LedgerPage.limit)
      for parcel in try await parcels(page) {
        let function = parcel.recipient.function
        switch parcel.recipient.standing {
        case .owner: holders[parcel.key.entry] = Holder(parcel)
        case .participant, .reporter:
          if ending.contains(function) { parties.append((parcel.key.entry, function)) }
        case .duty: break  // Its owner is known beside it, and duty follows the hour.
        }
      }
      guard let last = page.last, page.count == LedgerPage.limit else { break }
      place = last.place
    }
    let clocks = try await clocksOfEntries()
    for entry in clocks.keys where holders[entry] == nil {
      if let parcel = try await holder(of: entry) {
        holders[entry] = Holder(parcel)
      } else {
        holders[entry] = Holder(function: try await owner(of: entry), conflicted: [])
      }
    }
    var items: [OpenItem] = []
    for (entry, holder) in holders.sorted(by: { $0.key < $1.key }) {
      let isEnding = ending.contains(holder.function)
      items.append(
        try await item(entry, of: holder, clocks[entry] ?? [], isEnding: isEnding))
    }
    return items
      + parties.map { OpenItem(number: $0.0.value, owner: $0.1, facts: nil) }
  }

  /// Who has an item as its owner, and who is not to have it after them.
  private struct Holder {
    let function: FunctionID
    let conflicted: Set<FunctionID>

    init(function: FunctionID, conflicted: Set<FunctionID>) {
      self.function = function
      self.conflicted = conflicted
    }

    init(_ parcel: StoredParcel) {
      self.init(function: parcel.recipient.function, conflicted: parcel.journey.conflicted)
    }
  }

  private func item(
    _ entry: EntryIndex, of holder: Holder, _ clocks: [OpenItem.Clock], isEnding: Bool
  ) async throws(LedgerError) -> OpenItem {
    let owner = holder.function
    guard isEnding else {
      return OpenItem(number: entry.value, owner: owner, facts: nil, clocks: clocks)
    }
    let concern = try await concern(at: entry)
    let handling = concern.payload.message.handling
    return OpenItem(
      number: entry.value, owner: owner, facts: concern.ownershipFacts,
      excluded: handling.excluded, conflicted: holder.conflicted, clocks: clocks)
  }

  private func clocksOfEntries() async throws(LedgerError) -> [EntryIndex: [OpenItem.Clock]] {
    var clocks: [EntryIndex: [OpenItem.Clock]] = [:]
    for running in try await runningClocks() {
      clocks[running.delivery, default: []].append(
        OpenItem.Clock(word: running.clock.kind.rawValue, due: running.clock.due))
    }
    return clocks
  }
}

extension StoredConcern {
  /// What an owner is found by, as of the day of receipt.
  package var ownershipFacts: OwnershipFacts {
    let message = payload.message
    return OwnershipFacts(
      message.handling, of: message.matter.kind, on: LocalTime.date(at: at))
  }
}
