package import Concerns
package import Evidence

/// The outside of a signed message: who, to which broker, under which key, committing to what.
///
/// Of constant type and, but for the agency's name, constant size: a concern, a consent and an
/// answer look alike. A CloudEvent (1.0) without data.
package struct Envelope: Hashable, Sendable {
  package let id: MessageID
  package let source: AgencyID
  package let audience: DeploymentID
  package let key: KeyID
  /// Sixteen or sixty-four values, ascending.
  package let commitments: [Digest32]
  /// The envelope as sent: what is signed and hashed.
  package let bytes: [UInt8]

  /// Writes an envelope over values in ascending order.
  package init(
    id: MessageID, source: AgencyID, audience: DeploymentID, key: KeyID, commitments: [Digest32]
  ) {
    self.id = id
    self.source = source
    self.audience = audience
    self.key = key
    self.commitments = commitments
    let values = Base64.standard.encode(commitments.flatMap(\.bytes))
    bytes = Array(
      (Self.head + id.description + "\",\"source\":\"" + source.source + "\",\"audience\":\""
        + audience.text + "\",\"keyid\":\"" + key.text + "\",\"commitments\":\"" + values + "\"}")
        .utf8)
  }

  /// Reads an envelope.
  ///
  /// - Throws: The scanner's problem if it is no strict JSON, ``ProblemCode/unknownVersion`` for
  ///   another type, ``ProblemCode/badCommitments`` for values that are not sorted or not sixteen
  ///   or sixty-four, ``ProblemCode/badEnvelope`` for anything else.
  package init(reading bytes: [UInt8]) throws(Problem) {
    let value = try JSONScanner.parse(bytes)
    guard value.names == Self.names else { throw Problem(.badEnvelope) }
    let texts = Self.names.map { value[$0]?.string }
    guard texts[0] == "1.0", let type = texts[1] else { throw Problem(.badEnvelope) }
    guard type == Self.type else { throw Problem(.unknownVersion, pointer: "/type") }
    guard let id = texts[2].flatMap(MessageID.init(_:)) else {
      throw Problem(.badEnvelope, pointer: "/id")
    }
    guard let source = texts[3].flatMap(AgencyID.init(source:)) else {
      throw Problem(.badEnvelope, pointer: "/source")
    }
    guard let audience = texts[4].flatMap(DeploymentID.init(_:)) else {
      throw Problem(.badEnvelope, pointer: "/audience")
    }
    guard let key = texts[5].flatMap(KeyID.init(_:)) else {
      throw Problem(.badEnvelope, pointer: "/keyid")
    }
    self.init(
      id: id, source: source, audience: audience, key: key,
      commitments: try Self.commitments(in: texts[6]))
    // One spelling only: what was hashed and signed is what every reader reads.
    guard self.bytes == bytes else { throw Problem(.badEnvelope) }
  }

  /// Whether whoever signed it speaks in the name it bears: the broker in its own, and in no other.
  package func isSpoken(by key: VerifyingKey, brokerKeys: [VerifyingKey]) -> Bool {
    self.key == key.id && (source == .broker) == brokerKeys.contains(key)
  }

  static let type = "se.samverkan.signed.v1"
  static let names = [
    "specversion", "type", "id", "source", "audience", "keyid", "commitments",
  ]
  private static let head = "{\"specversion\":\"1.0\",\"type\":\"\(type)\",\"id\":\""

  private static func commitments(in text: String?) throws(Problem) -> [Digest32] {
    let problem = Problem(.badCommitments, pointer: "/commitments")
    guard let bytes = text.flatMap({ Base64.standard.decode($0) }),
      bytes.count % Digest32.byteCount == 0,
      Commitments.sizes.contains(bytes.count / Digest32.byteCount)
    else { throw problem }
    let values = stride(from: 0, to: bytes.count, by: Digest32.byteCount).compactMap {
      Digest32(bytes[$0..<($0 + Digest32.byteCount)])
    }
    guard zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) else { throw problem }
    return values
  }
}
