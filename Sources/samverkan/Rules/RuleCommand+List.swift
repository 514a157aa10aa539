package import ArgumentParser
import Concerns
package import Policy
import Wire

extension RuleCommand {
  /// Lists rules.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List the rules, in the order of the file. [reads]",
      discussion: """
        Examples:
          samverkan rule ls
          samverkan rule ls --kind release.individual --review needs-legal-review
          samverkan rule ls --policy sweden.yaml --output plain | cut -f1,4
        """)
    @Option(help: "Only rules about this kind of message.", transform: Given.kind)
    var kind: Kind?
    @Option(help: "Only rules of this status: read, derived or needs-legal-review.")
    var review: ReviewStatus?
    @OptionGroup var law: LawOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let rules = ListedRule.all(of: try law.law(on: terminal).table).filter { rule in
        (kind.map(rule.conditions.kinds.admits) ?? true)
          && (review.map { rule.ground.review == $0 } ?? true)
      }
      terminal.show(
        Listing(
          [
            .init("id", .titleRule), .init("effect", .titleDoes), .init("review", .titleReview),
            .init("citation", .titleCitation), .init("from", .titleFrom),
            .init("until", .titleUntil), .init("kinds", .titleKinds),
          ], rows: rules.map { .object($0.members(on: terminal)) }))
    }
  }

  /// Shows a rule in words.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show a rule in words, with its line in the file. [reads]",
      discussion: """
        Examples:
          samverkan rule show withhold-whereabouts
          samverkan rule show send-report-mandatory --lang en --json
        """)
    @Argument(help: "The rule's id, from samverkan rule ls.") var rule: String
    @OptionGroup var law: LawOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let rules = ListedRule.all(of: try law.law(on: terminal).table)
      guard let found = rules.first(where: { $0.ground.rule.text == rule }) else {
        throw Fault.noRule(rule)
      }
      terminal.show(RuleSheet(found, on: terminal).sheet)
    }
  }
}

extension Given {
  /// A kind of message.
  static func kind(_ text: String) throws -> Kind {
    guard let kind = Kind(rawValue: text) else {
      // As the parser itself lists what a value may be; in the help it would be too much.
      throw ValidationError(Kind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))
    }
    return kind
  }
}

extension ReviewStatus: ExpressibleByArgument {}
