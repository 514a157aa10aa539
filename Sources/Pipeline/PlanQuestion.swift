import Concerns
package import Evidence
import Ledger
package import Routing
package import Tables

/// What a directory changes, asked by an operator and answered off the loop.
package struct PlanQuestion: Sendable {
  /// The file; `nil` for the directory in force.
  let text: String?
  let current: Directory
  let today: CivilDate
  let presence: Presence
  /// In how many open cooperations each agency is named.
  let waivers: [AgencyID: Int]

  /// Reads and proves the file, reads what is open, and plans every day ahead.
  func answer(from reader: LedgerReader) async throws(LedgerError) -> PlanAnswer {
    let directory: Directory
    do throws(TableFlaw) {
      directory =
        try text.map { text throws(TableFlaw) in
          try Directory(yaml: text).proved()
        } ?? current
    } catch {
      return .flawed(error)
    }
    let items = try await reader.openItems(of: directory.ending(after: current, from: today))
    return .planned(
      Plans(
        digest: Digest32(hashing: directory.bytes), over: Digest32(hashing: current.bytes),
        days: DirectoryPlan.ahead(
          of: items, from: current, to: directory, today: today, presence: presence,
          waivers: waivers)))
  }
}

/// What came of a question about a directory.
package enum PlanAnswer: Sendable {
  /// The file cannot be used.
  case flawed(TableFlaw)
  case planned(Plans)
}

/// The plans of all days ahead on which a directory changes something.
package struct Plans: Sendable {
  package let digest: Digest32
  /// The directory in whose place it would be.
  package let over: Digest32
  package let days: [DirectoryPlan]

  package var isRefused: Bool { days.contains { !$0.findings.isEmpty } }
  /// How many operators must want it.
  package var personsNeeded: Int { days.contains(where: \.isWider) ? 2 : 1 }
}
