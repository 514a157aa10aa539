import Concerns
import Evidence
import Ledger
import Policy
import Routing
import Support
import Wire

extension World {
  /// A reporter sends something: mostly new, sometimes again, sometimes wrong.
  mutating func publish(_ machine: Int) {
    let station = stations[machine]
    switch dice.below(12) {
    case 0, 1:
      if let letter = dice.pick(station.unreceipted) { return post(letter, machine) }
    case 2: if let letter = ownLetter(of: station) { return post(letter, machine) }
    case 3:
      if let letter = ownLetter(of: station) {
        return post(
          .status(account.letters[letter].id), .status(account.letters[letter].id), from: machine)
      }
    case 4: if answerRequest(machine) { return }
    case 6 where dice.once(in: 2): if declareEmergency(machine) { return }
    case 5 where station.agency == Town.police.agency: return publishNotice(machine)
    case 7: return publishQuestion(machine)
    case 5, 6: if station.agency == Town.school.agency { return share(machine) }
    default: break
    }
    if dice.once(in: 3) { return consent(machine) }
    compose(machine)
  }

  private mutating func ownLetter(of station: Station) -> Int? {
    let own = account.letters.indices.filter { account.letters[$0].agency == station.agency }
    return dice.pick(own.suffix(40))
  }

  /// Writes a new letter and sends it.
  private mutating func compose(_ machine: Int) {
    let station = stations[machine]
    let who = Town.participant(station.agency)
    guard let unit = station.functions.first else { return }
    var conversation = ConversationID(RandomUUID(using: &dice))
    let earlier = dice.once(in: 3) ? ownLetter(of: station) : nil
    if let earlier { conversation = account.letters[earlier].conversation }
    if dice.once(in: 60), let other = dice.pick(account.letters) {
      conversation = other.conversation
    }
    let asks = who.isBound && dice.once(in: earlier == nil ? 20 : 2)
    let kind: Kind =
      asks ? .feedbackRequest : who.isBound ? .reportMandatory : .reportVoluntary
    var wording = Wording(kind, from: unit, in: conversation)
    vary(&wording)
    var flaw: Flaw?
    if faultsAreOn, dice.once(in: 8), kind.isReport {
      flaw = dice.pick(Flaw.ofReports)
    }
    // The same identifier with other contents: whichever comes first has it.
    let id = earlier != nil && dice.once(in: 12) ? earlier.map { account.letters[$0].id } : nil
    send(wording, flaw, id: id, machine)
  }

  /// Everything that a sender may say of a person and of how to handle it.
  private mutating func vary(_ wording: inout Wording) {
    wording.sent = wall
    wording.guardians = dice.pick(GuardianNotice.allCases) ?? .unknown
    wording.grounds = [dice.pick(Ground.allCases) ?? .neglect]
    guard wording.kind.isReport else { return }
    wording.protection = dice.weighed([(6, .none), (2, .unknown), (1, .marked), (1, .registered)])
    wording.area = dice.weighed([(6, "unknown"), (3, "norr"), (1, "protected")])
    wording.urgency = dice.once(in: 5) ? .acute : .ordinary
    wording.isAnonymous = wording.kind == .reportVoluntary && dice.once(in: 2)
    wording.wantsFeedback = !dice.once(in: 4)
    wording.number = dice.once(in: 6) ? "19000102-XXXX" : dice.pick(TestPeople.numbers)
    if dice.once(in: 8) {
      wording.excluded = [
        dice.weighed([(1, "forening"), (2, Town.onCall.text), (2, Town.otherUnits[0].text)])
      ]
    }
  }

  mutating func send(
    _ wording: Wording, _ flaw: Flaw?, id: MessageID?, _ machine: Int
  ) {
    let agency = stations[machine].agency
    guard var key = keys[agency] else { return }
    var wording = wording
    var (source, audience) = (agency, Town.deployment)
    switch flaw {
    case .unlawfulKind:
      let other: Kind = wording.kind == .reportMandatory ? .reportVoluntary : .reportMandatory
      var changed = Wording(other, from: wording.unit, in: wording.conversation)
      changed.sent = wording.sent
      wording = changed
    case .wrongPurpose: wording.purpose = .consultation
    case .wrongBasis: wording.basis = .waiver
    case .wrongAudience: audience = Town.name("annan-test", DeploymentID.init(_:))
    case .wrongSource:
      source = agency == Town.police.agency ? Town.school.agency : Town.police.agency
    case .foreignUnit:
      wording.unit = agency == Town.school.agency ? Town.police.unit : Town.school.unit
    case .strangeKey: key = Town.key(number: 4711)
    case .ownerExcluded: wording.excluded = [Town.board.text]
    case .badSignature, .wrongSpeaker, .wrongParty, .undelegated, .telling, nil: break
    }
    let letter = Letter.write(
      wording, by: agency, as: source, key: key, id: id, audience: audience, flaw: flaw,
      drawing: &dice)
    let number = note(letter)
    if flaw == nil { stations[machine].unreceipted.append(number) }
    post(number, machine)
  }

  /// The board answers somebody who may have asked.
  mutating func publishFeedback(_ machine: Int) {
    let reports = account.letters.indices.filter { account.letters[$0].agency != Town.board }
    guard let report = dice.pick(reports.suffix(30)) else { return }
    let speaker = dice.weighed([
      (4, Town.reception), (2, Town.onCall), (1, Town.protectedDesk),
    ])
    var wording = Wording(
      .feedback, from: speaker, in: account.letters[report].conversation)
    wording.sent = wall
    wording.outcome = dice.pick(FeedbackOutcome.allCases) ?? .opened
    // A desk must not give itself away: its name would tell the reporter who owns the matter.
    send(wording, speaker == Town.protectedDesk ? .wrongSpeaker : nil, id: nil, machine)
  }

  mutating func post(_ letter: Int, _ machine: Int) {
    let number = stations[machine].nextNumber()
    post(
      Mail(
        number: number, subject: .publish(letter),
        frames: account.letters[letter].frames(number)), from: machine)
  }

  /// Takes a letter into the account, with the names that the ledger keeps it under.
  private mutating func note(_ letter: Letter) -> Int {
    let vault = host.reader.vault
    guard let number = vault.number(of: Town.name("operator", ControllerID.init(_:))),
      let key = try? vault.key(of: number)
    else { preconditionFailure("the ledger has an operator's key") }
    let name = Array(letter.message.envelope.source.text.utf8) + [0] + letter.id.uuid.bytes
    return account.write(
      letter, claim: key.keyed(.claim, name), digest: key.keyed(.digest, letter.digest.bytes))
  }
}
