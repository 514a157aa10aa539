package import ArgumentParser

/// The law as the broker applies it; everything here works offline, on a file.
package struct RuleCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "The law as rules: read, prove, explain, compare, put in force.",
    discussion: """
      Reads the law that the program was shipped with, or a file of your own with
      --policy. All but apply works offline, and no question holds a person.

      Examples:
        samverkan rule ls --kind report.mandatory
        samverkan rule explain --kind report.mandatory --sender school,bound \\
          --recipient social-services,bound --standing owner --on 2026-11-20
        samverkan rule check sweden.yaml
        samverkan rule diff old.yaml new.yaml
        samverkan rule sign new.yaml --over old.yaml
        samverkan rule apply new.yaml --data /var/lib/samverkan
      """,
    subcommands: [
      List.self, Show.self, Check.self, Test.self, Explain.self, Diff.self, Review.self,
      Sign.self, Apply.self,
    ])

  package init() {}
}
