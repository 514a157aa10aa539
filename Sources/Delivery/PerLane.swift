import Concerns

/// One value for each lane.
struct PerLane<Value> {
  private var acute: Value
  private var report: Value
  private var other: Value

  init(_ value: Value) {
    (acute, report, other) = (value, value, value)
  }

  init(acute: Value, report: Value, other: Value) {
    (self.acute, self.report, self.other) = (acute, report, other)
  }

  subscript(lane: Lane) -> Value {
    _read {
      switch lane {
      case .acute: yield acute
      case .report: yield report
      case .other: yield other
      }
    }
    // In place: a get and a set would copy the queues inside.
    _modify {
      switch lane {
      case .acute: yield &acute
      case .report: yield &report
      case .other: yield &other
      }
    }
  }
}

extension Lane {
  /// All lanes, the most urgent first.
  static let byUrgency: [Lane] = allCases.sorted()
}

extension PerLane: Sendable where Value: Sendable {}
