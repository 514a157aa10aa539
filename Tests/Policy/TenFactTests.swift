import Concerns
import Policy
import Testing

/// The facts of the field that a rule can break, each with statements that would notice.
///
/// Three cannot be broken by a rule: that clocks start at receipt, that whoever reports without a
/// name is not traced, and that what was received is kept until it is read. Other tests hold those.
@Suite struct `A fact of the field` {
  static let facts: [(fact: String, statements: [String])] = [
    (
      "a duty to report needs no waiver and is never stopped by one",
      [
        "always-sent-report-under-the-duty", "never-sent-report-resting-on-a-waiver",
        "always-seen-report-by-the-owner",
      ]
    ),
    (
      "feedback is given on request, after the decision, to mandated reporters",
      [
        "never-sent-feedback-unasked", "never-seen-feedback-unasked",
        "never-sent-feedback-before-the-decision", "never-seen-feedback-before-the-decision",
        "never-seen-feedback-by-the-unbound", "never-sent-board-answering-the-unbound",
      ]
    ),
    (
      "secrecy does not travel with the data",
      [
        "never-seen-care-or-crime-by-leisure", "never-seen-care-or-crime-by-associations",
        "never-seen-behind-the-wall", "never-seen-more-than-the-answer-by-other-authorities",
      ]
    ),
    ("the general clause is no ground of any message", ["never-sent-general-clause"]),
    (
      "early help may be without a name, and under 15 asks the guardians",
      [
        "always-sent-early-contact", "always-seen-early-contact-by-the-owner",
        "never-sent-help-under-15-without-guardians", "always-sent-advice-under-15",
      ]
    ),
    (
      "what is sent to one is seen by no other",
      [
        "never-seen-by-others", "never-seen-by-other-branches", "never-seen-by-the-excluded",
        "never-seen-board-matters-by-parties",
      ]
    ),
    (
      "guardians are not always safe, nor is where someone protected is",
      [
        "never-seen-by-guardians-who-must-not-be-told", "never-seen-by-individuals",
        "never-seen-whereabouts-of-someone-protected",
        "never-seen-text-of-someone-protected-by-parties",
        "never-seen-conditions-about-someone-protected",
      ]
    ),
  ]

  private let book: RuleBook

  init() throws { book = try Sweden.table.get().book }

  @Test(arguments: facts)
  func `has statements in the shipped law`(fact: String, statements: [String]) {
    let stated = Set(book.statements.map(\.id.text))
    #expect(Set(statements).subtracting(stated) == [], "\(fact)")
  }
}

/// OSL 10:27 asks for a balancing that no table can make.
@Suite struct `The general clause` {
  @Test(arguments: Kind.allCases, Party.allCases)
  func `carries no message, whoever sends it, and whatever is established`(
    kind: Kind, party: Party
  ) throws {
    let table = try Sweden.table.get()
    for recipient in Party.allCases {
      for purpose in Purpose.allCases {
        let verdict = table.mayBeSent(
          Sending(
            kind: kind, sender: Participant(party: party, isBound: true),
            recipient: Participant(party: recipient, isBound: true), purpose: purpose,
            basis: .generalClause, age: .from12, certainty: .certain,
            grounds: WordSet(Ground.allCases), circumstances: WordSet(Circumstance.allCases),
            day: try Sample.day(Sweden.today)))
        if case .lawful(let ground) = verdict { Issue.record("sent under \(ground.rule)") }
      }
    }
  }
}

/// That guardians must not be told goes with whatever is shown of it, whoever it has come to.
@Suite struct `A guardian who must not be told` {
  @Test(arguments: RecipientStanding.allCases, [GuardianNotice.mustNotBeTold, .unknown])
  func `is told nothing by a deputy, on-call, a new unit or anyone who is shown a case`(
    standing: RecipientStanding, notice: GuardianNotice
  ) throws {
    let table = try Sweden.table.get()
    for kind in Kind.allCases {
      for dataClass in DataClass.allCases where kind.classes.contains(dataClass) {
        for recipient in Party.allCases {
          let verdict = table.mayBeSeen(
            Seeing(
              kind: kind, sender: Participant(party: .socialServices, isBound: true),
              recipient: Participant(party: recipient, isBound: true), standing: standing,
              dataClass: dataClass, age: .from12, protection: .none, guardians: notice,
              certainty: .certain, circumstances: WordSet(Circumstance.allCases),
              isExcluded: false, day: try Sample.day(Sweden.today)))
          #expect(verdict.obligations == [.withholdFromGuardians])
          #expect(!verdict.isShown || recipient != .privatePerson)
        }
      }
    }
  }
}
