package import Concerns
package import Routing

/// One of the town's units ends at the first midnight, and another has what it had.
extension Town {
  package static let ending = board("bostadssamordning")
  package static let following = board("familjeratt")
  /// The first second without it.
  package static let endsAt = moment("2026-11-19T23:00:00Z")

  /// The shipped directory with that in it.
  package static let reorganised = directory { text in
    let parts = text.split(separator: "  - id: bostadssamordning\n", maxSplits: 1)
    guard parts.count == 2, let from = parts[1].firstRange(of: "    from: 2023-02-01\n") else {
      preconditionFailure("the unit is in the shipped directory")
    }
    return parts[0] + "  - id: bostadssamordning\n" + parts[1][..<from.upperBound]
      + "    until: 2026-11-19\n    successor: familjeratt\n" + parts[1][from.upperBound...]
  }
}
