import Admission
import Concerns
import Evidence

/// One step from what is in force to another, that operators sign.
struct EndorsedStep {
  /// Longest that a signer's clock may be ahead of ours, as at the door.
  private static let skewLimit = Sessions.skewLimit

  /// What must be signed.
  let subject: Endorsement.Subject
  /// Since when what it takes the place of is in force.
  let since: Moment

  /// Who has signed, each once.
  ///
  /// - Throws: For the first line that does not count; nothing is decided beside one.
  func signers(
    of file: EndorsementFile, by registry: Registry, entered origins: Origins,
    for deployment: DeploymentID, at moment: Moment
  ) throws(EndorsementFlaw) -> [MemberID] {
    var signed: [Endorsement] = []
    for (line, endorsement) in file.entries {
      let fault =
        fault(of: endorsement.claim, for: deployment, at: moment)
        ?? Self.fault(of: endorsement, by: registry, at: moment)
        ?? origins.fault(of: endorsement, beside: signed, at: moment)
      if let fault { throw EndorsementFlaw(file.path, line, fault) }
      signed.append(endorsement)
    }
    return signed.map(\.claim.by)
  }

  /// What is wrong with what was signed.
  private func fault(
    of claim: Endorsement.Claim, for deployment: DeploymentID, at moment: Moment
  ) -> EndorsementFlaw.Fault? {
    guard let wanted = subject.step, let signed = claim.subject.step else { return .otherRole }
    if claim.deployment != deployment { return .otherDeployment }
    if claim.subject.domain != subject.domain || signed.to != wanted.to { return .otherLaw }
    if signed.over != wanted.over { return .otherStep }
    // Whole seconds are signed. What was said before this took effect was said of another time:
    // the same step may have been made and undone since.
    if claim.at.seconds < since.seconds { return .stale }
    return claim.at > moment + Self.skewLimit ? .ahead : nil
  }

  /// What is wrong with who signed.
  private static func fault(
    of endorsement: Endorsement, by registry: Registry, at moment: Moment
  ) -> EndorsementFlaw.Fault? {
    let who = endorsement.claim.by
    guard let key = registry.key(endorsement.key, of: who.agency) else { return .unknownKey }
    guard key.holder == who else { return .otherHolder }
    guard registry.members[who]?.isOperator == true else { return .noOperator }
    switch key.refusal(at: moment) {
    case .revoked: return .revoked
    case .notValid: return .notValid
    case nil: break
    }
    guard key.isActive else { return .notValid }
    return endorsement.isSigned(by: key.key) ? nil : .unsigned
  }
}

extension Endorsement.Subject {
  /// From which digest to which a step leads; `nil` for what is no step.
  fileprivate var step: (to: Digest32, over: Digest32)? {
    switch self {
    case .change(let to, let over), .directory(let to, let over): (to, over)
    case .rule: nil
    }
  }
}
