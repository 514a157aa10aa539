package import Concerns
package import Evidence

extension DeliveryID {
  /// The twenty-two characters of base64url on the wire.
  package var wire: String { Base64.url.encode(bytes) }

  /// Reads twenty-two characters of base64url; `nil` for anything else.
  package init?(wire text: String) {
    guard text.utf8.count == 22, let bytes = Base64.url.decode(text) else { return nil }
    self.init(bytes: bytes)
  }
}

extension Digest32 {
  /// The forty-three characters of base64url on the wire.
  package var wire: String { Base64.url.encode(bytes) }

  /// Reads forty-three characters of base64url; `nil` for anything else.
  package init?(wire text: String) {
    guard let bytes = Base64.url.decode(text) else { return nil }
    self.init(bytes)
  }
}

extension Proof {
  /// The proof as a header member.
  package var header: JSONValue {
    .object([
      .init("size", .integer(Int64(size))),
      .init("index", .integer(Int64(index))),
      .init("path", .array(path.map { .string($0.wire) })),
      .init("signature", .string(Base64.url.encode(signature))),
    ])
  }

  /// Reads the header member.
  package init(header value: JSONValue?) throws(Problem) {
    let problem = Problem(.badProof, pointer: "/proof")
    guard let value, let size = value["size"]?.integer, let index = value["index"]?.integer,
      let texts = value["path"]?.array, let signature = value["signature"]?.string
    else { throw problem }
    let path = texts.compactMap { $0.string.flatMap(Digest32.init(wire:)) }
    guard path.count == texts.count, size <= Int64(Self.sizeLimit), index <= size,
      let signature = Base64.url.decode(signature),
      let proof = Proof(size: Int(size), index: Int(index), path: path, signature: signature)
    else { throw problem }
    self = proof
  }
}

extension VerifyingKey {
  /// The forty-three characters of base64url on the wire.
  package var wire: String { Base64.url.encode(bytes) }

  /// Reads forty-three characters of base64url; `nil` for anything else or a small order.
  package init?(wire text: String) {
    guard let bytes = Base64.url.decode(text) else { return nil }
    self.init(bytes)
  }
}
