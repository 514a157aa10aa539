internal import Concerns

extension Disk {
  func entry(at index: EntryIndex, fields: [FieldNumber]) -> StoredEntry? {
    guard let position = position(of: index) else { return nil }
    return StoredEntry(index: index, row: entries[position].row.keeping(fields))
  }

  func entries(
    of kind: EntryKind, after: EntryIndex, limit: Int, fields: [FieldNumber]
  ) -> [StoredEntry] {
    LedgerPage.check(limit: limit)
    return entries[firstEntry(after: after)...].lazy.filter { $0.row.kind == kind }.prefix(limit)
      .map { StoredEntry(index: $0.index, row: $0.row.keeping(fields)) }
  }

  func deliveries(
    after: RowPlace, limit: Int, where isWanted: (DeliveryRow) -> Bool
  ) -> [StoredDelivery] {
    LedgerPage.check(limit: limit)
    var page: [StoredDelivery] = []
    for delivery in deliveries where delivery.place > after && isWanted(delivery.row) {
      page.append(delivery)
      if page.count == limit { break }
    }
    return page
  }

  func runningClocks(after: RowPlace, limit: Int) -> [StoredClock] {
    LedgerPage.check(limit: limit)
    return Array(
      clocks.lazy.filter { $0.place > after && endOfClock[$0.row.id] == nil }.prefix(limit))
  }

  /// Where an entry lies among those that are there; `nil` where there is none.
  func position(of index: EntryIndex) -> Int? {
    let position = firstEntry(after: EntryIndex(index.value - 1))
    return position < entries.count && entries[position].index == index ? position : nil
  }

  /// The position of the first entry behind a place, by halving.
  private func firstEntry(after index: EntryIndex) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].index > index { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension LedgerPage {
  package static func check(limit: Int) {
    precondition((1...Self.limit).contains(limit), "a page has 1 to 1000 rows")
  }

  package static func check(leaves range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.count <= leafLimit, "leaves are read 8192 at a time")
  }
}
