import Concerns
import Tables

/// Rules that follow each other in time: `rule-until-2025` and then `rule`.
///
/// The law of a family has neither a day on which two of its rules hold nor one on which none does.
struct Families {
  private struct Member {
    let id: RuleID
    let line: Int
    let period: Period
  }

  /// What stands between a family's name and the last year of an earlier rule.
  private static let mark = "-until-"

  private let families: [String: [Member]]

  init(_ book: RuleBook) {
    let members =
      book.sending.map { Member(id: $0.ground.rule, line: $0.line, period: $0.conditions.period) }
      + book.seeing.map { Member(id: $0.ground.rule, line: $0.line, period: $0.conditions.period) }
    families = Dictionary(grouping: members) { Self.split($0.id).stem }
  }

  /// Throws the flaw that stands first in the file, if there is one.
  func check() throws(TableFlaw) {
    let flaws = families.values.flatMap(Self.flaws)
    if let first = flaws.min(by: { $0.line < $1.line }) { throw first }
  }

  private static func flaws(of family: [Member]) -> [TableFlaw] {
    let named = family.compactMap { member -> TableFlaw? in
      guard let year = split(member.id).year, member.period.until?.year != year else { return nil }
      return TableFlaw(
        line: member.line, fault: "\(member.id) does not end in \(year)",
        remedy: "end it in that year or rename it")
    }
    let inOrder = family.sorted { first(of: $0) < first(of: $1) }
    let met = zip(inOrder, inOrder.dropFirst()).compactMap { earlier, later -> TableFlaw? in
      guard let end = earlier.period.until, end.daysSinceEpoch < first(of: later) else {
        return TableFlaw(
          line: later.line, fault: "\(later.id) begins before \(earlier.id) has ended",
          remedy: "end the earlier rule on the day before")
      }
      guard end.daysSinceEpoch + 1 < first(of: later) else { return nil }
      return TableFlaw(
        line: later.line, fault: "no rule is law between \(earlier.id) and \(later.id)",
        remedy: "begin the later rule on the day after \(end.text)")
    }
    return named + met
  }

  private static func first(of member: Member) -> Int {
    member.period.from?.daysSinceEpoch ?? 0
  }

  /// The name of a rule's family, and the year in which the rule says that it ends.
  private static func split(_ id: RuleID) -> (stem: String, year: Int?) {
    let parts = id.text.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, last.utf8.count == 4, let year = Int(last) else {
      return (id.text, nil)
    }
    return (String(id.text.dropLast(mark.count + 4)), year)
  }
}
