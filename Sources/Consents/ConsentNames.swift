package import Concerns

/// A person as the register knows them: a keyed pseudonym, never a number or a name.
package struct PersonPseudonym: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// One byte for the version of the key, and 32 of the keyed hash.
  package static let length = 33

  /// The bytes as stored.
  package let bytes: [UInt8]

  /// Takes the bytes as stored; `nil` for any other count.
  package init?(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// Hashes eight bytes of the keyed hash: they are as random as all, and nobody can choose them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes[1..<9].reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// A fixed phrase: not even the pseudonym describes itself into a log.
  package var description: String { "person" }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// Names one waiver or one withdrawal; each name is used once and never again.
package struct ConsentID: Hashable, Comparable, Sendable {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

/// Names one cooperation around the same persons; each authority records its own waiver in it.
package struct CooperationID: Hashable, Comparable, Sendable {
  /// The identifier itself.
  package let uuid: RandomUUID

  /// Takes an identifier that was read or drawn.
  package init(_ uuid: RandomUUID) { self.uuid = uuid }

  /// Orders by bytes.
  package static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}
