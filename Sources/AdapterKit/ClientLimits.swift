/// How long a client waits, how often it tries again, and how much it holds.
public struct ClientLimits: Sendable {
  /// Most requests that wait, sent or not; one more is told ``AdapterError/full(limit:)``. Four
  /// times the publishes a broker allows unanswered.
  public static let requests = 1024
  /// Most requests other than publishes that are sent and unanswered: what `protocols/wire.md`
  /// grants a session. WELCOME says how many publishes there may be beside them. The rest waits
  /// here, since a broker answers the next with `busy`.
  static let unanswered = 64
  /// Deliveries remembered so that a repeat is recognised; a day's mail of a large city.
  public static let remembered = 4096
  /// Most bytes of one delivery: payload 65,536, header 8,192, padding 4,096, command, rounded up.
  static let deliveryBytes: Int64 = 81_920

  /// Between two tries of a start that the broker turned away for haste: its pace for one key.
  static let handshakePause = Duration.seconds(1)

  /// From opening a socket to WELCOME. The only sure sign of a refused key is that it passes.
  public var hello = Duration.seconds(5)
  /// From a question to its answer.
  public var answer = Duration.seconds(5)
  /// From the question who last knew somebody to its answer: a board's reports are read for it.
  public var search = Duration.seconds(120)
  /// From a message to its receipt, over breaks and restarts of the broker.
  public var publish = Duration.seconds(60)
  /// For the broker to take a farewell; leases then return at once.
  public var farewell = Duration.seconds(1)
  /// Before a new socket, and before the same bytes after `busy`; the last one repeats.
  public var delays: [Duration] = [
    .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(16), .seconds(30),
  ]

  /// The defaults above, as `protocols/wire.md` recommends them.
  public init() {}

  func delay(afterFailures count: Int) -> Duration {
    delays.isEmpty ? .seconds(1) : delays[min(count, delays.count - 1)]
  }
}
