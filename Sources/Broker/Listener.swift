import Admission
import ZeroMQ

/// Where somebody may come in. Each has a socket, a port and a test of its own.
enum Gate: CaseIterable, Hashable, Sendable {
  /// Agencies.
  case members
  /// Agencies that know the next server key already.
  case successors
  /// The operator, on the machine itself.
  case operators

  /// Whose door it is to the pipeline: with which key a member came makes no difference there.
  var door: Peer.Door {
    switch self {
    case .members, .successors: .members
    case .operators: .operators
    }
  }
}

/// One gate: a ROUTER whose peers must be in the table of its domain.
struct Listener {
  let gate: Gate
  let domain: ZapDomain
  let socket: SocketID
  /// Where the gate's own test connects, on loopback: open to members on this machine, too.
  let local: String
  /// Where peers connect; empty until the gate has passed its test.
  var endpoint: String?
  let test: GateTest

  /// Wherever somebody may have come in.
  var endpoints: [String] { [local] + [endpoint].compactMap(\.self) }
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
