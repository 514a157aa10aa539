package import ArgumentParser

/// The law as the broker applies it; everything here works offline, on a file.
package struct RuleCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "The law as rules: read, prove, explain, compare; works offline.",
    discussion: """
      Reads the law that the program was shipped with, or a file of your own with
      --policy. Nothing here changes a broker, and no question holds a person.

      Examples:
        samverkan rule ls --kind report.mandatory
        samverkan rule explain --kind report.mandatory --sender school,bound \\
          --recipient social-services,bound --standing owner --on 2026-11-20
        samverkan rule check sweden.yaml
        samverkan rule diff old.yaml new.yaml
      """,
    subcommands: [
      List.self, Show.self, Check.self, Test.self, Explain.self, Diff.self, Review.self,
    ])

  package init() {}
}
