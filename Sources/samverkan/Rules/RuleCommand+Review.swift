package import ArgumentParser
import Broker
import Concerns
import Evidence
import Policy
import Tables
import Wire

extension RuleCommand {
  /// Lists what a lawyer has to look at.
  package struct Review: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Write what a lawyer has yet to read, and what is signed. [reads]",
      discussion: """
        A page to work through; with --output plain it is Markdown, with a box to
        tick for each rule. With --all, a list of every rule with its status and
        whether somebody has signed it as it is worded now: signatures are read from
        FILE.reviewed beside the law, and count under the keys that you give. A rule
        that was changed after it was signed counts as unsigned.

        Examples:
          samverkan rule review
          samverkan rule review --policy sweden.yaml --output plain > review.md
          samverkan rule review --policy sweden.yaml --all --key jurist.sign
        """)
    @Flag(help: "Every rule, with its status and its signature.") var all = false
    @Option(
      name: .customLong("key"),
      help: ArgumentHelp(
        "A lawyer's public key, or the .sign file that holds it; repeat.", valueName: "key"))
    var keys: [String] = []
    @OptionGroup var law: LawOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let law = try law.law(on: terminal)
      let keys = try self.keys.map { text in
        guard let key = VerifyingKey(wire: try Given.signingKey(text)) else {
          throw Fault.badArgument(name: "--key", form: .formKey)
        }
        return key
      }
      let rules = ListedRule.all(of: law.table)
      let signatures = try RuleSignatures(
        of: rules, in: EndorsementFile(at: EndorsementFile.reviews(beside: law.name)),
        trusting: keys)
      guard all else {
        return terminal.show(ReviewPage(of: law, signatures, on: terminal))
      }
      terminal.show(
        Listing(
          [
            .init("id", .titleRule), .init("review", .titleReview),
            .init("signature", .titleSignature), .init("by", .titleSigner),
            .init("citation", .titleCitation),
          ], rows: rules.map { .object($0.members(signatures, on: terminal)) }))
      for rule in signatures.strangers {
        terminal.tell(terminal.say(.ruleGone, rule.text))
      }
    }
  }
}

/// The rules that nobody has read against the law, those least sure first.
struct ReviewPage: Presentable {
  private let file: String
  private let count: Int
  private let groups: [(review: ReviewStatus, rules: [ListedRule])]
  private let signatures: RuleSignatures
  private let terminal: Terminal

  init(of law: LawFile, _ signatures: RuleSignatures, on terminal: Terminal) {
    file = law.name
    self.signatures = signatures
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
      .object(
        rule.members(signatures, on: terminal) + [
          .init("reason", rule.ground.reason.inBothLanguages)
        ])
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
      "\(rule.ground.rule.text) · \(place(of: rule)) · \(signature(of: rule))",
      "  \(rule.ground.citation.joined(separator: ", "))",
      "  \(terminal.say(rule.effect.phrase)): \(rule.kinds.joined(separator: ", "))",
      "  " + Printable.text(rule.ground.reason[terminal.language]),
    ]
    return lines.map { indent + $0 + "\n" }.joined()
  }

  private func item(_ rule: ListedRule) -> String {
    let citation = rule.ground.citation.joined(separator: "**, **")
    return """
      - [ ] `\(rule.ground.rule.text)` · \(place(of: rule)) · \(signature(of: rule))
        - **\(citation)**
        - \(terminal.say(rule.effect.phrase)): \(rule.kinds.joined(separator: ", "))
        - \(Printable.text(rule.ground.reason[terminal.language]))
        - \(terminal.say(.reviewTick))

      """
  }

  private func signature(of rule: ListedRule) -> String {
    terminal.say(signatures[rule.ground.rule].phrase)
  }

  private func place(of rule: ListedRule) -> String {
    let period = rule.conditions.period
    let days = [period.from?.text ?? "", period.until?.text ?? ""].joined(separator: "–")
    return "\(terminal.say(.lawUnread, String(rule.line))) · \(days)"
  }
}

extension ListedRule {
  /// What lists say of it, with who has signed it.
  fileprivate func members(
    _ signatures: RuleSignatures, on terminal: Terminal
  ) -> [JSONValue.Member] {
    let standing = signatures[ground.rule]
    let isForPerson = terminal.form == .table
    var signed: [JSONValue.Member] = [
      .init("signature", .string(isForPerson ? terminal.say(standing.phrase) : standing.name)),
      .init("version", .string(version.wire)),
      .init("by", standing.signer.map { .string($0.text) } ?? .null),
    ]
    if case .signed(_, let moment) = standing { signed.append(.init("at", .string(moment.text))) }
    return members(on: terminal) + signed
  }
}
