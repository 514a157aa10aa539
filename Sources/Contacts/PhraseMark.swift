/// The keyed hash of a phrase with its reference: all that is kept of a phrase.
package struct PhraseMark: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether it is of the same phrase. Takes as long whatever they have in common.
  package func matches(_ other: PhraseMark) -> Bool {
    guard bytes.count == other.bytes.count else { return false }
    return zip(bytes, other.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
