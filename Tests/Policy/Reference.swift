import Concerns
import Policy

/// The law once more, written from the provisions and not from the table: slow and obvious.
enum Reference {
  private static let soL = "2025-07-01"
  private static let listOf22 = "2026-01-15"

  static func isLawful(_ sending: Sending) -> Bool {
    let day = sending.day.text
    let boundAgency = sending.sender.isBound && sending.sender.party != .privatePerson
    let toSocialServices = sending.recipient.party == .socialServices
    switch (sending.kind, sending.basis) {
    case (.reportMandatory, .dutyToReport):
      return day >= soL && boundAgency && toSocialServices && sending.purpose == .childProtection
    case (.reportMandatory, .dutyOfFamilyCounselling):
      return day >= soL && boundAgency && toSocialServices && sending.purpose == .childProtection
        && sending.sender.party == .socialServices
    case (.reportVoluntary, .anyoneShouldReport):
      return day >= soL && !sending.sender.isBound && toSocialServices
        && sending.purpose == .childProtection
    case (.feedbackRequest, .feedback):
      return day >= listOf22 && boundAgency && toSocialServices && sending.purpose == .feedback
    case (.feedback, .feedback):
      return day >= listOf22 && sending.sender.party == .socialServices
        && sending.recipient.isBound && sending.recipient.party != .privatePerson
        && sending.purpose == .feedback
    default:
      return false
    }
  }

  static func isShown(_ seeing: Seeing) -> Bool {
    if seeing.isExcluded { return false }
    let answerable =
      seeing.recipient.party == .socialServices
      && (seeing.standing == .owner || seeing.standing == .duty)
    switch seeing.kind {
    case .reportMandatory:
      return seeing.day.text >= soL && answerable && seeing.sender != .privatePerson
        && seeing.dataClass != .outcome
    case .reportVoluntary:
      return seeing.day.text >= soL && answerable && seeing.dataClass != .outcome
    case .feedbackRequest:
      return seeing.day.text >= listOf22 && answerable && seeing.sender != .privatePerson
        && (seeing.dataClass == .matter || seeing.dataClass == .handling)
    case .feedback:
      if seeing.day.text < listOf22 || seeing.sender != .socialServices { return false }
      if seeing.standing == .owner && seeing.recipient.party == .socialServices {
        return [.matter, .handling, .outcome].contains(seeing.dataClass)
      }
      return seeing.standing == .reporter && seeing.recipient.isBound
        && seeing.recipient.party != .privatePerson
        && (seeing.dataClass == .matter || seeing.dataClass == .outcome)
    default:
      return false
    }
  }

  /// Whether the question is the owner's about a section of a report, and no exclusion stands.
  static func ownsReport(_ seeing: Seeing) -> Bool {
    (seeing.kind == .reportMandatory || seeing.kind == .reportVoluntary) && !seeing.isExcluded
      && seeing.recipient.party == .socialServices && seeing.sender != .privatePerson
      && (seeing.standing == .owner || seeing.standing == .duty) && seeing.dataClass != .outcome
  }
}
