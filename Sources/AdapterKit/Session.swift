public import Concerns
import Wire

/// What the broker said when it let us in.
public struct Session: Hashable, Sendable {
  /// The broker's clock when it answered.
  public let time: Moment
  /// Messages that may be unanswered at once.
  public let publishLimit: Int
  /// How long we may be silent; the client pings well before.
  public let idle: Duration
  /// How long a delivery is ours before it is sent anew.
  public let lease: Duration
  /// The mailboxes this session reads.
  public let functions: [FunctionID]
  /// The public entrances, for whoever has sent something.
  public let entrances: [Entrance]
  /// Whether the broker names a signing key that the connection file does not know.
  ///
  /// Its receipts are not believed. Ask the operator for a new connection file.
  public let hasUnknownBrokerKey: Bool

  /// The server key that takes the present one's place, while the broker changes it.
  public let next: NextServer?

  init(_ welcome: BrokerCommand.Welcome, over connection: Connection) {
    time = welcome.time
    publishLimit = welcome.publish
    idle = .seconds(welcome.idle)
    lease = .seconds(welcome.lease)
    functions = welcome.functions
    entrances = welcome.entrances.map(Entrance.init(_:))
    next = welcome.next.flatMap(NextServer.init(_:))
    hasUnknownBrokerKey = !welcome.keys.allSatisfy(connection.brokerKeys.contains)
  }
}
