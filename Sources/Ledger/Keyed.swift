package import Evidence

/// Counts the keys that a controller has had, from 1.
package struct KeyGeneration: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let first = KeyGeneration(rawValue: 1)

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A pseudonym: the keyed hash of a name, and the generation of the key that made it.
///
/// Stored in place of a function, a sender, a person or a conversation. Equal names under one key
/// and purpose are equal; without the key nobody can go from name to pseudonym or back.
package struct Keyed: Hashable, Comparable, Sendable {
  package static let byteCount = 33

  package let generation: KeyGeneration
  package let hash: Digest32

  package init(generation: KeyGeneration, hash: Digest32) {
    self.generation = generation
    self.hash = hash
  }

  /// Reads the stored form; `nil` for any other count.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount, let first = bytes.first,
      let hash = Digest32(Array(bytes.dropFirst()))
    else { return nil }
    self.init(generation: KeyGeneration(rawValue: first), hash: hash)
  }

  /// The stored form: a byte for the generation, then the hash.
  package var bytes: [UInt8] { [generation.rawValue] + hash.bytes }

  package static func < (left: Self, right: Self) -> Bool {
    (left.generation, left.hash) < (right.generation, right.hash)
  }
}

/// What a pseudonym stands for. Each purpose has a key of its own, so that pseudonyms of the same
/// name for two purposes cannot be matched.
///
/// The texts enter the keys: never change one, only add.
package enum Pseudonym: String, CaseIterable, Sendable {
  case function, sender, person, conversation, thread
  /// The source and identifier of a message, for finding duplicates.
  case claim
  /// What a message said, for telling a duplicate from a conflict.
  case digest
  /// Something whose epoch a delivery depends on.
  case stand
  /// The four words of an early contact.
  case phrase
  /// Leaves that say nothing, by their place in the tree.
  case padding

  /// Where it stands among all cases: its key is found by it, without hashing a text.
  var position: Int {
    switch self {
    case .function: 0
    case .sender: 1
    case .person: 2
    case .conversation: 3
    case .thread: 4
    case .claim: 5
    case .digest: 6
    case .stand: 7
    case .phrase: 8
    case .padding: 9
    }
  }
}
