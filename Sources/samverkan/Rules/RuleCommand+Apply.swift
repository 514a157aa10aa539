package import ArgumentParser
import Broker
import Concerns
import Foundation
import LedgerSQLite
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
      let folder = try BrokerFolder(at: data)
      guard folder.exists else { throw Fault.badArgument(name: "--data", form: .formBrokerFolder) }
      let configuration = try folder.configuration()
      let law = try LawFile(at: file, on: terminal).proved()
      let directory = try Directory(
        yaml: try String(contentsOfFile: configuration.directory, encoding: .utf8))
      let beside = EndorsementFile.changes(beside: file)
      let signed = try EndorsementFile(at: beside)
      let keys = try folder.keys(with: configuration.next)
      let store = try await folder.store(keys, configuration)
      var compared: ChangePage?
      do {
        try await BrokerService.adopt(
          law, endorsedBy: signed, beside: directory, in: store, keys, configuration
        ) { change in
          compared = ChangePage(of: change)
          return !dryRun
        }
      } catch {
        // Before it was compared, nothing can be said of what it changes.
        if let compared { terminal.show(compared) }
        try await store.close()
        throw error
      }
      try await store.close()
      if let compared { terminal.show(compared) }
      if dryRun { return }
      try folder.install(file, signed: beside, at: configuration.policy)
      terminal.tell("", terminal.say(.lawApplied, configuration.policy))
    }
  }
}

extension BrokerFolder {
  /// Puts a law or a directory, and what is signed beside it, where the configuration has it.
  func install(_ law: String, signed: String, at place: String) throws {
    guard Self.absolute(law) != Self.absolute(place) else { return }
    try write(try String(contentsOfFile: law, encoding: .utf8), to: place)
    let beside = EndorsementFile.changes(beside: place)
    if FileManager.default.fileExists(atPath: signed) {
      try write(try String(contentsOfFile: signed, encoding: .utf8), to: beside)
    } else if FileManager.default.fileExists(atPath: beside) {
      // What was signed for the law before is kept in the ledger.
      try FileManager.default.removeItem(atPath: beside)
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
