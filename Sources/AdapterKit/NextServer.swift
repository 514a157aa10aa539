public import Concerns
import Wire
public import ZeroMQ

/// Where a broker will be reached, as it says itself over the key that is to be replaced.
///
/// Write key and port into `connection.json` before the broker closes the old port; a client that
/// runs goes over by itself from the time ``from`` on.
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
