package import ArgumentParser
import Broker
import Concerns
import Foundation
import Policy
import Routing
import Tables

extension RuleCommand {
  /// Puts a law in force.
  package struct Apply: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Put a law in force at a broker that is stopped. [changes]",
      discussion: """
        Proves the file and says what it changes. A law that grants nobody anything
        new needs one operator's signature beside it (FILE.sig), a wider one two
        operators'; samverkan rule sign makes them. Then the change is recorded, the
        old law kept, and the file put where the configuration has its policy.

        A broker that runs has its ledger open: stop it, apply, start it. Whoever
        sends meanwhile sends again by itself. Ends with 77 when a signature is
        missing or does not count.

        Examples:
          samverkan rule apply new.yaml --data /var/lib/samverkan --dry-run
          samverkan rule apply new.yaml --data /var/lib/samverkan
        """)
    @Argument(help: "The file of the law.") var file: String
    @Option(help: "The broker's folder.") var data: String
    @Flag(help: "Only prove and compare; sign after that.") var dryRun = false
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let folder = try BrokerFolder.made(at: data)
      let configuration = try folder.configuration()
      let law = try LawFile(at: file, on: terminal).proved()
      let directory = try Directory(
        yaml: try String(contentsOfFile: configuration.directory, encoding: .utf8))
      let beside = EndorsementFile.changes(beside: file)
      let signed = try EndorsementFile(at: beside)
      try await folder.withLedger(configuration) { store, keys in
        try await BrokerService.adopt(
          law, endorsedBy: signed, beside: directory, in: store, keys, configuration
        ) { change in
          terminal.show(ChangePage(of: change))
          return !dryRun
        }
      }
      if dryRun { return }
      try folder.install(file, signed: beside, at: configuration.policy)
      terminal.tell("", terminal.say(.lawApplied, configuration.policy))
    }
  }
}

extension LawFile {
  /// The law, proved.
  func proved() throws -> ProvedPolicy {
    do throws(TableFlaw) {
      return try table.proved()
    } catch {
      throw Fault.law(error, in: name)
    }
  }
}

extension ChangePage {
  init(of change: LawChange) {
    self.init(sentences: change.sentences, isUnknown: change.old.table == nil)
  }
}
