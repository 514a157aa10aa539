package import Ledger
package import Policy
package import ZeroMQ

/// Why a broker does not start, or stops.
package enum BrokerError: Error, Sendable, CustomStringConvertible {
  case ledger(LedgerError)
  case network(ZeroMQError)
  /// The listener let a stranger in, or kept a known key out. It is closed before this is thrown.
  case gate(GateTest.Outcome)
  /// What must be withheld would be shown. The listeners are closed before this is thrown.
  case canary([RuleID])
  case policy(String)

  package var description: String {
    switch self {
    case .ledger(let error): "\(error)"
    case .network(let error): "\(error)"
    case .gate(let outcome):
      "the listener failed its test (\(outcome)), nobody is served; check the keys and libzmq"
    case .canary(let passed):
      "canaries have passed (\(passed.map(\.text).joined(separator: ", "))), nobody is served; "
        + "look at the policy and the program, and keep the log"
    case .policy(let flaw): "the policy does not load: \(flaw)"
    }
  }
}
