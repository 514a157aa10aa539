import Concerns
import Ledger
import Wire

extension Account {
  /// Whether whoever is on duty sees a section in an emergency only, by the law of this town.
  func needsEmergency(
    _ dataClass: DataClass, of letter: Letter, to relations: Set<Law.Relation>
  ) -> Bool {
    guard letter.kind.isReport, relations == [.duty],
      letter.message.sections.contains(where: { $0.dataClass == .reporter })
    else { return false }
    // The words may say who reported, too, unless a duty hands them over whole.
    return dataClass == .reporter || dataClass == .narrative && !letter.kind.isDuty
  }

  /// An emergency opened something: one that was declared before and had neither run out nor been
  /// found to be none, by when it was written and not by what the broker says.
  func checkEmergency(
    _ deliver: BrokerCommand.Deliver, of letter: Letter, _ noted: borrowing Noted
  ) throws {
    let name = Noted.HandOverName(delivery: deliver.delivery, attempt: deliver.attempt)
    guard let (index, moment) = noted.placesOfHandOvers[name] else {
      throw Violation("a hand-over has no place in the ledger")
    }
    for number in lettersOf[letter.conversation] ?? [] {
      let declared = letters[number]
      guard let emergency = declared.handling.particulars.emergency,
        emergency.recipient == deliver.function, moment < emergency.until,
        [letter.agency, deliver.function.agency].contains(declared.agency),
        let place = place(of: number, noted), place < index,
        !isUnfounded(declared, before: index, noted)
      else { continue }
      return
    }
    throw Violation("something was handed over in an emergency that had ended")
  }

  /// Whether somebody had found by a place in the ledger that it was none.
  private func isUnfounded(
    _ declared: Letter, before index: EntryIndex, _ noted: borrowing Noted
  ) -> Bool {
    for number in lettersOf[declared.conversation] ?? [] {
      guard let found = letters[number].handling.particulars.review,
        found.emergency == declared.id, found.review == .unfounded,
        let place = place(of: number, noted), place < index
      else { continue }
      return true
    }
    return false
  }

  /// An accepted emergency waits for a review, and until then a clock runs.
  func checkReview(of letter: Letter, at place: EntryIndex, _ noted: borrowing Noted) throws {
    guard letter.kind == .emergencyDeclare else { return }
    let isReviewed = (lettersOf[letter.conversation] ?? []).contains {
      letters[$0].handling.particulars.review?.emergency == letter.id
        && self.place(of: $0, noted) != nil
    }
    let clocks = noted.clocksOf[place] ?? []
    guard clocks.count == 1 else { throw Violation("nobody waits for an emergency's review") }
    if !isReviewed, noted.clocks[clocks[0]] != place {
      throw Violation("an emergency's clock stopped and nobody had looked")
    }
  }

  /// Whom an emergency's message is told to: the head, who owns it, and the officer.
  static func relations(
    of function: FunctionID, toEmergency letter: Letter
  ) -> Set<Law.Relation> {
    guard function != letter.unit || letter.kind == .emergencyDeclare else { return [] }
    if function == Town.head { return [.owner] }
    return function == Town.officer ? [.named] : []
  }

  /// What an emergency or a review may be refused for: the onlooker does not keep the register.
  static let refusalsOfEmergency: Set<ProblemCode> = [
    .emergencyEnded, .emergencyTooLong, .emergencyTooMany, .emergencyReviewed,
    .emergencyOwnReview, .emergencyUnknown, .unknownConversation,
  ]
}
