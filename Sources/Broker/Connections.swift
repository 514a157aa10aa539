import Concerns
import ZeroMQ

/// Names connections, so that the pipeline never sees a route.
struct Connections {
  /// A connection that said nothing for this long has no session any more; its name is dropped.
  static let patience: Duration = .seconds(180)

  private struct Known {
    let name: [UInt8]
    var heard: Moment
  }

  private var known: [Route: Known] = [:]
  private var routes: [[UInt8]: Route] = [:]
  private var count: UInt64 = 0

  /// The name of a route, drawn at its first message.
  mutating func name(of route: Route, at moment: Moment) -> [UInt8] {
    if known[route] != nil {
      known[route]?.heard = moment
      return known[route]?.name ?? []
    }
    count += 1
    let name = (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
    known[route] = Known(name: name, heard: moment)
    routes[name] = route
    return name
  }

  func route(_ name: [UInt8]) -> Route? { routes[name] }

  /// Forgets connections that have been silent past every session.
  mutating func prune(at moment: Moment) {
    for (route, entry) in known where moment - entry.heard > Self.patience {
      known[route] = nil
      routes[entry.name] = nil
    }
  }
}
