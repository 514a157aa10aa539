package import Concerns
package import Evidence
package import Policy
import Wire

/// What was decided for a delivery when it was recorded or handed over, as the ledger keeps it.
package struct Decided: Hashable, Sendable {
  /// One section's verdict, by the rule that gave it.
  package struct Section: Hashable, Sendable {
    package let dataClass: DataClass
    package let isShown: Bool
    package let rule: RuleID
  }

  package let at: Moment
  /// The law that decided.
  package let law: Digest32
  /// In the order of the message.
  package let sections: [Section]

  init(stored bytes: [UInt8]) throws(LedgerError) {
    let value = try StoredForm.read(bytes)
    let sections = value["sections"]?.array?.compactMap(Section.init(_:))
    guard let at = value["at"]?.string.flatMap(Moment.init(_:)),
      let law = value["digest"]?.string.flatMap(Digest32.init(wire:)), let sections,
      sections.count == value["sections"]?.array?.count
    else { throw .corrupt(table: "delivery") }
    self.init(at: at, law: law, sections: sections)
  }

  private init(at: Moment, law: Digest32, sections: [Section]) {
    self.at = at
    self.law = law
    self.sections = sections
  }

  /// The same, decided again at another moment.
  func again(at moment: Moment) -> Self { Self(at: moment, law: law, sections: sections) }
}

extension Decided.Section {
  fileprivate init?(_ value: JSONValue) {
    guard let dataClass = value["class"]?.string.flatMap(DataClass.init(rawValue:)),
      let isShown = value["shown"]?.bool,
      let rule = value["rule"]?.string.flatMap(RuleID.init(_:))
    else { return nil }
    self.init(dataClass: dataClass, isShown: isShown, rule: rule)
  }
}

/// A delivery with its concern and what was decided of it: all that explaining it takes.
package struct DeliveryFile: Sendable {
  package let parcel: StoredParcel
  package let concern: StoredConcern
  /// When the concern was recorded.
  package let first: Decided
  /// At the latest hand-over; `nil` if nobody has had it.
  package let last: Decided?

  /// What was decided last: at the latest hand-over, or when it was recorded.
  package var latest: Decided { last ?? first }
}

extension LedgerReader {
  /// Reads a delivery, settled or not, and what was decided of it; `nil` if there is none.
  package func file(of delivery: DeliveryID) async throws(LedgerError) -> DeliveryFile? {
    guard let stored = try await store.delivery(delivery) else { return nil }
    let parcel = try await parcel(stored)
    let index = parcel.key.entry
    let (_, key) = try await record(at: index, fields: [])
    let place = Place.disclosure(of: stored.row.id, to: stored.row.function, in: stored.row.thread)
    let first = try Decided(stored: try open(stored.row.disclosure, key, place))
    let handOver = try await handOvers(of: index).last { $0.delivery == delivery }
    var last: Decided?
    if let handOver {
      last =
        try handOver.disclosure.map { bytes throws(LedgerError) in
          try Decided(stored: bytes)
        } ?? first.again(at: handOver.at)
    }
    return DeliveryFile(
      parcel: parcel, concern: try await concern(at: index), first: first, last: last)
  }
}
