public import Concerns
import Wire
public import ZeroMQ

/// Where a broker will be reached, as it says itself over the key that is to be replaced.
///
/// A client that runs keeps it over breaks and goes over by itself from the time ``from`` on. It
/// writes nothing down: one that starts anew knows what `connection.json` says, and is told again
/// as long as the old port is open. So tell a person, or write ``Connection/moved(to:)``'s endpoint
/// and key into that file, before the broker closes it.
public struct NextServer: Hashable, Sendable {
  /// The broker's next CURVE key.
  public let key: CurvePublicKey
  /// Where it is served, on the same host as today.
  public let port: Int
  /// From when on it is to be used.
  public let from: Moment

  init?(_ successor: BrokerCommand.Welcome.Successor) {
    guard let key = CurvePublicKey(z85: successor.key) else { return nil }
    self.key = key
    port = successor.port
    from = successor.from
  }
}

extension Connection {
  /// The same member at the broker's next key and port; `nil` for an endpoint without a port.
  public func moved(to next: NextServer) -> Connection? {
    guard endpoint.hasPrefix("tcp://"), let colon = endpoint.lastIndex(of: ":"),
      endpoint[colon...] != ":" + String(next.port) || serverKey != next.key
    else { return nil }
    return Connection(
      endpoint: endpoint[...colon] + "\(next.port)", serverKey: next.key,
      deployment: deployment, environment: environment, agency: agency, member: member,
      functions: functions, brokerKeys: brokerKeys, curveKeys: curveKeys, signingKey: signingKey)
  }
}
