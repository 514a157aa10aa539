package import ArgumentParser
import Broker
import Concerns
import Evidence
import Ledger

/// What a ledger can prove, for whoever holds its folder and keys.
package struct AuditCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "What a ledger proves; beside the broker's folder.",
    discussion: """
      Reads a folder that no broker serves: stop the broker, or take a copy. Nothing
      is sent. A ledger of an older release is brought up to date when it is opened.

      Examples:
        samverkan audit verify --data /var/lib/samverkan
        samverkan audit explain q0rJ3T5mS8eV1xYzAbCdEg --data /var/lib/samverkan
        samverkan audit export q0rJ3T5mS8eV1xYzAbCdEg --data /var/lib/samverkan
        samverkan audit heads --data /var/lib/samverkan
      """,
    subcommands: [Verify.self, Explain.self, Export.self, Heads.self])

  package init() {}

  /// Reads a whole ledger against its audit trees.
  package struct Verify: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Read a whole ledger against its audit trees. [reads]",
      discussion: """
        Whether every row opens where it stands, whether the leaves say the same of
        it, whether each leaf is explained, and whether the signed heads are over what
        is stored. Ends with 65 when anything differs; then each fault stands with its
        table and place. Minutes for a million messages.

        Somebody with the folder can put an older state of it in its place, and nothing
        in it says so. --heads compares with heads that were kept elsewhere: what
        samverkan audit heads wrote then.

        Examples:
          samverkan audit verify --data /var/lib/samverkan --heads heads-2026-11.txt
          samverkan audit verify --data copy --json
        """)
    @Option(help: "The broker's folder.") var data: String
    @Option(name: .customLong("heads"), help: "A file of heads kept elsewhere.") var kept: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let kept = try kept.map { path in
        HeadsPage.notes(in: try LawFile.text(at: path, on: terminal))
      }
      let page = try await LedgerFolder.read(at: data) { reader, keys in
        VerificationPage(
          try await reader.verify(by: keys.receipt.verifyingKey, against: kept ?? []))
      }
      terminal.show(page)
      if !page.holds { throw ExitCode(65) }
    }
  }

  /// Tells what happened to the concern of a delivery.
  package struct Explain: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Tell what happened to a delivery's concern, as it is proved. [reads]",
      discussion: """
        Every statement in order, checked against its leaf in the audit tree. It names
        units, deliveries and clocks, and nobody that the concern is about.

        Examples:
          samverkan audit explain q0rJ3T5mS8eV1xYzAbCdEg --data /var/lib/samverkan
        """)
    @Argument(help: "The delivery.") var delivery: String
    @Option(help: "The broker's folder.") var data: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let history = try await LedgerFolder.read(at: data) { reader, _ in
        try await reader.history(of: delivery)
      }
      guard let history else {
        throw Fault.badArgument(name: "DELIVERY", form: .formLedgerDelivery)
      }
      terminal.show(try HistoryPage.listing(of: history))
    }
  }

  /// Writes the evidence of one delivery, for somebody who has nothing of ours.
  package struct Export: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Write the evidence of one delivery, for an outsider to check. [reads]",
      discussion: """
        JSON: what the recipient was given of what was said, the sender's signature,
        the rules that decided, every statement about it with its path to the signed
        head. It names people, and every other recipient: it is for whoever supervises;
        keep it as you keep the concern. deploy/verify_evidence.py checks it, with
        Python and nothing of ours; it holds once a head is over it, ten minutes later
        at most.

        Examples:
          samverkan audit export q0rJ3T5mS8eV1xYzAbCdEg --data copy > evidence.json
          python3 deploy/verify_evidence.py evidence.json
        """)
    @Argument(help: "The delivery.") var delivery: String
    @Option(help: "The broker's folder.") var data: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let form = try await LedgerFolder.read(at: data) { reader, keys in
        try await reader.evidence(of: delivery).map { evidence in
          EvidenceForm(
            evidence: evidence, deployment: reader.vault.deployment,
            key: keys.receipt.verifyingKey,
            law: try LawArchive(of: data).text(of: evidence.file.latest.law))
        }
      }
      guard let form else {
        throw Fault.badArgument(name: "DELIVERY", form: .formLedgerDelivery)
      }
      terminal.streams.write(PrettyJSON.text(of: form.json) + "\n")
    }
  }

  /// Writes the newest signed heads.
  package struct Heads: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Write the newest signed head of every audit tree. [reads]",
      discussion: """
        Each is a C2SP tlog-checkpoint, as any witness of such trees reads it. Keep
        them elsewhere: whoever changes the ledger cannot change those.

        Examples:
          samverkan audit heads --data /var/lib/samverkan
          samverkan audit heads --data /var/lib/samverkan --json
        """)
    @Option(help: "The broker's folder.") var data: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let heads = try await LedgerFolder.read(at: data) { reader, _ in
        try await reader.heads()
      }
      terminal.show(HeadsPage(heads: heads))
    }
  }
}
