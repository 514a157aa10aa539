package import Concerns
package import Evidence

/// What is signed when duty changes hands: a hand-over list, or that one is accepted.
package struct DutyDocument: Hashable, Sendable {
  /// Most concerns in one list: more than a night brings, and few enough to be read at a meeting.
  package static let itemLimit = 32
  /// Longest of the three texts of an item, in bytes: some lines, not a case file.
  package static let textLimit = 400

  /// One concern that on-call gives over.
  package struct Item: Hashable, Sendable {
    /// The delivery: on-call's own where it writes, the owner's own where that reads.
    package let delivery: DeliveryID
    package let done: String
    /// Empty for nothing.
    package let promised: String
    /// When and with whom somebody is to speak next; empty for nothing.
    package let next: String

    package init(delivery: DeliveryID, done: String, promised: String, next: String) {
      self.delivery = delivery
      self.done = done
      self.promised = promised
      self.next = next
    }

    package var value: JSONValue {
      .object([
        .init("delivery", .string(delivery.wire)), .init("done", .string(done)),
        .init("promised", .string(promised)), .init("next", .string(next)),
      ])
    }

    init?(_ value: JSONValue) {
      guard value.names == ["delivery", "done", "promised", "next"],
        let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
        let done = value["done"]?.string, !done.isEmpty,
        let promised = value["promised"]?.string, let next = value["next"]?.string,
        [done, promised, next].allSatisfy(Self.isText)
      else { return nil }
      self.init(delivery: delivery, done: done, promised: promised, next: next)
    }

    /// One line that a terminal and a page can show as it is.
    private static func isText(_ text: String) -> Bool {
      text.utf8.count <= DutyDocument.textLimit
        && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
  }

  package enum Act: Hashable, Sendable {
    /// On-call gives what it names to whoever owns it.
    case handOver(from: FunctionID, to: FunctionID, [Item])
    /// Whoever owns it takes it over, as it was shown.
    case accept(view: Digest32)
  }

  package let list: DutyListID
  package let act: Act
  /// The document as sent: what is signed.
  package let bytes: [UInt8]

  /// Writes a document.
  package init(_ list: DutyListID, _ act: Act) {
    self.list = list
    self.act = act
    bytes = Self.value(list, act).bytes
  }

  /// Reads a document.
  package init(reading bytes: [UInt8]) throws(Problem) {
    let problem = Problem(.badDuty, frame: 2)
    let value: JSONValue
    do {
      value = try JSONScanner.parse(compact: bytes, else: problem)
    } catch {
      throw error.inFrame(2)
    }
    guard value["duty"]?.string == "samverkan/1",
      let list = value["list"]?.string.flatMap(DutyListID.init(_:)),
      let act = Self.act(in: value)
    else { throw problem }
    self.list = list
    self.act = act
    self.bytes = bytes
  }

  private static func value(_ list: DutyListID, _ act: Act) -> JSONValue {
    let head = JSONValue.Member("duty", .string("samverkan/1"))
    let name = JSONValue.Member("list", .string(list.description))
    switch act {
    case .handOver(let from, let to, let items):
      return .object([
        head, .init("act", .string("hand-over")), name, .init("from", .string(from.text)),
        .init("to", .string(to.text)), .init("items", .array(items.map(\.value))),
      ])
    case .accept(let view):
      return .object([
        head, .init("act", .string("accept")), name, .init("view", .string(view.wire)),
      ])
    }
  }

  private static func act(in value: JSONValue) -> Act? {
    switch value["act"]?.string {
    case "hand-over":
      guard value.names == ["duty", "act", "list", "from", "to", "items"],
        let from = value["from"]?.string.flatMap(FunctionID.init(_:)),
        let to = value["to"]?.string.flatMap(FunctionID.init(_:)), from != to,
        let values = value["items"]?.array, (1...itemLimit).contains(values.count)
      else { return nil }
      let items = values.compactMap(Item.init(_:))
      guard items.count == values.count, Set(items.map(\.delivery)).count == items.count else {
        return nil
      }
      return .handOver(from: from, to: to, items)
    case "accept":
      guard value.names == ["duty", "act", "list", "view"],
        let view = value["view"]?.string.flatMap(Digest32.init(wire:))
      else { return nil }
      return .accept(view: view)
    case _: return nil
    }
  }

  /// What a receipt for this document names: `H(T(duty) || H(document))`.
  package var digest: Digest32 { Self.digest(of: bytes) }

  /// The same of what was shown: an acceptance names it.
  package static func digest(of bytes: [UInt8]) -> Digest32 {
    Digest32(hashing: Domain.duty.prefix, Digest32(hashing: bytes).bytes)
  }
}

/// A hand-over list as whoever it is for is shown it: the words, and its own deliveries.
package struct DutyList: Hashable, Sendable {
  package let list: DutyListID
  package let from: FunctionID
  package let to: FunctionID
  package let written: Moment
  /// `nil` while it waits.
  package let accepted: Moment?
  package let items: [DutyDocument.Item]

  package init(
    list: DutyListID, from: FunctionID, to: FunctionID, written: Moment, accepted: Moment?,
    items: [DutyDocument.Item]
  ) {
    self.list = list
    self.from = from
    self.to = to
    self.written = written
    self.accepted = accepted
    self.items = items
  }

  package var bytes: [UInt8] {
    let accepted = accepted.map { [JSONValue.Member("accepted", .string($0.text))] } ?? []
    return JSONValue.object(
      [
        .init("list", .string(list.description)), .init("from", .string(from.text)),
        .init("to", .string(to.text)), .init("written", .string(written.text)),
      ] + accepted + [.init("items", .array(items.map(\.value)))]
    ).bytes
  }

  /// What an acceptance names.
  package var view: Digest32 { DutyDocument.digest(of: bytes) }

  package init(reading bytes: [UInt8]) throws(Problem) {
    let value = try JSONScanner.parse(bytes)
    let values = value["items"]?.array ?? []
    let items = values.compactMap(DutyDocument.Item.init(_:))
    guard let list = value["list"]?.string.flatMap(DutyListID.init(_:)),
      let from = value["from"]?.string.flatMap(FunctionID.init(_:)),
      let to = value["to"]?.string.flatMap(FunctionID.init(_:)),
      let written = value["written"]?.string.flatMap(Moment.init(_:)),
      items.count == values.count, !items.isEmpty
    else { throw Problem(.badRequest) }
    self.init(
      list: list, from: from, to: to, written: written,
      accepted: value["accepted"]?.string.flatMap(Moment.init(_:)), items: items)
    guard self.bytes == bytes else { throw Problem(.badRequest) }
  }
}
