package import ArgumentParser
import Concerns
import Policy
import Wire

extension RuleCommand {
  /// Says what a new law changes.
  package struct Diff: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Say who would newly see or send what, and who no longer. [reads]",
      discussion: """
        Complete: what is not named is answered alike by both. It also names each
        statement and canary of the old law that the new one has not, or not as strict,
        each rule on who signs a waiver that is another, and each rule that cites or is
        reviewed otherwise.
        Ends with 0 when the new law grants nothing that the old one did not and is
        watched no less, otherwise with 1 (it then needs a second person's key), with
        65 when one of them cannot be read.

        Examples:
          samverkan rule diff old.yaml new.yaml
          samverkan rule diff old.yaml - --json < new.yaml
        """)
    @Argument(help: "The law as it is.") var old: String
    @Argument(help: "The law as it would be; - for standard input.") var new: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let before = try LawFile(at: old, on: terminal)
      let after = try LawFile(at: new, on: terminal)
      let change = PolicyChange(from: before.table.book, to: after.table.book)
      let page = ChangePage(sentences: change.sentences)
      terminal.show(page)
      if page.isWider { throw ExitCode(1) }
    }
  }
}

/// What a new law changes, what becomes wider first.
struct ChangePage: Presentable {
  let sentences: [PolicyChange.Sentence]
  /// Whether the old law is not there to be compared with.
  var isUnknown = false

  /// Whether anything is granted that was not or guarded less, or nobody can tell.
  var isWider: Bool { isUnknown || sentences.contains { $0.isWider } }

  func table(on terminal: Terminal) -> String {
    if isUnknown { return terminal.say(.oldLawMissing) + "\n" }
    guard !sentences.isEmpty else { return terminal.say(.rulesAlike) + "\n" }
    let parts = PolicyChange.Sentence.Effect.allCases.compactMap { effect in
      let (head, mark) = Self.head(of: effect)
      let lines = sentences.filter { $0.effect == effect }
        .map { "  \(mark) " + $0.text[terminal.language] + "\n" }
      return lines.isEmpty ? nil : terminal.strong(terminal.say(head)) + "\n" + lines.joined()
    }
    return parts.joined(separator: "\n")
      + (isWider ? "\n" + terminal.say(.secondPerson) + "\n" : "")
  }

  private static func head(of effect: PolicyChange.Sentence.Effect) -> (Phrase, String) {
    switch effect {
    case .wider: (.wouldWiden, "+")
    case .unguarded: (.wouldUnguard, "!")
    case .narrower: (.wouldNarrow, "-")
    case .restated: (.wouldRestate, "~")
    }
  }

  var plain: String {
    sentences.map { $0.effect.rawValue + "\t" + $0.text.sv + "\n" }.joined()
  }

  var json: JSONValue {
    .object([.init("wider", .bool(isWider)), .init("changes", .array(lines))])
  }

  var lines: [JSONValue] {
    sentences.map { sentence in
      .object([
        .init("wider", .bool(sentence.isWider)), .init("effect", .string(sentence.effect.rawValue)),
        .init("sentence", sentence.text.inBothLanguages),
      ])
    }
  }
}
