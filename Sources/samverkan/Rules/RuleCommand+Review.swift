package import ArgumentParser
import Concerns
import Policy
import Tables
import Wire

extension RuleCommand {
  /// Lists what a lawyer has to look at.
  package struct Review: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Write what a lawyer has yet to read, as a page to work through. [reads]",
      discussion: """
        With --output plain the page is Markdown, with a box to tick for each rule.

        Examples:
          samverkan rule review
          samverkan rule review --policy sweden.yaml --output plain > review.md
        """)
    @OptionGroup var law: LawOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      terminal.show(ReviewPage(of: try law.law(on: terminal), on: terminal))
    }
  }
}

/// The rules that nobody has read against the law, those least sure first.
struct ReviewPage: Presentable {
  private let file: String
  private let count: Int
  private let groups: [(review: ReviewStatus, rules: [ListedRule])]
  private let terminal: Terminal

  init(of law: LawFile, on terminal: Terminal) {
    file = law.name
    self.terminal = terminal
    let rules = ListedRule.all(of: law.table)
    count = rules.count
    groups = [ReviewStatus.needsLegalReview, .derived].compactMap { review in
      let part = rules.filter { $0.ground.review == review }
      return part.isEmpty ? nil : (review, part)
    }
  }

  func table(on terminal: Terminal) -> String {
    guard !groups.isEmpty else { return terminal.say(.nothingToReview) + "\n" }
    return head + "\n"
      + groups.map { group in
        "\n" + terminal.strong(title(of: group)) + "\n"
          + group.rules.map { "\n" + paragraph($0, indent: "  ") }.joined()
      }.joined()
  }

  /// Markdown, for a page that is worked through with a pen or in an editor.
  var plain: String {
    guard !groups.isEmpty else { return terminal.say(.nothingToReview) + "\n" }
    return "# \(head)\n\n\(terminal.say(.reviewBody))\n"
      + groups.map { group in
        "\n## \(title(of: group))\n" + group.rules.map { "\n" + item($0) }.joined()
      }.joined()
  }

  var json: JSONValue { .array(lines) }

  var lines: [JSONValue] {
    groups.flatMap(\.rules).map { rule in
      .object(rule.members(on: terminal) + [.init("reason", rule.ground.reason.inBothLanguages)])
    }
  }

  private var head: String {
    let open = groups.reduce(0) { $0 + $1.rules.count }
    return terminal.say(.reviewHead, String(open), String(count), file)
  }

  private func title(of group: (review: ReviewStatus, rules: [ListedRule])) -> String {
    let word = LegalWords.of(group.review)[terminal.language]
    return word.prefix(1).uppercased() + word.dropFirst() + " (\(group.rules.count))"
  }

  private func paragraph(_ rule: ListedRule, indent: String) -> String {
    let lines = [
      "\(rule.ground.rule.text) · \(place(of: rule))",
      "  \(rule.ground.citation.joined(separator: ", "))",
      "  \(terminal.say(rule.effect.phrase)): \(rule.kinds.joined(separator: ", "))",
      "  " + Printable.text(rule.ground.reason[terminal.language]),
    ]
    return lines.map { indent + $0 + "\n" }.joined()
  }

  private func item(_ rule: ListedRule) -> String {
    let citation = rule.ground.citation.joined(separator: "**, **")
    return """
      - [ ] `\(rule.ground.rule.text)` · \(place(of: rule))
        - **\(citation)**
        - \(terminal.say(rule.effect.phrase)): \(rule.kinds.joined(separator: ", "))
        - \(Printable.text(rule.ground.reason[terminal.language]))
        - \(terminal.say(.reviewTick))

      """
  }

  private func place(of rule: ListedRule) -> String {
    let period = rule.conditions.period
    let days = [period.from?.text ?? "", period.until?.text ?? ""].joined(separator: "–")
    return "\(terminal.say(.lawUnread, String(rule.line))) · \(days)"
  }
}
