import Broker
import Concerns
import Evidence
import Policy
import Wire

/// Which rules of a law a lawyer has signed, as they are worded now.
struct RuleSignatures {
  /// How a rule stands with those who read it.
  enum Standing: Hashable {
    /// Nobody has signed it.
    case unsigned
    /// Signed as it is worded now.
    case signed(by: MemberID, at: Moment)
    /// Signed as it was worded once; it has been changed since, so it counts as unsigned.
    case changed(by: MemberID)
    /// Signed with a key that nobody has vouched for here.
    case unknownKey(by: MemberID)
    /// The signature does not hold.
    case broken(by: MemberID)

    var phrase: Phrase {
      switch self {
      case .unsigned: .ruleUnsigned
      case .signed: .ruleSigned
      case .changed: .ruleChanged
      case .unknownKey: .ruleUnknownKey
      case .broken: .ruleBroken
      }
    }

    /// A word for programs.
    var name: String {
      switch self {
      case .unsigned: "unsigned"
      case .signed: "signed"
      case .changed: "changed"
      case .unknownKey: "unknown-key"
      case .broken: "broken"
      }
    }

    /// Who signed, if anybody did.
    var signer: MemberID? {
      switch self {
      case .unsigned: nil
      case .signed(let name, _), .changed(let name), .unknownKey(let name), .broken(let name):
        name
      }
    }

    /// A better one outweighs a worse: two lawyers may have signed.
    fileprivate var weight: Int {
      switch self {
      case .unsigned: 0
      case .broken: 1
      case .changed: 2
      case .unknownKey: 3
      case .signed: 4
      }
    }
  }

  private var standings: [RuleID: Standing] = [:]
  /// Lines about rules that the law has not.
  private(set) var strangers: [RuleID] = []

  /// Compares what was signed with the rules as they are worded now.
  ///
  /// - Parameter keys: The keys of lawyers that whoever asks trusts.
  init(of rules: [ListedRule], in file: EndorsementFile, trusting keys: [VerifyingKey]) throws {
    let versions = Dictionary(uniqueKeysWithValues: rules.map { ($0.ground.rule, $0.version) })
    for (line, endorsement) in file.entries {
      guard case .rule(let rule, let version) = endorsement.claim.subject else {
        throw EndorsementFlaw(file.path, line, .noReview)
      }
      guard let now = versions[rule] else {
        strangers.append(rule)
        continue
      }
      let standing = Self.standing(of: endorsement, isCurrent: version == now, keys)
      if standing.weight > self[rule].weight { standings[rule] = standing }
    }
  }

  /// How one rule stands.
  subscript(rule: RuleID) -> Standing { standings[rule] ?? .unsigned }

  private static func standing(
    of endorsement: Endorsement, isCurrent: Bool, _ keys: [VerifyingKey]
  ) -> Standing {
    let claim = endorsement.claim
    guard isCurrent else { return .changed(by: claim.by) }
    guard let key = keys.first(where: { $0.id == endorsement.key }) else {
      return .unknownKey(by: claim.by)
    }
    return endorsement.isSigned(by: key)
      ? .signed(by: claim.by, at: claim.at) : .broken(by: claim.by)
  }
}
