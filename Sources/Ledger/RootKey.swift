internal import Concerns

/// The key above all others. It lives outside the database, in a file of its own.
package struct RootKey: Sendable, CustomStringConvertible {
  package static let byteCount = Lock.byteCount

  private let wrapping: Lock
  private let naming: HashingKey
  private let marking: HashingKey

  /// Takes thirty-two bytes; `nil` for any other count.
  package init?(bytes: [UInt8]) {
    guard let lock = Lock(bytes: bytes) else { return nil }
    wrapping = lock.derived(for: "root wrap")
    naming = lock.derived(for: "root name").hashing
    marking = lock.derived(for: "root mark").hashing
  }

  /// Nothing of the key.
  package var description: String { "root key" }

  /// What a ledger keeps to notice the wrong key.
  package var mark: Keyed {
    Keyed(generation: .first, hash: marking.hash(Array("samverkan/1 ledger\n".utf8)))
  }

  func name(of controller: ControllerID) -> Keyed {
    Keyed(generation: .first, hash: naming.hash(Array(controller.text.utf8)))
  }

  func wrap(_ key: Lock) -> WrappedKey { wrapping.wrap(key) }

  func unwrap(_ key: WrappedKey) throws(VaultError) -> Lock { try wrapping.unwrap(key) }
}
