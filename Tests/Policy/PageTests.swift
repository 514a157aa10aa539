import Concerns
import Foundation
import Policy
import Testing

/// What the page beside the law says of each kind, word for word.
@Suite struct `The page that explains the law` {
  private let page: String
  private let book: RuleBook

  init() throws {
    let law = Sweden.file.deletingLastPathComponent()
    page = try String(contentsOf: law.appending(path: "semantics.md"), encoding: .utf8)
    book = try Sweden.table.get().book
  }

  /// The cells of the rows whose first cell names a kind, in the table with this heading.
  private func rows(under heading: String) throws -> [(kind: Kind, cells: [String])] {
    let start = try #require(page.firstRange(of: "\n| kind | \(heading)"))
    let table = page[start.upperBound...].components(separatedBy: "\n\n")[0]
    return table.split(separator: "\n").dropFirst(2).compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return words(in: cells[0]).first.flatMap(Kind.init(rawValue:)).map { ($0, cells) }
    }
  }

  private func words(in cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
  }

  @Test func `names every rule of every kind, in the order of the file`() throws {
    let rows = try rows(under: "may be sent under")
    #expect(rows.map(\.kind) == Kind.allCases)
    for (kind, cells) in rows {
      func rules(_ effect: SeeingRule.Effect) -> [String] {
        book.seeing.filter { rule in
          rule.effect == effect && rule.conditions.kinds.admits(kind)
            && (effect == .show || rule.conditions.kinds != .any)
        }.map(\.ground.rule.text)
      }
      let sent = book.sending.filter { $0.kind == kind }.map(\.ground.rule.text)
      #expect(words(in: cells[1]) == sent, "\(kind)")
      #expect(words(in: cells[2]) == rules(.withhold), "\(kind)")
      #expect(words(in: cells[3]) == rules(.show), "\(kind)")
    }
  }

  @Test func `names the rules that withhold in every kind`() throws {
    let start = try #require(page.firstRange(of: "For every kind, first: "))
    let sentence = try #require(page[start.upperBound...].split(separator: ". Then").first)
    let rules = book.seeing.filter {
      $0.effect == .withhold && $0.conditions.kinds == .any
    }
    #expect(words(in: String(sentence)) == rules.map(\.ground.rule.text))
  }

  @Test func `says what a kind can contain`() throws {
    let rows = try rows(under: "fields")
    #expect(rows.map(\.kind) == Kind.allCases)
    for (kind, cells) in rows {
      let named = Set(words(in: cells[1]))
      let left = Set(DataClass.allCases.map(\.rawValue)).subtracting(named)
      #expect(
        Set(kind.classes.map(\.rawValue)) == (cells[1].hasPrefix("all but") ? left : named),
        "\(kind)")
    }
  }
}
