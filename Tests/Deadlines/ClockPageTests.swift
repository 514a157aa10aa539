import Deadlines
import Foundation
import Support
import Testing

/// The page beside the law names every clock, so that a lawyer need not read code to know them.
@Suite struct `The page about clocks` {
  /// The bell that somebody tries counts down to nothing.
  static let clocks = ClockKind.allCases.filter { $0 != .drill }

  @Test(arguments: clocks)
  func `names each with the section it rests on, or as a promise`(clock: ClockKind) throws {
    let page = try Protocols.text(of: "protocols/policy/semantics.md")
    let part = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("Clocks") })
    let rows = part.split(separator: "\n").filter { $0.hasPrefix("| `\(clock.rawValue)` |") }
    #expect(rows.count == 1)
    let cells = rows.first?.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    let citation = ClockRule(of: clock).citation
    #expect(
      cells?.dropFirst().first
        == (citation.isEmpty ? "a promise" : citation.joined(separator: ", ")))
    #expect(cells?.count == 4 && cells?.allSatisfy { !$0.isEmpty } == true)
  }
}
