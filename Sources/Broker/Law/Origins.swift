package import Admission
package import Concerns
import Evidence

/// Who entered whom in the register, so that two signatures are not one person's.
///
/// An operator can enter another name, or another key for a name, and sign with that. So what was
/// entered a short while ago counts as its enterer's; what has stood long enough for others to see
/// it counts for itself. What the broker was made with is nobody's doing but its own.
package struct Origins: Sendable {
  /// How many days a name or key has to stand before it counts beside whoever entered it: two weeks
  /// of work, in which the register and its record are there to be read by all others.
  package static let daysToSettle = 14

  /// Whose doing it is that a broker is made, or changed while it does not run.
  static let creator: MemberID = {
    guard let creator = MemberID("samverkan/creation") else {
      preconditionFailure("the creator's name is a member's")
    }
    return creator
  }()

  private struct Entering: Sendable {
    let by: MemberID
    let at: Moment
  }

  private var members: [MemberID: Entering] = [:]
  private var keys: [AgencyID: [KeyID: Entering]] = [:]

  /// Follows the acts that made the register, in their order.
  package init(_ acts: [(act: RegistryAct, by: MemberID, at: Moment)]) {
    for (act, member, at) in acts {
      let entering = member == Self.creator ? nil : Entering(by: member, at: at)
      switch act {
      case .addMember(let new): members[new.id] = entering
      case .addKey(let key, let agency, _, _): keys[agency, default: [:]][key.id] = entering
      case .addAgency, .removeMember, .retireKey, .revokeKey: break
      }
    }
  }

  /// Why a signature does not count beside those before it; `nil` if it does.
  func fault(
    of endorsement: Endorsement, beside others: [Endorsement], at moment: Moment
  ) -> EndorsementFlaw.Fault? {
    if others.contains(where: { $0.claim.by == endorsement.claim.by || $0.key == endorsement.key })
    {
      return .samePerson
    }
    let own = persons(behind: endorsement, at: moment)
    let taken = others.contains { !persons(behind: $0, at: moment).isDisjoint(with: own) }
    return taken ? .sameOrigin : nil
  }

  /// Who may hold the key that signed: its holder, and whoever lately entered either.
  private func persons(behind endorsement: Endorsement, at moment: Moment) -> Set<MemberID> {
    let name = endorsement.claim.by
    var found: Set<MemberID> = []
    var next = [name]
    if let key = keys[name.agency]?[endorsement.key], isNew(key, at: moment) { next.append(key.by) }
    // Each name once, so that two who entered one another end it.
    while let member = next.popLast() {
      guard found.insert(member).inserted, let entering = members[member] else { continue }
      if isNew(entering, at: moment) { next.append(entering.by) }
    }
    return found
  }

  private func isNew(_ entering: Entering, at moment: Moment) -> Bool {
    moment < entering.at + .seconds(Self.daysToSettle * 86_400)
  }
}
