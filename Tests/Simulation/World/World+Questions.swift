import Concerns
import Support
import Wire

extension World {
  /// Somebody asks without saying whom it is about, and now and then says it after all.
  mutating func publishQuestion(_ machine: Int) {
    guard let unit = stations[machine].functions.first else { return }
    var conversation = ConversationID(RandomUUID(using: &dice))
    // Whatever conversation it names, it begins one: an earlier one's, or one that was overheard.
    if dice.once(in: 4), let earlier = dice.pick(account.letters) {
      conversation = earlier.conversation
    } else if dice.once(in: 6), let overheard = dice.pick(account.questions.told) {
      conversation = overheard
    }
    let isTelling = faultsAreOn && dice.once(in: 8)
    var wording = question(from: unit, in: conversation)
    wording.grounds = [dice.pick(Ground.allCases) ?? .neglect]
    wording.narrative = isTelling ? "Ring 011-15 22 83." : "Vad gör jag nu?"
    send(wording, isTelling ? .telling : nil, id: nil, machine)
  }

  /// The board answers in a conversation that it was told.
  ///
  /// - Returns: Whether there is a question to answer.
  mutating func answerQuestion(_ machine: Int) -> Bool {
    guard let conversation = dice.pick(account.questions.told.suffix(10)) else { return false }
    var wording = question(from: Town.reception, in: conversation)
    wording.narrative = "Det du beskriver är en misstanke."
    send(wording, nil, id: nil, machine)
    return true
  }

  private func question(from unit: FunctionID, in conversation: ConversationID) -> Wording {
    var wording = Wording(.consultationAnonymous, from: unit, in: conversation)
    (wording.purpose, wording.basis) = (.consultation, .cooperationAboutChildren)
    wording.particulars = Particulars(takesPart: [])
    wording.sent = wall
    wording.told = [.narrative]
    wording.more = [(.identityAgeBand, .object([.init("band", .string("12-14"))]))]
    return wording
  }
}
