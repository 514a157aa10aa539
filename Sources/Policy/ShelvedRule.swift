import Concerns

/// A rule about seeing as the table asks it: on the shelf of its kinds, standings and classes.
///
/// An object, and its conditions one by one: a rule that is a value would be copied, with some
/// fifteen texts and sets, for every question.
final class ShelvedRule: Sendable {
  let effect: SeeingRule.Effect
  let ground: Ground
  let unlocks: LocalizedText?
  private let period: Period
  private let senders: Scope<Party>
  private let recipients: Scope<Party>
  private let recipientBound: BoundCondition
  private let protections: Scope<Protection>
  private let guardians: Scope<GuardianNotice>
  private let needs: Set<SeeingRule.Need>

  init(_ rule: SeeingRule) {
    effect = rule.effect
    ground = rule.ground
    unlocks = rule.unlocks
    period = rule.period
    senders = rule.senders
    recipients = rule.recipients
    recipientBound = rule.recipientBound
    protections = rule.protections
    guardians = rule.guardians
    needs = rule.needs
  }

  /// Whether the rule speaks of a question that was asked at its shelf.
  func applies(to seeing: Seeing) -> Bool {
    period.contains(seeing.day) && recipients.admits(seeing.recipient.party)
      && recipientBound.admits(seeing.recipient.isBound) && senders.admits(seeing.sender)
      && protections.admits(seeing.protection) && guardians.admits(seeing.guardians)
      && needs.allSatisfy { need in
        switch need {
        case .waiver: seeing.hasWaiver
        }
      }
  }
}
