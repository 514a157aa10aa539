package import Ledger
package import ZeroMQ

/// Why a broker does not start, or stops.
package enum BrokerError: Error, Sendable, CustomStringConvertible {
  case ledger(LedgerError)
  case network(ZeroMQError)
  /// The listener let a stranger in, or kept a known key out. It is closed before this is thrown.
  case gate(GateTest.Outcome)
  case policy(String)

  package var description: String {
    switch self {
    case .ledger(let error): "\(error)"
    case .network(let error): "\(error)"
    case .gate(let outcome):
      "the listener failed its test (\(outcome)), nobody is served; check the keys and libzmq"
    case .policy(let flaw): "the policy does not load: \(flaw)"
    }
  }
}
