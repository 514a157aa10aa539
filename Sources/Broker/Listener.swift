import Admission
import ZeroMQ

/// One gate: a ROUTER whose peers must be in the table of its domain.
struct Listener {
  let door: Peer.Door
  let domain: ZapDomain
  let socket: SocketID
  /// Where peers connect; empty until the gate has passed its test.
  var endpoint: String?
  let test: GateTest
}

extension Peer.Door {
  /// The ZAP domain, which also names the table of keys.
  var domainName: String {
    switch self {
    case .members: "members"
    case .operators: "operators"
    }
  }
}
