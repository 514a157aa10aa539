import Concerns
import Policy
import Testing

/// Statements about the whole space of questions, in the domain's words; none has an exception.
@Suite struct `It never happens that` {
  let table: PolicyTable
  let today: CivilDate

  init() throws {
    table = try Sweden.table.get()
    today = try #require(CivilDate(Sweden.today))
  }

  @Test func `the police see anything of a report`() throws {
    #expect(try firstSight { $0.recipient.party == .police && isReport($0) } == nil)
  }

  @Test func `leisure sees anything of a report, its own included`() throws {
    #expect(try firstSight { $0.recipient.party == .leisure && isReport($0) } == nil)
  }

  @Test func `a school or preschool sees anything of a report`() throws {
    #expect(
      try firstSight { [.school, .preschool].contains($0.recipient.party) && isReport($0) } == nil)
  }

  @Test func `health care sees anything of a report`() throws {
    #expect(try firstSight { $0.recipient.party == .health && isReport($0) } == nil)
  }

  @Test func `an association sees anything of a report`() throws {
    #expect(try firstSight { $0.recipient.party == .civilSociety && isReport($0) } == nil)
  }

  @Test func `a guardian or any other individual sees anything at all`() throws {
    #expect(try firstSight { $0.recipient.party == .privatePerson } == nil)
  }

  @Test func `another unit of social services, family counselling included, sees anything`() throws
  {
    #expect(try firstSight { $0.standing == .other } == nil)
  }

  @Test func `an excluded function sees anything, the owner included`() throws {
    #expect(try firstSight { $0.isExcluded } == nil)
  }

  @Test func `anyone but the owner's side sees how a matter is handled`() throws {
    #expect(
      try firstSight {
        $0.dataClass == .handling && $0.standing != .owner && $0.standing != .duty
      } == nil)
  }

  @Test func `feedback shows more than the matter and one value to the reporter`() throws {
    #expect(
      try firstSight {
        $0.kind == .feedback && $0.standing == .reporter && $0.dataClass != .matter
          && $0.dataClass != .outcome
      } == nil)
  }

  @Test func `a reporter who is not bound is shown feedback`() throws {
    #expect(
      try firstSight { $0.kind == .feedback && $0.standing == .reporter && !$0.recipient.isBound }
        == nil)
  }

  @Test func `a waiver alone opens anything`() throws {
    #expect(
      try firstSight { seeing in
        seeing.hasWaiver && !table.mayBeSeen(without(waiver: seeing)).isShown
      } == nil)
  }

  @Test func `protection or silence towards guardians keeps a report from its owner`() throws {
    #expect(try Sweden.walk.get().keptFromOwner.first == nil)
  }

  @Test func `a private person or an unbound association sends a mandatory report`() {
    #expect(
      firstSending {
        $0.kind == .reportMandatory && ($0.sender.party == .privatePerson || !$0.sender.isBound)
      } == nil)
  }

  @Test func `someone bound sends a voluntary report`() {
    #expect(firstSending { $0.kind == .reportVoluntary && $0.sender.isBound } == nil)
  }

  @Test func `anyone but social services gives feedback`() {
    #expect(firstSending { $0.kind == .feedback && $0.sender.party != .socialServices } == nil)
  }

  @Test func `feedback is sent to someone who is not bound`() {
    #expect(firstSending { $0.kind == .feedback && !$0.recipient.isBound } == nil)
  }

  @Test func `a report is addressed to anyone but social services`() {
    #expect(
      firstSending {
        ($0.kind == .reportMandatory || $0.kind == .reportVoluntary)
          && $0.recipient.party != .socialServices
      } == nil)
  }

  @Test func `a report is sent on a waiver`() {
    #expect(firstSending { $0.basis == .waiver } == nil)
  }

  private func isReport(_ seeing: Seeing) -> Bool {
    seeing.kind == .reportMandatory || seeing.kind == .reportVoluntary
  }

  private func without(waiver seeing: Seeing) -> Seeing {
    Seeing(
      kind: seeing.kind, sender: seeing.sender, recipient: seeing.recipient,
      standing: seeing.standing, dataClass: seeing.dataClass, protection: seeing.protection,
      guardians: seeing.guardians, isExcluded: seeing.isExcluded, day: seeing.day)
  }

  /// The first question in the whole space that is answered with the section although it must not.
  private func firstSight(where condition: (Seeing) -> Bool) throws -> Seeing? {
    try Sweden.walk.get().shown.first(where: condition)
  }

  private func firstSending(where condition: (Sending) -> Bool) -> Sending? {
    var found: Sending?
    for kind in Kind.allCases {
      Sweden.everySending(of: kind, on: today) { question in
        guard found == nil, condition(question), case .lawful = table.mayBeSent(question) else {
          return
        }
        found = question
      }
    }
    return found
  }
}
