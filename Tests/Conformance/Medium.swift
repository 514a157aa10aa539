import Concerns
import Foundation
import Ledger
import LedgerSQLite

/// The stores that the suite runs over.
enum Medium: String, CaseIterable, Sendable {
  case memory, sqlite
}

/// One ledger of a test, which can be stopped and started again on what it left behind.
struct Ground {
  let medium: Medium
  private(set) var folder: String
  let identity: LedgerIdentity

  init(_ medium: Medium, _ identity: LedgerIdentity) {
    self.medium = medium
    self.identity = identity
    folder = NSTemporaryDirectory() + "ledger å " + UUID().uuidString
  }

  func create() async throws(LedgerError) -> any LedgerStore {
    switch medium {
    case .memory: InMemoryLedgerStore(creating: identity)
    case .sqlite: try await SQLiteLedgerStore.create(identity, with: settings)
    }
  }

  /// Starts again, as `identity` says it is.
  func restart(
    _ store: any LedgerStore, as identity: LedgerIdentity? = nil
  ) async throws(LedgerError) -> any LedgerStore {
    if let store = store as? InMemoryLedgerStore {
      return try InMemoryLedgerStore(opening: store.disk, as: identity ?? self.identity)
    }
    if let store = store as? SQLiteLedgerStore { try await store.close() }
    return try await SQLiteLedgerStore.open(identity ?? self.identity, with: settings)
  }

  /// What a process that is killed now leaves on the disk, in another place.
  func killed() throws -> Ground {
    var left = Ground(medium, identity)
    left.folder = folder + "+"
    try FileManager.default.copyItem(atPath: folder, toPath: left.folder)
    return left
  }

  /// A store that refuses intake from its first append on.
  func createNearlyFull() async throws(LedgerError) -> any LedgerStore {
    switch medium {
    case .memory:
      let always = Dictionary(uniqueKeysWithValues: (1...16).map { ($0, FaultPlan.Fault.lowWater) })
      return InMemoryLedgerStore(creating: identity, faults: FaultPlan(always))
    case .sqlite:
      var settings = settings
      settings.lowWaterBytes = .max
      return try await SQLiteLedgerStore.create(identity, with: settings)
    }
  }

  var settings: SQLiteSettings { SQLiteSettings(folder: folder) }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }  // Left-overs harm nobody.
}

/// Runs a test on a fresh ledger and clears up behind it.
func onGround(
  _ medium: Medium, _ body: (Ground, inout Scribe) async throws -> Void
) async throws {
  var scribe = try Scribe()
  let ground = Ground(medium, scribe.vault.identity(for: .training))
  defer { ground.remove() }
  try await body(ground, &scribe)
}
