import Concerns
import Policy
import Testing

/// The vocabulary lists the kinds that may rest on a waiver, because the register and the ledger
/// must know them without the law. The list is right if the shipped law says the same.
@Suite struct `A kind that may rest on a waiver` {
  @Test func `is the same in the vocabulary as in the law`() throws {
    let book = try Sweden.table.get().book
    func asks(_ conditions: Conditions) -> Bool {
      conditions.needs.contains(.waiver) || conditions.unless.contains(.waiver)
    }
    let lawful = Kind.allCases.filter { kind in
      book.sending.contains { $0.kind == kind && asks($0.conditions) }
        || book.seeing.contains { $0.conditions.kinds.admits(kind) && asks($0.conditions) }
    }
    #expect(lawful == Kind.allCases.filter(\.mayRestOnWaiver))
    #expect(lawful.contains(.concernAdult))
  }
}
