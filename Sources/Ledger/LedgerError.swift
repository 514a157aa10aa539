package import Concerns

/// Why the ledger kept nothing, or cannot be used.
package enum LedgerError: Error, Hashable, Sendable {
  /// The store is there and refuses for now. Nothing was kept; trying again is safe.
  case busy(retryAfter: Duration)
  /// The medium had no room. Nothing was kept; trying again is safe once there is.
  case full
  /// Writing failed, and what was kept is unknown. Final for this store: stop, open it anew.
  case failed(code: Int)
  /// The ledger was closed.
  case closed
  /// What was read cannot have been written by us. Final: stop and verify.
  case corrupt(table: String)
  /// There is no ledger at this place.
  case notCreated
  /// There is a ledger at this place already.
  case alreadyCreated
  /// Another process has the ledger open.
  case inUse
  case wrongDeployment(found: String)
  case wrongEnvironment(found: String)
  case wrongFormat(found: Int)
  /// The root key is not the one that the ledger was created with.
  case wrongRootKey
  /// The database does not hold to a setting that durability rests on.
  case unsafeSetting(name: String, found: String)

  /// Whether every later call fails too, so that only opening anew helps.
  package var isFinal: Bool {
    switch self {
    case .busy, .full: false
    case .failed, .closed, .corrupt, .notCreated, .alreadyCreated, .inUse, .wrongDeployment,
      .wrongEnvironment, .wrongFormat, .wrongRootKey, .unsafeSetting:
      true
    }
  }
}

extension LedgerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .busy(let wait): "ledger is busy, retry after \(wait)"
    case .full: "no room on the disk, free some and try again"
    case .failed(let code): "writing failed with code \(code), stop and open the ledger anew"
    case .closed: "the ledger is closed, open it anew"
    case .corrupt(let table): "a row in \(table) is damaged, stop and run audit verify"
    case .notCreated: "there is no ledger here, create one or correct the path"
    case .alreadyCreated: "there is a ledger here already, open it or choose another path"
    case .inUse: "another process has the ledger open, stop that one first"
    case .wrongDeployment(let found): "the ledger belongs to \(found), correct deployment or path"
    case .wrongEnvironment(let found): "the ledger is for \(found), correct environment or path"
    case .wrongFormat(let found): "the ledger has format \(found), use the release that knows it"
    case .wrongRootKey: "the root key is not this ledger's, give the one it was created with"
    case .unsafeSetting(let name, let found):
      "sqlite reports \(name) = \(found), use a library and a disk that support the safe setting"
    }
  }
}

/// What a ledger knows about itself from its first byte.
package struct LedgerIdentity: Hashable, Sendable {
  /// The stored format that this release reads and writes.
  package static let currentFormat = 3

  package let deployment: DeploymentID
  package let environment: Environment
  package let format: Int
  /// What the root key makes of a fixed text, so that the wrong key is noticed at once.
  package let rootMark: Keyed

  package init(
    deployment: DeploymentID, environment: Environment, format: Int = currentFormat,
    rootMark: Keyed
  ) {
    self.deployment = deployment
    self.environment = environment
    self.format = format
    self.rootMark = rootMark
  }

  /// Throws unless a ledger that says `found` of itself is the expected one.
  package func check(found: Self) throws(LedgerError) {
    guard found.format == format else { throw .wrongFormat(found: found.format) }
    guard found.deployment == deployment else {
      throw .wrongDeployment(found: found.deployment.text)
    }
    guard found.environment == environment else {
      throw .wrongEnvironment(found: found.environment.rawValue)
    }
    guard found.rootMark == rootMark else { throw .wrongRootKey }
  }
}
