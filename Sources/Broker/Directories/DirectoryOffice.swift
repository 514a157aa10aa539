import Admission
import Concerns
import Evidence
import Ledger
import Routing
import Tables

/// Puts directories in force: compares, checks who planned and signed, keeps the text, records it.
struct DirectoryOffice {
  private let configuration: BrokerConfiguration
  private let reader: LedgerReader
  private let recovery: Recovery
  private let registry: Registry
  private let writer: LedgerWriter
  private let archive: LawArchive

  init(
    configuration: BrokerConfiguration, reader: LedgerReader, recovery: Recovery,
    registry: Registry, writer: LedgerWriter
  ) {
    self.configuration = configuration
    self.reader = reader
    self.recovery = recovery
    self.registry = registry
    self.writer = writer
    archive = LawArchive(of: configuration.data, in: LawArchive.directories)
  }

  private var history: DirectoryHistory { recovery.directories }

  /// Sees to it that the configured directory is in force, if it may be.
  ///
  /// The first of a ledger needs nobody's word: nothing rests on it yet.
  func enforce(_ directory: Directory) async throws {
    guard let change = try await change(to: directory) else {
      try archive.keep(directory.bytes)
      if history.digest == nil {
        try await record(Digest32(hashing: directory.bytes), endorsed: [])
      }
      return
    }
    let beside = EndorsementFile.changes(beside: configuration.directory)
    try await enforce(change, endorsedBy: try EndorsementFile(at: beside))
  }

  /// What would change; `nil` if the directory is in force or the ledger's first.
  func change(to directory: Directory) async throws -> DirectoryChange? {
    guard let digest = history.digest, let since = history.since,
      digest != Digest32(hashing: directory.bytes)
    else { return nil }
    // A text of an older form reads no more: then nobody can tell what the new one widens.
    let old = try archive.text(of: digest).flatMap { try? Directory(yaml: $0) }
    let today = LocalTime.date(at: .wallClock)
    let items = try await reader.openItems(of: directory.ending(after: old, from: today))
    return DirectoryChange(
      from: .init(digest: digest, since: since, directory: old), to: directory, items: items,
      today: today)
  }

  /// Makes a change, if it was planned and those who must want it have signed.
  func enforce(_ change: DirectoryChange, endorsedBy file: EndorsementFile) async throws {
    try change.check(
      file, by: registry, entered: Origins(recovery.acts), after: history,
      of: configuration.deployment, at: .wallClock)
    // Before the ledger names it: what decided must not be something that nobody can read.
    try archive.keep(change.new.bytes)
    try await record(change.digest, endorsed: file.lines)
  }

  private func record(_ directory: Digest32, endorsed lines: [String]) async throws {
    let note = DirectoryNote(directory, .inForce(endorsed: lines), at: .wallClock)
    let kept = try await writer.commit([try await writer.seal([.directory(note)])])
    guard case .recorded? = kept.first else { throw LedgerError.full }
  }
}
