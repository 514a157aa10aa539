package import ArgumentParser
import Broker
import Concerns
import Evidence
import Routing
import Tables
import Wire

extension DirectoryCommand {
  /// Signs that a directory may take another's place.
  package struct Sign: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Sign that a directory may take the place of another. [changes]",
      discussion: """
        An operator signs that FILE may take the place of the directory in force, and
        a line is added to FILE.sig. Plan it first: the plan says whether one operator
        is enough. Give the file and its lines to whoever signs next, or who runs
        samverkan directory apply. Change nothing in FILE after that.

        Examples:
          samverkan directory sign new.yaml --over /etc/samverkan/directory.yaml \\
            --connection /var/lib/samverkan/operator/connection.json
        """)
    @Argument(help: "The directory's file.") var file: String
    @Option(help: ArgumentHelp("The directory in force.", valueName: "file")) var over: String
    @OptionGroup var signer: SignerOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let digests = try [file, over].map { name in
        let text = try LawFile.text(at: name, on: terminal)
        return Digest32(hashing: try DirectoryFile(text, named: name).proved().bytes)
      }
      let signer = try signer.signer(on: terminal)
      let path = EndorsementFile.changes(beside: file)
      try signer.sign(.directory(to: digests[0], over: digests[1]), into: path)
      terminal.tell("", terminal.say(.signed, signer.name.text, path))
    }
  }

  /// Puts a directory in force.
  package struct Apply: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Put a directory in force at a broker that is stopped. [changes]",
      discussion: """
        The directory must have been planned in the last 24 hours with nothing in its
        way, and signed beside it (FILE.sig): by one operator if nobody would newly
        see or decide anything, by two otherwise. Then it is recorded, the old one
        kept, and the file put where the configuration has its directory. What its
        days change is done by the broker when they come, at midnight in Sweden.

        A broker that runs has its ledger open: stop it, apply, start it. Ends with 77
        when it may not be put in force, and says why; then nothing has changed.

        Examples:
          samverkan directory apply new.yaml --data /var/lib/samverkan --dry-run
          samverkan directory apply new.yaml --data /var/lib/samverkan
        """)
    @Argument(help: "The directory's file.") var file: String
    @Option(help: "The broker's folder.") var data: String
    @Flag(help: "Only prove and compare.") var dryRun = false
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let folder = try BrokerFolder.made(at: data)
      let configuration = try folder.configuration()
      let text = try LawFile.text(at: file, on: terminal)
      let directory = try DirectoryFile(text, named: file).proved()
      let beside = EndorsementFile.changes(beside: file)
      let signed = try EndorsementFile(at: beside)
      try await folder.withLedger(configuration) { store, keys in
        try await BrokerService.adopt(
          directory, endorsedBy: signed, in: store, keys, configuration
        ) { change in
          for finding in change.findings {
            terminal.tell(
              finding.sentence[terminal.language], finding.remedy[terminal.language])
          }
          return !dryRun
        }
      }
      if dryRun { return }
      try folder.install(file, signed: beside, at: configuration.directory)
      terminal.tell("", terminal.say(.directoryApplied, configuration.directory))
    }
  }
}

extension DirectoryFile {
  /// The directory, proved.
  fileprivate func proved() throws -> Directory {
    do throws(TableFlaw) {
      return try directory.proved()
    } catch {
      throw Fault.law(error, in: name)
    }
  }
}
