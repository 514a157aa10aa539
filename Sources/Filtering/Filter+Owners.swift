package import Concerns
import Policy
package import Routing
import Wire

/// A report or duty that may be sent, and of which its owner would be shown nothing.
package struct UnseenReport: Hashable, Sendable {
  package let owner: Recipient
  package let kind: Kind
  package let sender: Party
  /// The first day on which that is so.
  package let from: CivilDate
}

extension Filter {
  /// The first report or notice that one of these owners could not answer for, if there is one.
  ///
  /// By the law of the moment's day and of each later one on which it changes, whoever sends it,
  /// however the person is protected and whatever is said of guardians: from that midnight on
  /// ``clear(_:persons:areas:at:)`` would take no such message from anybody.
  package func unseenReport(of owners: [Recipient], from now: Moment) -> UnseenReport? {
    let changes = policy.changes(after: Self.day(of: now))
    return ([now] + changes.map(LocalTime.end(of:))).lazy.compactMap {
      unseenReport(of: owners, at: $0)
    }.first
  }

  private func unseenReport(of owners: [Recipient], at moment: Moment) -> UnseenReport? {
    for kind in Kind.allCases where kind.mustReachItsOwner {
      for sender in Party.allCases {
        for isBound in [true, false] where maySend(kind, sender, isBound, at: moment) {
          for handling in Self.handlings {
            let facts = Self.facts(kind, sender, isBound, handling)
            for owner in owners where disclose(facts, to: owner, at: moment).mask == 0 {
              return UnseenReport(
                owner: owner, kind: kind, sender: sender, from: Self.day(of: moment))
            }
          }
        }
      }
    }
    return nil
  }

  private func maySend(
    _ kind: Kind, _ sender: Party, _ isBound: Bool, at moment: Moment
  ) -> Bool {
    policy.lawfulKinds(
      for: Participant(party: sender, isBound: isBound), on: Self.day(of: moment)
    ).contains(kind)
  }

  /// What a message says of handling, in all the ways that the law may distinguish.
  private static let handlings: [Handling] = {
    guard let tag = Tag("AAAA") else { preconditionFailure("four letters are a tag") }
    return Protection.allCases.flatMap { protection in
      GuardianNotice.allCases.map { guardians in
        let person = Person(
          tag: tag, role: .child, identifier: nil, certainty: .uncertain, protection: protection)
        return Handling(
          persons: [person], municipality: nil, area: .unknown, target: .unknown,
          grounds: [.unknown], urgency: .ordinary, guardians: guardians, isAnonymous: false,
          wantsFeedback: false, excluded: [])
      }
    }
  }()

  /// Some agency: what a report shows its owner does not turn on which one sent it.
  private static let anybody: AgencyID = {
    guard let name = AgencyID("anybody") else { preconditionFailure("letters are a name") }
    return name
  }()

  /// The two sections that every message has.
  private static func facts(
    _ kind: Kind, _ sender: Party, _ isBound: Bool, _ handling: Handling
  ) -> Facts {
    Facts(
      kind: kind, purpose: .childProtection, basis: .dutyToReport,
      sender: Participant(party: sender, isBound: isBound), source: anybody,
      established: [.policePresent],
      handling: handling,
      sections: [SectionLabel(.matter, about: []), SectionLabel(.handling, about: [])],
      persons: [:])
  }
}
