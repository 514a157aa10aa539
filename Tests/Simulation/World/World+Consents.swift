import Concerns
import Support
import Wire

extension World {
  /// Somebody signs, signs anew, or says no.
  mutating func consent(_ machine: Int) {
    guard let unit = stations[machine].functions.first else { return }
    let records = account.letters.filter { $0.kind == .consentRecord }
    let earlier = dice.once(in: 3) ? nil : dice.pick(records.suffix(8))
    let conversation = earlier?.conversation ?? ConversationID(RandomUUID(using: &dice))
    let who = dice.pick(Paper.grown) ?? Paper.mother
    var paper = Paper.own(who, to: [Town.police.unit, Town.reception])
    paper.sheet = UInt8(dice.below(250))
    paper.until = dice.weighed([(1, "2026-11-19"), (1, "2026-11-20"), (4, "2027-12-31")])
    if dice.once(in: 12) { paper.signed = [] }
    let saysNo = earlier != nil && dice.once(in: 3)
    var wording =
      saysNo
      ? Wording(who, takesBack: paper, from: unit, in: conversation)
      : Wording(paper, from: unit, in: conversation)
    wording.sent = wall
    send(wording, nil, id: nil, machine)
  }

  /// The school tells the police about somebody who may have signed: perhaps nobody has yet, or
  /// somebody has said no, or the day has passed.
  mutating func share(_ machine: Int) {
    guard let unit = stations[machine].functions.first else { return }
    let signed = account.letters.suffix(200).filter {
      $0.kind == .consentRecord && $0.agency == Town.school.agency
    }
    let number = dice.pick(signed.suffix(8))?.handling.persons.first?.identifier
    let who = Paper.grown.first { PersonIdentifier($0.number) == number } ?? Paper.mother
    var wording = Wording(
      .collaborationShare, from: unit, in: ConversationID(RandomUUID(using: &dice)))
    (wording.purpose, wording.basis, wording.sent) = (.crimePrevention, .waiver, wall)
    (wording.number, wording.role) = (who.number, .adult)
    wording.told = [.identity, .school]
    wording.particulars = Particulars(
      parties: [Town.police.unit], agreement: Town.name("sspf", AgreementID.init(_:)))
    send(wording, nil, id: nil, machine)
  }
}
