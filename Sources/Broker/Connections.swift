import Concerns
import ZeroMQ

/// Names connections, so that the pipeline never sees a route.
///
/// A socket makes its routes itself, so two gates may have the same one.
struct Connections {
  /// Which of a gate's connections.
  struct Place: Hashable {
    let gate: Gate
    let route: Route
  }

  /// A connection that said nothing for this long has no session any more; its name is dropped.
  static let patience: Duration = .seconds(180)

  private struct Known {
    let name: [UInt8]
    var heard: Moment
  }

  private var known: [Place: Known] = [:]
  private var places: [[UInt8]: Place] = [:]
  private var count: UInt64 = 0

  /// The name of a connection, drawn at its first message.
  mutating func name(of place: Place, at moment: Moment) -> [UInt8] {
    if known[place] != nil {
      known[place]?.heard = moment
      return known[place]?.name ?? []
    }
    count += 1
    let name = (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
    known[place] = Known(name: name, heard: moment)
    places[name] = place
    return name
  }

  func place(_ name: [UInt8]) -> Place? { places[name] }

  /// Forgets connections that have been silent past every session.
  mutating func prune(at moment: Moment) {
    for (place, entry) in known where moment - entry.heard > Self.patience {
      known[place] = nil
      places[entry.name] = nil
    }
  }
}
