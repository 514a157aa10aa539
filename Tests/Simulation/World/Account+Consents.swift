import Concerns
import Ledger
import Wire

extension Account {
  /// What a waiver alone opens left on one that held: by when it was written, not by what the
  /// broker says.
  func checkWaiver(
    _ deliver: BrokerCommand.Deliver, of letter: Letter, _ noted: borrowing Noted
  ) throws {
    guard letter.kind == .collaborationShare, Self.tells(deliver, of: letter) else { return }
    let name = Noted.HandOverName(delivery: deliver.delivery, attempt: deliver.attempt)
    guard let (index, moment) = noted.placesOfHandOvers[name] else {
      throw Violation("a hand-over has no place in the ledger")
    }
    for number in letters.indices {
      let waiver = letters[number]
      guard waiver.kind == .consentRecord, waiver.agency == letter.agency,
        waiver.handling.persons.map(\.identifier) == letter.handling.persons.map(\.identifier),
        let place = place(of: number, noted), place < index,
        let until = waiver.handling.waiver?.until, LocalTime.date(at: moment) <= until,
        !isHeld(waiver, before: index, noted)
      else { continue }
      return
    }
    throw Violation("something was handed over on a waiver that had ended")
  }

  /// Whether a delivery says more of a letter than how to handle it.
  static func tells(_ deliver: BrokerCommand.Deliver, of letter: Letter) -> Bool {
    let lines = deliver.view.split(separator: 0x0A).map(Array.init)
    return letter.message.sections.contains { $0.dataClass == .matter && lines.contains($0.line) }
  }

  /// Whether somebody had said no in a cooperation by a place in the ledger.
  private func isHeld(
    _ waiver: Letter, before index: EntryIndex, _ noted: borrowing Noted
  ) -> Bool {
    for number in lettersOf[waiver.conversation] ?? [] {
      let no = letters[number]
      guard no.kind == .consentWithdraw,
        no.handling.persons.map(\.identifier) == waiver.handling.persons.map(\.identifier),
        let place = place(of: number, noted), place < index
      else { continue }
      return true
    }
    return false
  }

  /// Whether a function is told of a waiver or of its end.
  func isSeated(_ function: FunctionID, around letter: Letter) -> Bool {
    let letters = (lettersOf[letter.conversation] ?? []).map { self.letters[$0] }
    return letters.contains { $0.handling.parties.contains(function) || $0.unit == function }
  }

  /// What a waiver may be refused for: the onlooker does not keep the register.
  static let refusalsOfConsent: Set<ProblemCode> = [
    .consentReplayed, .consentUnsigned, .consentExpired, .consentWidened,
    .consentWrongAuthority, .consentWithdrawn, .consentUnknown, .consentTooMany,
    .kindNotLawful, .unknownConversation,
  ]
}
