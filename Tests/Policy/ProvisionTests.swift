import Concerns
import Policy
import Testing

/// The law once more, written from the provisions and not from the table: slow and obvious.
enum Reference {
  static let kinds = [Kind.reportMandatory, .reportVoluntary, .feedback, .feedbackRequest]
  static let soL = "2025-07-01"
  static let listOf22 = "2026-01-15"

  static func isLawful(_ sending: Sending) -> Bool {
    let day = sending.day.text
    let boundAgency = sending.sender.isBound && sending.sender.party != .privatePerson
    let toSocialServices = sending.recipient.party == .socialServices
    switch (sending.kind, sending.basis) {
    case (.reportMandatory, .dutyToReport):
      // A person may be bound, too, and the other authorities are, since the list has 22 points.
      let wasListed = boundAgency && sending.sender.party != .otherAuthority
      return day >= soL && (wasListed || (sending.sender.isBound && day >= listOf22))
        && toSocialServices && sending.purpose == .childProtection && !sending.sender.isWalled
    case (.reportMandatory, .dutyOfFamilyCounselling):
      return day >= soL && boundAgency && toSocialServices && sending.purpose == .childProtection
        && sending.sender.party == .socialServices && sending.sender.isWalled
        && [.violence, .abuse].contains { sending.grounds.contains($0) }
    case (.reportVoluntary, .anyoneShouldReport):
      return day >= soL && !sending.sender.isBound && toSocialServices
        && sending.purpose == .childProtection
    case (.feedbackRequest, .feedback):
      return day >= listOf22 && boundAgency && toSocialServices && sending.purpose == .feedback
    case (.feedback, .feedback):
      return day >= listOf22 && sending.sender.party == .socialServices && !sending.sender.isWalled
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
      return seeing.day.text >= soL && answerable && seeing.sender.party != .privatePerson
        && seeing.dataClass != .outcome
    case .reportVoluntary:
      return seeing.day.text >= soL && answerable && seeing.dataClass != .outcome
    case .feedbackRequest:
      return seeing.day.text >= listOf22 && answerable && seeing.sender.party != .privatePerson
        && (seeing.dataClass == .matter || seeing.dataClass == .handling)
    case .feedback:
      if seeing.day.text < listOf22 || seeing.sender.party != .socialServices { return false }
      if answerable {
        return [.matter, .handling, .outcome].contains(seeing.dataClass)
      }
      return seeing.standing == .reporter && seeing.recipient.isBound
        && seeing.recipient.party != .privatePerson
        && (seeing.dataClass == .matter || seeing.dataClass == .outcome)
    default:
      return false
    }
  }
}

@Suite struct `The provisions` {
  /// A question that the provisions written down here answer: about a child, and no walls.
  private func plain(_ seeing: Seeing, of kind: Kind) -> Seeing {
    Seeing(
      kind: kind, sender: open(seeing.sender), recipient: open(seeing.recipient),
      standing: seeing.standing, dataClass: seeing.dataClass, age: .from12,
      protection: .none, guardians: .mayBeTold, certainty: .certain,
      grounds: seeing.grounds, isExcluded: seeing.isExcluded, day: seeing.day)
  }

  private func open(_ participant: Participant) -> Participant {
    Participant(party: participant.party, isBound: participant.isBound)
  }

  @Test(arguments: Reference.kinds)
  func `show what the shipped law shows to those who answer for it`(kind: Kind) throws {
    let table = try Sweden.table.get()
    var dice = Dice(seed: 6)
    var shown = 0
    for _ in 0..<Sweden.draws {
      let question = plain(dice.seeing(), of: kind)
      guard question.day.text >= Reference.soL else { continue }
      // How feedback was given before it became a right is unread; nobody sends it then.
      if [.feedback, .feedbackRequest].contains(kind), question.day.text < Reference.listOf22 {
        continue
      }
      // Whoever reported sees what it wrote; and nobody can send what a private person may not.
      if question.standing == .reporter || question.standing == .participant { continue }
      if question.sender.party == .privatePerson && kind != .reportVoluntary { continue }
      if question.sender.party != .socialServices && kind == .feedback { continue }
      let isShown = table.mayBeSeen(question).isShown
      if isShown { shown += 1 }
      #expect(isShown == Reference.isShown(question), "\(question)")
    }
    #expect(shown > 0)
  }

  /// What could be taken for the right provision, drawn often enough to be right.
  private static let bases: [LegalBasis] = [
    .dutyToReport, .dutyOfFamilyCounselling, .anyoneShouldReport, .feedback, .waiver, .formerDuty,
  ]

  @Test(arguments: Reference.kinds)
  func `let be sent what the shipped law lets be sent`(kind: Kind) throws {
    let table = try Sweden.table.get()
    var dice = Dice(seed: 7)
    for _ in 0..<Sweden.draws {
      let drawn = dice.sending()
      let question = Sending(
        kind: kind, sender: drawn.sender, recipient: open(drawn.recipient),
        purpose: drawn.purpose, basis: dice.pick(Self.bases), age: .from12, certainty: .certain,
        grounds: dice.words(), circumstances: [.asked, .decided], day: drawn.day)
      guard question.day.text >= Reference.soL else { continue }
      let isLawful =
        if case .lawful = table.mayBeSent(question) { true } else { false }
      #expect(isLawful == Reference.isLawful(question), "\(question)")
    }
  }
}
