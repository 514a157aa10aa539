import Concerns
import Delivery
import Testing

/// The instant at which every example begins.
let start = Moment(seconds: 1_800_000_000)

/// The delivery with a number.
func delivery(_ number: UInt64) throws -> DeliveryID {
  let bytes = [UInt8](repeating: 0, count: 8) + bigEndian(number)
  return try #require(DeliveryID(bytes: bytes))
}

/// The thread with a number.
func thread(_ number: UInt64) throws -> ThreadID {
  try #require(ThreadID(bytes: [UInt8](repeating: 7, count: 8) + bigEndian(number)))
}

private func bigEndian(_ number: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
}

func function(_ name: String) throws -> FunctionID {
  try #require(FunctionID("socialtjanst." + name))
}

/// An offer to the reception; delivery and ledger index share a number, and by default so does
/// its thread, so that nothing keeps its order with anything else.
func offer(
  _ number: UInt64, _ lane: Lane = .report, to name: String = "reception",
  thread threadNumber: UInt64? = nil, bytes: Int = 4096, attempts: Int = 0,
  notBefore: Moment? = nil, isParked: Bool = false
) throws -> Offer {
  try Offer(
    delivery: delivery(number), function: function(name),
    thread: thread(threadNumber ?? number), lane: lane, index: number, byteCount: bytes,
    attempts: attempts, notBefore: notBefore, isParked: isParked)
}

extension Mailboxes {
  /// Opens a session and lets it have that many messages, however large.
  mutating func seat(
    _ number: UInt64, at names: [String] = ["reception"],
    messages: Int = 1000
  ) throws {
    #expect(
      open(SessionID(number), functions: try names.map(function))
        == .granted)
    #expect(credit(SessionID(number), messages: messages, bytes: 1 << 40) == .granted)
  }

  /// Chooses and confirms, as when the ledger takes everything at once.
  mutating func deliver(at now: Moment = start, limit: Int = .max) -> [HandOver] {
    let handOvers = next(at: now, limit: limit)
    for handOver in handOvers { #expect(confirm(handOver.delivery, at: now) == .leased) }
    return handOvers
  }

  /// Hands over, lets the lease run out and rests, until the delivery is parked.
  mutating func wearOut(_ number: UInt64, from begin: Moment = start) throws -> Moment {
    var now = begin
    for _ in 0..<100 where try standing(of: delivery(number)) != .parked {
      _ = deliver(at: now)
      now = try #require(nextDeadline(after: now))
      _ = tick(at: now)
    }
    #expect(try standing(of: delivery(number)) == .parked)
    return now
  }
}

/// The numbers of the deliveries handed over, in order.
func numbers(_ handOvers: [HandOver]) -> [UInt64] { handOvers.map(\.delivery.number) }

extension DeliveryID {
  /// The number it was made from.
  var number: UInt64 { bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
