import Concerns
import Ledger
import Support
import Wire

extension World {
  /// The board asks an agency that the duty binds, in a conversation of its own.
  mutating func publishRequest(_ machine: Int) {
    guard let asked = dice.pick(Town.reporters.filter(\.isBound)) else { return }
    var wording = Wording(
      .inquiryRequest, from: Town.reception, in: ConversationID(RandomUUID(using: &dice)))
    wording.sent = wall
    wording.number = dice.pick(TestPeople.numbers)
    wording.told = [.identity, .narrative]
    wording.particulars = Particulars(
      parties: [asked.unit], inquiry: InquiryID(RandomUUID(using: &dice)))
    send(wording, nil, id: nil, machine)
  }

  /// Whoever was asked answers, perhaps before the request is known to anybody.
  ///
  /// - Returns: Whether there is a request to answer.
  mutating func answerRequest(_ machine: Int) -> Bool {
    let station = stations[machine]
    let requests = account.letters.filter { letter in
      letter.kind == .inquiryRequest
        && letter.handling.parties.contains { $0.agency == station.agency }
    }
    guard let unit = station.functions.first, let request = dice.pick(requests.suffix(10)) else {
      return false
    }
    var wording = Wording(.inquiryResponse, from: unit, in: request.conversation)
    wording.sent = wall
    wording.number = dice.pick(TestPeople.numbers)
    wording.told = [.school, .pupilHealth]
    // To a unit that did not ask, now and then.
    let asker = dice.once(in: 6) ? Town.otherUnits[0] : request.unit
    wording.particulars = Particulars(parties: [asker])
    send(wording, asker == request.unit ? nil : .wrongParty, id: nil, machine)
    return true
  }

  /// The police tell the board, by a decision that somebody might take or not.
  mutating func publishNotice(_ machine: Int) {
    let isDelegated = !dice.once(in: 6)
    var wording = Wording(
      .noticePolice, from: Town.police.unit, in: ConversationID(RandomUUID(using: &dice)))
    wording.sent = wall
    wording.number = dice.pick(TestPeople.numbers)
    wording.told = [.identity, .offence]
    wording.particulars = Particulars(
      decision: Decision(
        by: Town.name(
          isDelegated ? "polis.vakthavande-befal" : "polis.aspirant", FunctionID.init(_:)),
        section: .policeNotice, balancing: String(repeating: "A", count: 43),
        on: Town.name("2026-11-19", CivilDate.init(_:))))
    send(wording, isDelegated ? nil : .undelegated, id: nil, machine)
  }
}
