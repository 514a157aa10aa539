package import Concerns
package import Evidence

/// How far a recipient has come with a delivery. A later state includes the earlier ones.
package enum AckState: String, CaseIterable, Hashable, Comparable, Sendable {
  /// The recipient's system holds it durably.
  case received
  /// A person opened it.
  case read
  /// It is in the case system, with a case number.
  case committed

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .received: 0
    case .read: 1
    case .committed: 2
    }
  }
}

/// What a recipient signs about deliveries.
package struct AckDocument: Hashable, Sendable {
  /// Most deliveries in one document.
  package static let itemLimit = 64
  /// Longest case number.
  package static let caseLimit = 64

  package struct Item: Hashable, Sendable {
    package let delivery: DeliveryID
    /// The digest of the view that was received.
    package let view: Digest32
    /// `nil` confirms a recall.
    package let state: AckState?
    /// The case number, with `committed`.
    package let caseNumber: String?

    package init(
      delivery: DeliveryID, view: Digest32, state: AckState?, caseNumber: String? = nil
    ) {
      self.delivery = delivery
      self.view = view
      self.state = state
      self.caseNumber = caseNumber
    }
  }

  package let items: [Item]
  /// The document as sent: what is signed.
  package let bytes: [UInt8]

  /// Writes a document of 1 to ``itemLimit`` items.
  package init(_ items: [Item]) {
    self.items = items
    bytes =
      JSONValue.object([
        .init("ack", .string("samverkan/1")), .init("items", .array(items.map(Self.value(of:)))),
      ]).bytes
  }

  /// Reads a document.
  package init(reading bytes: [UInt8]) throws(Problem) {
    let problem = Problem(.badAck, frame: 2)
    let value: JSONValue
    do {
      value = try JSONScanner.parse(compact: bytes, else: problem)
    } catch {
      throw error.inFrame(2)
    }
    guard value.names == ["ack", "items"], value["ack"]?.string == "samverkan/1",
      let values = value["items"]?.array, (1...Self.itemLimit).contains(values.count)
    else { throw problem }
    let items = values.compactMap(Self.item(of:))
    guard items.count == values.count, Set(items.map(\.delivery)).count == items.count else {
      throw problem
    }
    self.items = items
    self.bytes = bytes
  }

  private static let recalled = "recalled"

  private static func value(of item: Item) -> JSONValue {
    .object(
      [
        .init("delivery", .string(item.delivery.wire)), .init("view", .string(item.view.wire)),
        .init("state", .string(item.state?.rawValue ?? recalled)),
      ] + (item.caseNumber.map { [.init("case", .string($0))] } ?? []))
  }

  private static func item(of value: JSONValue) -> Item? {
    let names = value.names
    guard
      names == ["delivery", "view", "state"] || names == ["delivery", "view", "state", "case"],
      let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
      let view = value["view"]?.string.flatMap(Digest32.init(wire:)),
      let word = value["state"]?.string
    else { return nil }
    let state = AckState(rawValue: word)
    guard state != nil || word == recalled else { return nil }
    let caseNumber = value["case"]?.string
    if names.count == 4 {
      guard state == .committed, let caseNumber, (1...caseLimit).contains(caseNumber.utf8.count),
        caseNumber.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
      else { return nil }
    }
    return Item(delivery: delivery, view: view, state: state, caseNumber: caseNumber)
  }
}
