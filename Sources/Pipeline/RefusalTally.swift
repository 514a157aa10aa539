import Wire

/// How often each code has been answered since the start, whoever it was answered to.
///
/// A member's refusals are recorded up to ``Doorkeeper/refusalsPerMinute``; what comes after that
/// is counted here alone, so that a flood is seen although it does not fill the ledger. There are
/// as many cells as codes, and a code depends on no person: neither does a count.
struct RefusalTally: Sendable {
  /// A count below this is told as "a few": the one rule for every count an operator is shown.
  static let floor = 5

  private struct Count {
    var all = 0
    var unrecorded = 0
  }

  private var counts: [ProblemCode: Count] = [:]

  /// Counts one answer; not recorded are those beyond the limit, and those that found no room.
  mutating func note(_ code: ProblemCode, isRecorded: Bool) {
    counts[code, default: Count()].all += 1
    if !isRecorded { counts[code, default: Count()].unrecorded += 1 }
  }

  /// By code, in the order of the alphabet; a member is left out where it would be a small count.
  var value: JSONValue {
    let rows = counts.sorted { $0.key.rawValue < $1.key.rawValue }
    return .array(
      rows.map { code, count in
        .object(
          [.init("code", .string(code.rawValue))] + Self.member("count", count.all)
            + Self.member("unrecorded", count.unrecorded))
      })
  }

  private static func member(_ name: String, _ count: Int) -> [JSONValue.Member] {
    (1..<floor).contains(count) ? [] : [.init(name, .integer(Int64(count)))]
  }
}
