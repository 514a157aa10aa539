import Concerns
import Policy
import Tables
import Testing

@Suite struct `The table of Sweden` {
  let table: PolicyTable
  let space: FoldedSpace
  let lawyer: Lawyer

  init() throws {
    table = try Sweden.table.get()
    space = try Sweden.space.get()
    lawyer = try Sweden.lawyer.get()
  }

  @Test(arguments: Kind.allCases)
  func `shows what a slow reader of the file would show, in every cell`(kind: Kind) {
    var differences: [Seeing] = []
    var cells = 0
    for dataClass in DataClass.allCases {
      space.eachSight(of: kind, dataClass) { part in
        cells += 1
        let verdict = table.mayBeSeen(part.question)
        let slow = lawyer.mayBeSeen(part.question)
        if verdict.isShown != slow.isShown || part.isGranted != slow.isShown
          || part.rule?.text != slow.rule
          || verdict.ground.rule.text != slow.rule ?? "no-rule-opens"
        {
          differences.append(part.question)
        }
      }
    }
    #expect(cells > 0)
    #expect(differences.first == nil)
  }

  @Test(arguments: Kind.allCases)
  func `lets be sent what a slow reader of the file would, in every cell`(kind: Kind) {
    var differences: [Sending] = []
    var cells = 0
    space.eachSending(of: kind) { part in
      cells += 1
      let slow = lawyer.mayBeSent(part.question)
      let rule = ground(of: table.mayBeSent(part.question))
      if rule != slow.rule || part.isGranted != slow.isLawful || part.rule?.text != slow.rule {
        differences.append(part.question)
      }
    }
    #expect(cells > 0)
    #expect(differences.first == nil)
  }

  @Test func `shows and withholds, and does both with a reason in two languages`() {
    var dice = Dice(seed: 1)
    var counts = [true: 0, false: 0]
    for _ in 0..<Sweden.draws / 10 {
      let verdict = table.mayBeSeen(dice.seeing())
      counts[verdict.isShown, default: 0] += 1
      #expect(!verdict.ground.reason.sv.isEmpty && !verdict.ground.reason.en.isEmpty)
      #expect(!verdict.isShown || verdict.unlocks == nil)
    }
    #expect(counts.values.allSatisfy { $0 > 0 })
  }

  @Test(arguments: GuardianNotice.allCases)
  func `obliges everyone to silence towards guardians unless they may be told`(
    guardians: GuardianNotice
  ) throws {
    let day = try #require(CivilDate(Sweden.today))
    let board = Participant(party: .socialServices, isBound: true)
    for isExcluded in [true, false] {
      let verdict = table.mayBeSeen(
        Seeing(
          kind: .reportMandatory, sender: Participant(party: .school, isBound: true),
          recipient: board, standing: .owner, dataClass: .narrative, protection: .none,
          guardians: guardians, isExcluded: isExcluded, day: day))
      #expect(
        verdict.obligations.contains(.withholdFromGuardians) == (guardians != .mayBeTold))
      #expect(verdict.isShown == !isExcluded)
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

  @Test func `is proved`() throws {
    let proof = PolicyProof(of: table.book)
    #expect(proof.flaws.map(\.description) == [])
    #expect(proof.refutations.map(\.example.en) == [])
    #expect(try table.proved().table.bytes == table.bytes)
  }

  private func ground(of verdict: SendingVerdict) -> String? {
    switch verdict {
    case .lawful(let ground): ground.rule.text
    case .unlawful: nil
    }
  }
}
