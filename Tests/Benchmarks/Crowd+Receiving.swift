import Concerns
import Evidence
import Wire
import ZeroMQ

extension Crowd {
  func take(delivery frames: [[UInt8]], _ machine: World.Machine) {
    guard let index = inboxes.firstIndex(where: { $0.machine == machine }) else { return }
    inboxes[index].received += 1
    timings?.delivered(frames[2], to: index)
    switch counterpart {
    case .relay: inboxes[index].settled += 1
    case .broker:
      guard let delivery = Glance.delivery(in: frames[1]) else {
        return fail(BenchError.unexpected("a delivery without a name"))
      }
      let view = SignedMessage.digest(.view, envelope: frames[2], lines: frames[3])
      inboxes[index].unacknowledged.append(.init(delivery: delivery, view: view))
    }
  }

  func take(receipt frames: [[UInt8]], _ machine: World.Machine) {
    if let index = outboxes.firstIndex(where: { $0.machine == machine }) {
      outboxes[index].answered += 1
      if let number = Glance.number(in: frames[1]) { timings?.answered(number - 1, of: index) }
    } else if let index = inboxes.firstIndex(where: { $0.machine == machine }) {
      guard !inboxes[index].underWay.isEmpty else {
        return fail(BenchError.unexpected("a receipt that nobody asked for"))
      }
      inboxes[index].settled += inboxes[index].underWay.removeFirst()
    }
  }

  /// Acknowledges what has come: by 64 when there is much, and at once when nothing is under way.
  func settle(_ index: Int) {
    while inboxes[index].unacknowledged.count >= AckDocument.itemLimit
      || !inboxes[index].unacknowledged.isEmpty && inboxes[index].underWay.isEmpty
    {
      acknowledge(inboxes[index].takeItems(), index)
    }
    topUp(index)
  }

  private func acknowledge(_ items: [Inbox.Item], _ index: Int) {
    let machine = inboxes[index].machine
    let document = Inbox.document(items)
    let proof = Proof.sign(
      [document], for: .ack, audience: BenchFolder.deployment,
      with: world.signingKey(of: machine))[0]
    inboxes[index].number += 1
    let header = JSONValue.object([
      .init("n", .integer(inboxes[index].number)), .init("proof", proof.header),
    ])
    inboxes[index].underWay.append(items.count)
    put([Glance.acknowledge, header.bytes, document], on: inboxes[index].socket)
  }

  /// Lets more come once a quarter of the window is free again.
  func topUp(_ index: Int) {
    guard counterpart == .broker, let credit = inboxes[index].credit() else { return }
    inboxes[index].number += 1
    put(
      ClientCommand.credit(.init(messages: credit, bytes: Inbox.byteCredit))
        .frames(inboxes[index].number), on: inboxes[index].socket)
  }
}

/// One publisher's connection: what it sends, and how much of it is answered.
struct Outbox: Sendable {
  let machine: World.Machine
  let socket: SocketID
  private(set) var letters: [Letter] = []
  var sent = 0
  var answered = 0

  init(machine: World.Machine, socket: SocketID) {
    self.machine = machine
    self.socket = socket
  }

  var hasMore: Bool { sent < letters.count }

  mutating func begin(_ letters: [Letter]) {
    self.letters = letters
    (sent, answered) = (0, 0)
  }
}

/// One recipient's connection: what has come, and what has been acknowledged.
struct Inbox: Sendable {
  /// Bytes never stop a delivery here; only the window does.
  static let byteCredit: Int64 = 1 << 50

  struct Item: Sendable {
    let delivery: ArraySlice<UInt8>
    let view: Digest32
  }

  let machine: World.Machine
  let socket: SocketID
  var received = 0
  var settled = 0
  var unacknowledged: [Item] = []
  /// Items in each acknowledgement that has no receipt yet.
  var underWay: [Int] = []
  var window = 0
  var number: Int64 = 1
  /// What it takes at most, when it takes at a steady pace.
  var allowance: Allowance?
  private var settledBefore: Int64 = 0
  private var granted: Int64 = 0

  init(machine: World.Machine, socket: SocketID) {
    self.machine = machine
    self.socket = socket
  }

  mutating func begin() {
    settledBefore += Int64(settled)
    (received, settled) = (0, 0)
  }

  mutating func takeItems() -> [Item] {
    let items = Array(unacknowledged.prefix(AckDocument.itemLimit))
    unacknowledged.removeFirst(items.count)
    return items
  }

  /// Credit since the session opened, if telling is worth a message.
  mutating func credit() -> Int64? {
    var wanted = settledBefore + Int64(settled + window)
    if let allowed = allowance?.count(from: granted) {
      wanted = min(wanted, allowed)
      guard wanted > granted else { return nil }
    } else {
      guard wanted - granted >= Int64(max(1, window / 4)) else { return nil }
    }
    granted = wanted
    return wanted
  }

  /// The document that is signed, written without a detour: a load generator must be light.
  static func document(_ items: [Item]) -> [UInt8] {
    var bytes = Array("{\"ack\":\"samverkan/1\",\"items\":[".utf8)
    for (index, item) in items.enumerated() {
      bytes += index == 0 ? "{\"delivery\":\"".utf8 : ",{\"delivery\":\"".utf8
      bytes += item.delivery
      bytes += "\",\"view\":\"".utf8
      bytes += item.view.wire.utf8
      bytes += "\",\"state\":\"received\"}".utf8
    }
    return bytes + "]}".utf8
  }
}

/// How much a recipient lets come who takes at a steady pace.
struct Allowance: Sendable {
  private let perSecond: Int
  private let begun: ContinuousClock.Instant = .now
  private var before: Int64?

  init(perSecond: Int) { self.perSecond = perSecond }

  /// - Parameter granted: The credit at hand; what it is when first asked is what it begins at.
  mutating func count(from granted: Int64) -> Int64 {
    let start = before ?? granted
    before = start
    let elapsed = ContinuousClock.now - begun
    return start + Int64(elapsed / .microseconds(1)) * Int64(perSecond) / 1_000_000
  }
}

/// Reads what a load generator must know of a frame, and nothing else.
enum Glance {
  static let deliver = CommandName.deliver.frame
  static let receipt = CommandName.receipt.frame
  static let welcome = CommandName.welcome.frame
  static let ping = CommandName.ping.frame
  static let acknowledge = CommandName.acknowledge.frame
  private static let numberHead = Array("{\"n\":".utf8)
  private static let deliveryHead = Array("\"delivery\":\"".utf8)
  /// Where an envelope's identifier begins: all before it is constant.
  private static let identifier =
    "{\"specversion\":\"1.0\",\"type\":\"se.samverkan.signed.v1\",\"id\":\"".utf8.count

  /// The number that every header begins with.
  static func number(in header: [UInt8]) -> Int? {
    guard header.starts(with: numberHead) else { return nil }
    let digits = header.dropFirst(numberHead.count).prefix { (48...57).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// The delivery's name, which follows the number.
  static func delivery(in header: [UInt8]) -> ArraySlice<UInt8>? {
    guard let comma = header.firstIndex(of: UInt8(ascii: ",")) else { return nil }
    let rest = header[(comma + 1)...]
    guard rest.starts(with: deliveryHead) else { return nil }
    return rest.dropFirst(deliveryHead.count).prefix(22)
  }

  /// The message's name, as text.
  static func identifier(in envelope: [UInt8]) -> String {
    String(decoding: envelope.dropFirst(identifier).prefix(36), as: UTF8.self)
  }
}
