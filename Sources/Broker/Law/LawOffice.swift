import Admission
import Concerns
import Evidence
import Ledger
import Policy

/// Puts laws in force: compares, checks who signed, keeps the text, and records the change.
struct LawOffice: Sendable {
  private let configuration: BrokerConfiguration
  private let recovery: Recovery
  private let registry: Registry
  private let writer: LedgerWriter
  private let archive: LawArchive

  init(
    configuration: BrokerConfiguration, recovery: Recovery, registry: Registry,
    writer: LedgerWriter
  ) {
    self.configuration = configuration
    self.recovery = recovery
    self.registry = registry
    self.writer = writer
    archive = LawArchive(of: configuration.data)
  }

  /// Sees to it that a law is in force, if it may be.
  ///
  /// The first law of a ledger needs nobody's word: nothing rests on it yet. Another one needs what
  /// lies signed beside the configured file, wherever it was read from.
  ///
  /// - Returns: How often the law has changed.
  func enforce(_ law: PolicyTable) async throws -> Int64 {
    guard let change = try change(to: law) else {
      try archive.keep(law.bytes)
      return recovery.policyEpoch > 0
        ? recovery.policyEpoch : try await record(Digest32(hashing: law.bytes), endorsed: [])
    }
    let beside = EndorsementFile.changes(beside: configuration.policy)
    return try await enforce(change, endorsedBy: try EndorsementFile(at: beside))
  }

  /// What would change; `nil` if the law is in force or the ledger's first.
  func change(to law: PolicyTable) throws -> LawChange? {
    guard let digest = recovery.policyDigest, let since = recovery.policySince,
      digest != Digest32(hashing: law.bytes)
    else { return nil }
    // A text of an older form reads no more: then nobody can tell what the new one widens.
    let table = try archive.text(of: digest).flatMap { try? PolicyTable(yaml: $0) }
    return LawChange(from: .init(digest: digest, since: since, table: table), to: law)
  }

  /// Makes a change, if those who must want it have signed.
  func enforce(_ change: LawChange, endorsedBy file: EndorsementFile) async throws -> Int64 {
    _ = try change.check(
      file, by: registry, entered: Origins(recovery.acts), of: configuration.deployment,
      at: .wallClock)
    // Before the ledger names it: a law that decided must not be one that nobody can read.
    try archive.keep(change.new.bytes)
    return try await record(change.digest, endorsed: file.lines)
  }

  private func record(_ law: Digest32, endorsed lines: [String]) async throws -> Int64 {
    let entry = Entry.policy(law, at: .wallClock, endorsed: lines)
    let kept = try await writer.commit([try await writer.seal([entry])])
    guard case .recorded? = kept.first else { throw LedgerError.full }
    return recovery.policyEpoch + 1
  }
}
