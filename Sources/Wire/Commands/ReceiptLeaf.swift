package import Concerns
package import Evidence

/// What the broker promises in a receipt, byte for byte as it is signed and kept.
package struct ReceiptLeaf: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// On disk, owned and with a running clock. `answerable` is the public entrance.
    case accepted(id: MessageID, digest: Digest32, reference: Reference, answerable: FunctionID)
    /// Refused, and that is on disk.
    case refused(id: MessageID, digest: Digest32, code: ProblemCode)
    /// What was told of deliveries is on disk.
    case acknowledged(digest: Digest32, items: [Item])
    /// A hand-over list is on disk, and waits for whoever is to accept it.
    case listed(digest: Digest32, DutyListID)
    /// A hand-over list is accepted: what it names is kept by nobody but its owner.
    case takenOver(digest: Digest32, DutyListID)
  }

  /// How a delivery stands for the agency that asked.
  package enum State: Hashable, Sendable {
    /// The highest state that is recorded.
    case reached(AckState)
    /// The recipient has stopped, and nobody had acknowledged it.
    case recalled
    /// It is not this agency's.
    case unknown
  }

  package struct Item: Hashable, Sendable {
    package let delivery: DeliveryID
    package let state: State

    package init(delivery: DeliveryID, state: State) {
      self.delivery = delivery
      self.state = state
    }
  }

  package let source: AgencyID
  package let outcome: Outcome
  package let at: Moment
  package let bytes: [UInt8]

  /// Writes a leaf under a fresh nonce, which keeps its hash from being guessed.
  package init(source: AgencyID, outcome: Outcome, at: Moment, nonce: Salt) {
    self.source = source
    self.outcome = outcome
    self.at = at
    bytes = Self.value(source: source, outcome: outcome, at: at, nonce: nonce.text).bytes
  }

  /// Reads a leaf.
  package init(reading bytes: [UInt8]) throws(Problem) {
    let value = try JSONScanner.parse(bytes)
    guard value["receipt"]?.string == "samverkan/1",
      let source = value["source"]?.string.flatMap(AgencyID.init(source:)),
      let outcome = Self.outcome(in: value),
      let at = value["accepted"]?.string.flatMap(Moment.init(_:)),
      let nonce = value["nonce"]?.string, Salt(nonce) != nil,
      Self.value(source: source, outcome: outcome, at: at, nonce: nonce).bytes == bytes
    else { throw Problem(.badRequest) }
    self.source = source
    self.outcome = outcome
    self.at = at
    self.bytes = bytes
  }

  private static func value(
    source: AgencyID, outcome: Outcome, at: Moment, nonce: String
  ) -> JSONValue {
    let head: [JSONValue.Member] = [.init("receipt", .string("samverkan/1"))]
    let tail: [JSONValue.Member] = [
      .init("accepted", .string(at.text)), .init("awaits", .array([])),
      .init("nonce", .string(nonce)),
    ]
    let from = JSONValue.Member("source", .string(source.source))
    switch outcome {
    case .accepted(let id, let digest, let reference, let answerable):
      return .object(
        head + [
          .init("outcome", .string("accepted")), from, .init("id", .string(id.description)),
          .init("digest", .string(digest.wire)), .init("reference", .string(reference.text)),
          .init("answerable", .string(answerable.text)),
        ] + tail)
    case .refused(let id, let digest, let code):
      return .object(
        head + [
          .init("outcome", .string("refused")), from, .init("id", .string(id.description)),
          .init("digest", .string(digest.wire)), .init("code", .string(code.rawValue)),
        ] + tail)
    case .acknowledged(let digest, let items):
      return .object(
        head + [
          .init("outcome", .string("acknowledged")), from,
          .init("digest", .string(digest.wire)), .init("items", .array(items.map(value(of:)))),
          tail[0], tail[2],
        ])
    case .listed(let digest, let list), .takenOver(let digest, let list):
      let word = if case .listed = outcome { "listed" } else { "taken-over" }
      return .object(
        head + [
          .init("outcome", .string(word)), from, .init("digest", .string(digest.wire)),
          .init("list", .string(list.description)), tail[0], tail[2],
        ])
    }
  }

  private static func value(of item: Item) -> JSONValue {
    .object([
      .init("delivery", .string(item.delivery.wire)),
      .init("state", .string(item.state.text)),
    ])
  }

  private static func outcome(in value: JSONValue) -> Outcome? {
    guard let digest = value["digest"]?.string.flatMap(Digest32.init(wire:)) else { return nil }
    let id = value["id"]?.string.flatMap(MessageID.init(_:))
    switch value["outcome"]?.string {
    case "accepted":
      guard let id, let reference = value["reference"]?.string.flatMap(Reference.init(_:)),
        let answerable = value["answerable"]?.string.flatMap(FunctionID.init(_:))
      else { return nil }
      return .accepted(id: id, digest: digest, reference: reference, answerable: answerable)
    case "refused":
      guard let id, let code = value["code"]?.string.flatMap(ProblemCode.init(rawValue:)) else {
        return nil
      }
      return .refused(id: id, digest: digest, code: code)
    case "acknowledged":
      guard let values = value["items"]?.array else { return nil }
      let items = values.compactMap { item -> Item? in
        guard let delivery = item["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
          let state = item["state"]?.string.flatMap(State.init(text:))
        else { return nil }
        return Item(delivery: delivery, state: state)
      }
      return items.count == values.count ? .acknowledged(digest: digest, items: items) : nil
    case "listed", "taken-over":
      guard let list = value["list"]?.string.flatMap(DutyListID.init(_:)) else { return nil }
      return value["outcome"]?.string == "listed"
        ? .listed(digest: digest, list) : .takenOver(digest: digest, list)
    default: return nil
    }
  }
}

extension ReceiptLeaf.State {
  private static let words: [String: Self] = ["recalled": .recalled, "unknown": .unknown]

  init?(text: String) {
    guard let state = AckState(rawValue: text).map(Self.reached) ?? Self.words[text] else {
      return nil
    }
    self = state
  }

  var text: String {
    switch self {
    case .reached(let state): state.rawValue
    case .recalled: "recalled"
    case .unknown: "unknown"
    }
  }

  /// The highest state that is recorded, if any is.
  package var reached: AckState? {
    if case .reached(let state) = self { state } else { nil }
  }
}

extension AckDocument {
  /// What a receipt for this document names: `H(T(ack) || H(document))`.
  package var digest: Digest32 {
    Digest32(hashing: Domain.ack.prefix, Digest32(hashing: bytes).bytes)
  }
}
