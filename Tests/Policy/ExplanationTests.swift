import Concerns
import Policy
import Testing

@Suite struct `An explanation` {
  static let leisure = Participant(party: .leisure, isBound: true)

  /// What the sample shares with a leisure centre, unless something here says otherwise.
  static func shared(
    _ dataClass: DataClass = .narrative, protection: Protection = .none,
    age: AgeBand = .from15, given circumstances: WordSet<Circumstance> = [],
    isExcluded: Bool = false
  ) throws -> Seeing {
    Seeing(
      kind: .collaborationShare, sender: Sample.school, recipient: leisure,
      standing: .participant, dataClass: dataClass, age: age, protection: protection,
      guardians: .unknown, certainty: .certain, grounds: [.crime],
      circumstances: circumstances, isExcluded: isExcluded, day: try Sample.day())
  }

  @Test(
    arguments: [
      ([], [.waiver, .agreement], []),
      ([.waiver], [.agreement], []),
      ([.waiver, .agreement, .policePresent], [], [.policePresent]),
      ([.policePresent, .inquiry], [.waiver, .agreement], [.policePresent]),
    ] as [(WordSet<Circumstance>, WordSet<Circumstance>, WordSet<Circumstance>)])
  func `names the least that would have to be established, and what would have to end`(
    given: WordSet<Circumstance>, established: WordSet<Circumstance>,
    ended: WordSet<Circumstance>
  ) throws {
    let explained = try Sample.table().explanation(of: try Self.shared(given: given))
    #expect(!explained.verdict.isShown && explained.barring.isEmpty)
    guard case .ways(let ways) = explained.opening else {
      Issue.record("\(explained.opening)")
      return
    }
    #expect(ways.map(\.established) == [established])
    #expect(ways.map(\.ended) == [ended])
    #expect(ways.map(\.ground.rule.text) == ["show-shared"])
  }

  @Test func `of what is shown opens nothing and keeps the duty towards guardians`() throws {
    let question = try Self.shared(given: [.waiver, .agreement])
    let explained = try Sample.table().explanation(of: question)
    #expect(explained.opening == .shown && explained.verdict.isShown)
    #expect(explained.verdict.obligations.words == [.withholdFromGuardians])
  }

  @Test func `promises no way past a rule that withholds`() throws {
    let explained = try Sample.table().explanation(
      of: try Self.shared(.whereabouts, protection: .unknown, given: [.waiver]))
    #expect(explained.barring.map(\.rule.text) == ["withhold-whereabouts"])
    #expect(explained.opening == .words(LocalizedText(sv: "Inget.", en: "Nothing.")))
  }

  @Test func `promises no way past an exclusion`() throws {
    let explained = try Sample.table().explanation(of: try Self.shared(isExcluded: true))
    #expect(explained.barring.map(\.rule.text) == ["excluded"])
    #expect(explained.opening == .nothing)
  }

  @Test func `of what contradicts itself names that beside every rule, and promises no less`()
    throws
  {
    let shown = try Sample.table().explanation(
      of: try Self.shared(given: [.waiver, .agreement])
    ).contradicted()
    #expect(!shown.verdict.isShown && shown.barring.map(\.rule.text) == ["contradicted"])
    #expect(shown.verdict.obligations.words == [.withholdFromGuardians])
    guard case .words(let words) = shown.opening else {
      Issue.record("\(shown.opening)")
      return
    }
    #expect(words == shown.verdict.unlocks && !words.sv.isEmpty && !words.en.isEmpty)

    let withheld = try Sample.table().explanation(
      of: try Self.shared(.whereabouts, protection: .unknown, given: [.waiver]))
    let both = withheld.contradicted()
    #expect(both.verdict == withheld.verdict && both.opening == withheld.opening)
    #expect(both.barring.map(\.rule.text) == ["withhold-whereabouts", "contradicted"])
  }

  @Test func `of what no rule speaks of gives the words of the file`() throws {
    let explained = try Sample.table().explanation(of: try Self.shared(age: .under12))
    #expect(explained.verdict.ground.rule.text == "unruled" && explained.barring.isEmpty)
    #expect(explained.opening == .words(LocalizedText(sv: "Ett lagrum.", en: "A provision.")))
  }

  @Test func `lifts a rule that withholds unless something is established`() throws {
    let text = try Sample.text(
      replacing: "protections: [marked, registered, unknown]\n    reason",
      by: "protections: [marked, registered, unknown]\n    unless: [emergency]\n    reason"
    ).text
    let explained = try Sample.table(text).explanation(
      of: try Self.shared(.whereabouts, protection: .marked, given: [.waiver, .agreement]))
    guard case .ways(let ways) = explained.opening else {
      Issue.record("\(explained.opening)")
      return
    }
    #expect(ways.map(\.established.words) == [[.emergency]])
  }

  @Test func `says that a kind has no field for a section`() throws {
    let question = Seeing(
      kind: .feedback, sender: Sample.board, recipient: Sample.school, standing: .reporter,
      dataClass: .narrative, protection: .none, guardians: .mayBeTold, isExcluded: false,
      day: try Sample.day())
    let explained = try Sample.table().explanation(of: question)
    #expect(!explained.isField && !explained.verdict.isShown)
    #expect(!Kind.feedback.fields.contains(.narrative))
    #expect(Kind.feedback.fields.contains(.outcome))
  }

  /// Each way is tried on the table; nothing is promised that the table does not keep.
  @Test(arguments: Protection.allCases, DataClass.allCases)
  func `keeps its promises`(protection: Protection, dataClass: DataClass) throws {
    let table = try Sample.table()
    let explained = table.explanation(of: try Self.shared(dataClass, protection: protection))
    guard case .ways(let ways) = explained.opening else { return }
    for way in ways {
      let again = try Self.shared(dataClass, protection: protection, given: way.established)
      #expect(table.mayBeSeen(again).isShown)
      #expect(table.mayBeSeen(again).ground == way.ground)
    }
  }
}

@Suite struct `An explanation of sending` {
  static func asked(
    _ kind: Kind, from sender: Participant = Sample.school,
    to recipient: Participant = Sample.board,
    age: AgeBand = .unknown, grounds: WordSet<Ground> = [],
    given circumstances: WordSet<Circumstance> = []
  ) throws -> Sending {
    Sending(
      kind: kind, sender: sender, recipient: recipient, purpose: .consultation,
      basis: .policeNotice, age: age, grounds: grounds, circumstances: circumstances,
      day: try Sample.day())
  }

  @Test func `names the rule that carries what was left open`() throws {
    let explained = try Sample.table().explanation(
      of: try Self.asked(.reportMandatory), purpose: nil, basis: nil)
    #expect(explained.carriers.map(\.ground.rule.text) == ["send-report"])
    #expect(explained.reason == nil && explained.instead.isEmpty && explained.ways.isEmpty)
  }

  @Test func `names the purpose and provision that would do`() throws {
    let explained = try Sample.table().explanation(
      of: try Self.asked(.reportMandatory), purpose: .feedback, basis: nil)
    #expect(explained.carriers.isEmpty)
    #expect(explained.reason == LocalizedText(sv: "Fel ändamål.", en: "Wrong purpose."))
    #expect(explained.otherwise.map(\.ground.rule.text) == ["send-report"])
  }

  @Test func `names what of the person does not fit, and no other provision`() throws {
    let neighbour = Participant(party: .privatePerson, isBound: false)
    let explained = try Sample.table().explanation(
      of: try Self.asked(.reportVoluntary, from: neighbour, grounds: [.health]),
      purpose: .childProtection, basis: .anyoneShouldReport)
    #expect(explained.carriers.isEmpty && explained.otherwise.isEmpty)
    #expect(explained.misfits.map(\.parts) == [[.ground]])
  }

  @Test func `names what the sender may send instead`() throws {
    let explained = try Sample.table().explanation(
      of: try Self.asked(.reportVoluntary, grounds: [.violence]), purpose: nil, basis: nil)
    #expect(explained.carriers.isEmpty && explained.otherwise.isEmpty && explained.ways.isEmpty)
    #expect(explained.reason?.en == "Those not bound.")
    #expect(explained.instead == [.reportMandatory])
  }

  @Test(
    arguments: [
      ([], [.waiver], []), ([.waiver, .policePresent], [], [.policePresent]),
    ] as [(WordSet<Circumstance>, WordSet<Circumstance>, WordSet<Circumstance>)])
  func `names what would have to be established`(
    given: WordSet<Circumstance>, established: WordSet<Circumstance>,
    ended: WordSet<Circumstance>
  ) throws {
    let text = try Sample.text(
      replacing: "grounds: [violence, abuse]",
      by: "grounds: [violence, abuse]\n    needs: [waiver]\n    unless: [police-present]"
    ).text
    let neighbour = Participant(party: .privatePerson, isBound: false)
    let explained = try Sample.table(text).explanation(
      of: try Self.asked(
        .reportVoluntary, from: neighbour, grounds: [.violence], given: given),
      purpose: nil, basis: nil)
    #expect(explained.carriers.isEmpty)
    #expect(explained.ways.map(\.established) == [established])
    #expect(explained.ways.map(\.ended) == [ended])
  }
}
