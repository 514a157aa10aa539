package import Concerns

/// Wrong tries to come back, by the reference that was named and by the agency that asked.
///
/// A reference that is nobody's is counted like any other: the answer to a guess tells nothing.
package struct Tries: Sendable {
  /// Wrong tries of one reference in a period. A slip or two, and a reference on a lost slip of
  /// paper is still worth nothing: of 2^40 phrases 1,825 can be tried in a year.
  package static let limit = 5
  /// Wrong tries of one agency in a period, whatever it names: a busy entrance has a few.
  package static let agencyLimit = 50
  /// After so long from the first of them they are forgotten.
  package static let period: Duration = .seconds(86_400)

  private struct Count: Sendable {
    let first: Moment
    var number = 1
  }

  private var references: [Reference: Count] = [:]
  private var agencies: [AgencyID: Count] = [:]

  package init() {}

  /// Whether nobody may try this now, right or wrong.
  package func isLocked(_ reference: Reference, for agency: AgencyID, at now: Moment) -> Bool {
    number(references[reference], at: now) >= Self.limit
      || number(agencies[agency], at: now) >= Self.agencyLimit
  }

  /// Counts a wrong try.
  package mutating func note(_ reference: Reference, by agency: AgencyID, at now: Moment) {
    // Bounded by what agencies may try: what is over is forgotten before anything is added.
    references = references.filter { number($0.value, at: now) > 0 }
    agencies = agencies.filter { number($0.value, at: now) > 0 }
    references[reference, default: Count(first: now, number: 0)].number += 1
    agencies[agency, default: Count(first: now, number: 0)].number += 1
  }

  private func number(_ count: Count?, at now: Moment) -> Int {
    count.flatMap { now - $0.first < Self.period ? $0.number : nil } ?? 0
  }
}
