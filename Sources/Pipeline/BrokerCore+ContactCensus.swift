import Admission
import Concerns
import Contacts
import Ledger
import Routing
import Wire

// A board sees how many came, by unit, kind and month: never who, and nothing under five.
extension BrokerCore {
  /// Shows the counts of a year. That somebody looks is on disk before they see it.
  mutating func countContacts(
    _ request: JSONValue, _ session: Session, _ asker: Asker, at now: Moment
  ) throws(Problem) {
    guard let year = request["year"]?.integer.flatMap(Int.init(exactly:)),
      (0...9999).contains(year)
    else { throw Problem(.badRequest, frame: 2, pointer: "/year") }
    let counts = contacts.counts(of: year, units: router.directory.functions, at: now)
    let asker = try counted(asker)
    record(
      .inspection(
        InspectionNote(of: .contacts(year: year), by: session.peer.member, at: now)),
      then: .look(.admin(counts.value), to: asker))
  }
}

extension ContactCounts {
  /// What came, of which a board asks how many there were in all.
  private static let arrivals: Set<ContactKind> = [.help, .advice, .again]

  fileprivate var value: JSONValue {
    .object([
      .init("act", .string("contact.counts")), .init("year", .integer(Int64(year))),
      .init("months", .integer(Int64(monthCount))),
      .init("rows", .array(rows.map(\.value))),
      .init("total", total(of: Self.arrivals).value),
    ])
  }
}

extension ContactCounts.Row {
  fileprivate var value: JSONValue {
    .object([
      .init("unit", .string(unit.text)), .init("kind", .string(kind.rawValue)),
      .init("counts", .array(months.map { $0.map { .integer(Int64($0)) } ?? .null })),
      .init("total", total.value),
    ])
  }
}

extension ContactCounts.Total {
  fileprivate var value: JSONValue {
    .object([
      .init("atLeast", .integer(Int64(shown))), .init("atMost", .integer(Int64(atMost))),
    ])
  }
}
