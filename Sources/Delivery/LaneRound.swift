import Concerns

/// Shares turns between lanes by weight, the most urgent first.
///
/// In a round each lane that has something waiting gets as many turns as its weight. So an urgent
/// lane stands back only after it went first eight times past something less urgent, and then for
/// four turns at most; and the least urgent lane has its turn in every round.
struct LaneRound {
  /// Turns in a round. Acute takes two thirds, since seconds matter there; a report goes three
  /// times as often as what can wait a day; one turn is the least that does not starve.
  static let weights = PerLane(acute: 8, report: 3, other: 1)

  private var turns = LaneRound.weights

  /// Takes a turn for one of the lanes in which something waits; `nil` when there is none.
  mutating func take(among waiting: PerLane<Bool>) -> Lane? {
    let lanes = Lane.byUrgency.lazy.filter { waiting[$0] }
    guard let urgent = lanes.first else { return nil }
    guard lanes.dropFirst().first != nil else {
      // Nobody is passed over, so no turn is used up: what comes next meets a fresh round.
      turns = Self.weights
      return urgent
    }
    if lanes.allSatisfy({ turns[$0] == 0 }) { turns = Self.weights }
    guard let lane = lanes.first(where: { turns[$0] > 0 }) else {
      preconditionFailure("a fresh round has turns for every lane")
    }
    turns[lane] -= 1
    return lane
  }
}
