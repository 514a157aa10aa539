import Concerns
import Policy
import Testing

@Suite struct `The table of Sweden` {
  let table: PolicyTable

  init() throws { table = try Sweden.table.get() }

  @Test(arguments: Kind.allCases, Sweden.days)
  func `lets be sent what the provisions let be sent, and nothing else`(
    kind: Kind, day: String
  ) throws {
    let day = try #require(CivilDate(day))
    var disagreement: Sending?
    Sweden.everySending(of: kind, on: day) { question in
      let isLawful =
        switch table.mayBeSent(question) {
        case .lawful: true
        case .unlawful: false
        }
      if isLawful != Reference.isLawful(question) { disagreement = question }
    }
    #expect(disagreement == nil)
  }

  @Test func `shows what the provisions show, and nothing else`() throws {
    let walk = try Sweden.walk.get()
    #expect(walk.faults.first == nil)
    #expect(walk.count == Sweden.sightCount * Sweden.ruled.count)
    #expect(!walk.shown.isEmpty && walk.shown.count + walk.withheld == walk.count)
  }

  @Test(
    arguments: Set(Kind.allCases).subtracting(Sweden.ruled).sorted { $0.rawValue < $1.rawValue })
  func `shows nothing of a kind that no rule speaks of`(kind: Kind) throws {
    let day = try #require(CivilDate(Sweden.today))
    for dataClass in DataClass.allCases {
      for standing in RecipientStanding.allCases {
        let verdict = table.mayBeSeen(
          Seeing(
            kind: kind, sender: .socialServices,
            recipient: Participant(party: .socialServices, isBound: true), standing: standing,
            dataClass: dataClass, protection: .none, guardians: .mayBeTold, isExcluded: false,
            hasWaiver: true, day: day))
        #expect(!verdict.isShown)
        #expect(verdict.ground.rule.text == "no-rule-opens")
      }
    }
  }

  @Test(arguments: Sweden.ruled)
  func `changes with the law on its day`(kind: Kind) throws {
    let days = try Sweden.days.map { try #require(CivilDate($0)) }
    for day in days {
      let question = Seeing(
        kind: kind, sender: .socialServices,
        recipient: Participant(party: .socialServices, isBound: true), standing: .owner,
        dataClass: .matter, protection: .none, guardians: .mayBeTold, isExcluded: false, day: day)
      #expect(table.mayBeSeen(question).isShown == Reference.isShown(question))
    }
  }

  @Test func `keeps the bytes it was read from`() throws {
    #expect(table.bytes == Array(try Sweden.text.get().utf8))
    #expect(table.country == "SE")
  }

  @Test func `cites a provision and says why in every rule`() {
    let grounds = table.sendingRules.map(\.ground) + table.seeingRules.map(\.ground)
    #expect(grounds.count > 20)
    #expect(grounds.allSatisfy { !$0.citation.isEmpty && $0.reason.sv != $0.reason.en })
  }

  @Test(arguments: [
    ("send-feedback", ReviewStatus.needsLegalReview), ("send-report-voluntary", .derived),
    ("send-report-mandatory", .read),
  ])
  func `says how far a rule may be trusted`(id: String, review: ReviewStatus) throws {
    let rule = try #require(table.sendingRules.first { $0.ground.rule.text == id })
    #expect(rule.ground.review == review)
  }
}
