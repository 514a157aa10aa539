import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// Waivers of secrecy: members record and withdraw them, operators see what they open.
package struct ConsentCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "Record, withdraw and list consent to share.",
    discussion: """
      Each authority records the consent that it has obtained itself; it opens what
      that authority holds, and nothing else. Any named party may tell of a
      withdrawal. A report that the law demands needs no consent and waits for none.

      Examples:
        samverkan consent record waiver.json --evidence signed-form.pdf
        samverkan consent withdraw withdrawal.json
        samverkan consent ls
        samverkan consent show f5fa543c-477d-4662-ba3a-b1aadf5afd4e
      """,
    subcommands: [Record.self, Withdraw.self, List.self, Show.self])

  package init() {}

  /// Lists cooperations.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls",
      abstract: "List cooperations that rest on consent; for operators. [reads]",
      discussion: """
        Agencies, dates and states, never a person. A number of persons below five is
        not told.

        Examples:
          samverkan consent ls
          samverkan consent ls --limit 20 --json
        """)
    @Option(help: "Begin after this cooperation, from the page before.") var after: String?
    @OptionGroup var paging: Paging
    @OptionGroup package var options: GlobalOptions

    /// As many pages as ten thousand cooperations fill; beyond it something repeats itself.
    private static let pagesLimit = 100

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let after = try self.after.map { try Given.cooperation($0, "--after") }
      try await terminal.showPages(
        of: "consent.ls", reading: "consents", after: after, limit: paging.limit,
        atMost: Self.pagesLimit, Register.listedConsent, empty: .nothingConsented)
    }
  }

  /// Shows one cooperation.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show what each authority has obtained in a cooperation; for operators. [reads]",
      discussion: """
        Examples:
          samverkan consent show f5fa543c-477d-4662-ba3a-b1aadf5afd4e
          samverkan consent show f5fa543c-477d-4662-ba3a-b1aadf5afd4e --json
        """)
    @Argument(help: "The cooperation, from the list: the name of its conversation.")
    var cooperation: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let cooperation = try Given.cooperation(self.cooperation, "COOPERATION")
      let consent = try await terminal.administer(
        "consent.show", [.init("cooperation", .string(cooperation))], reading: "consent")
      terminal.show(
        Dossier(
          Sheet(consent, Register.consent),
          [.init(name: "waivers", one: "waiver", titles: Register.waiver)], in: consent))
    }
  }
}

extension Register {
  /// In the list; what each authority has obtained is shown of one alone.
  static let listedConsent: [(key: String, title: Phrase)] = [
    ("cooperation", .titleCooperation), ("form", .titleForm), ("state", .titleState),
    ("until", .titleUntil), ("parties", .titleParties),
  ]
  static let consent: [(key: String, title: Phrase)] = [
    ("cooperation", .titleCooperation), ("form", .titleForm), ("state", .titleState),
    ("parties", .titleParties), ("classes", .titleClasses), ("until", .titleUntil),
    ("persons", .titlePersons),
  ]
  static let waiver: [(key: String, title: Phrase)] = [
    ("authority", .titleAuthority), ("state", .titleState), ("until", .titleUntil),
    ("parties", .titleParties), ("classes", .titleClasses),
  ]
}
