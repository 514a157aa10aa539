package import Concerns
package import Evidence

/// A signing key of an agency, from its first day to its last.
package struct AgencyKey: Hashable, Sendable {
  /// How long a retired key still verifies what was signed before and is sent late.
  package static let backlog: Duration = .seconds(30 * 86_400)

  package enum State: Hashable, Sendable {
    /// Signs and verifies. Moves to `retired` or `revoked`.
    case active
    /// Replaced; verifies the backlog for thirty days. Moves to `revoked`.
    case retired(at: Moment)
    /// Lost or stolen; nothing under it is taken. Terminal.
    case revoked(at: Moment)
  }

  package let key: VerifyingKey
  package let agency: AgencyID
  package let from: Moment
  package let until: Moment?
  /// The member whose key it is, where that is known: what it signs in a person's place counts as
  /// that member's.
  package let holder: MemberID?
  package private(set) var state: State

  package init(
    _ key: VerifyingKey, of agency: AgencyID, from: Moment, until: Moment?,
    holder: MemberID? = nil
  ) {
    self.key = key
    self.agency = agency
    self.from = from
    self.until = until
    self.holder = holder
    state = .active
  }

  /// Whether the key may vouch for something accepted at this moment; else which refusal it is.
  package func refusal(at moment: Moment) -> KeyRefusal? {
    switch state {
    case .revoked: return .revoked
    case .retired(let at): if moment > at + Self.backlog { return .notValid }
    case .active: break
    }
    if moment < from { return .notValid }
    if let until, moment > until { return .notValid }
    return nil
  }

  /// Whether it neither was replaced nor revoked.
  package var isActive: Bool { state == .active }

  /// Replaces the key; nothing happens to one already retired or revoked.
  package mutating func retire(at moment: Moment) {
    switch state {
    case .active: state = .retired(at: moment)
    case .retired, .revoked: break
    }
  }

  /// Ends the key for good; nothing happens to one already revoked.
  package mutating func revoke(at moment: Moment) {
    switch state {
    case .active, .retired: state = .revoked(at: moment)
    case .revoked: break
    }
  }
}

/// Why a key does not vouch.
package enum KeyRefusal: Hashable, Sendable {
  case revoked, notValid
}
