import Concerns
package import Evidence
package import Wire

/// A message as it came, with what vouches for it: the large sealed field of a concern.
///
/// Format 1: the four parts in order, each after its length in four bytes, big-endian.
package struct Payload: Hashable, Sendable {
  static let format: UInt8 = 1

  package let message: SignedMessage
  package let proof: Proof
  package let key: VerifyingKey

  init(message: SignedMessage, proof: Proof, key: VerifyingKey) {
    self.message = message
    self.proof = proof
    self.key = key
  }

  var bytes: [UInt8] {
    let parts = [
      message.envelope.bytes, message.sectionBytes, proof.header.bytes, key.bytes,
    ]
    var bytes = [Self.format]
    bytes.reserveCapacity(parts.reduce(1) { $0 + $1.count + 4 })
    for part in parts {
      bytes += BigEndian.bytes(UInt32(part.count))
      bytes += part
    }
    return bytes
  }

  /// Reads what was stored; a row that opens and cannot be read is damage, not bad input.
  init(stored bytes: [UInt8]) throws(LedgerError) {
    let damaged = LedgerError.corrupt(table: "field")
    guard bytes.first == Self.format else { throw damaged }
    var parts: [[UInt8]] = []
    var rest = bytes.dropFirst()
    while rest.count >= 4, parts.count < 4 {
      let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= 4 + count else { throw damaged }
      parts.append(Array(rest.dropFirst(4).prefix(count)))
      rest = rest.dropFirst(4 + count)
    }
    guard parts.count == 4, rest.isEmpty, let key = VerifyingKey(parts[3]) else { throw damaged }
    do {
      self.init(
        message: try SignedMessage(envelope: parts[0], sections: parts[1]),
        proof: try Proof(header: try JSONScanner.parse(parts[2])), key: key)
    } catch {
      throw damaged
    }
  }
}
