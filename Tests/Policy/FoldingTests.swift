import Concerns
import Policy
import Testing

@Suite struct `The folded space` {
  let table: PolicyTable
  let space: FoldedSpace
  let index: FoldedIndex
  let lawyer: Lawyer

  init() throws {
    index = try Sweden.index.get()
    table = try Sweden.table.get()
    space = try Sweden.space.get()
    lawyer = try Sweden.lawyer.get()
  }

  @Test(arguments: Kind.allCases)
  func `holds every question once`(kind: Kind) {
    for dataClass in DataClass.allCases where kind.classes.contains(dataClass) {
      var size: UInt64 = 0
      space.eachSight(of: kind, dataClass) { size += $0.size }
      #expect(size == space.sightsPerShelf)
    }
    var size: UInt64 = 0
    space.eachSending(of: kind) { size += $0.size }
    #expect(size == space.sendingsPerKind)
  }

  @Test func `asks nothing about fields that a kind has not`() {
    var cells = 0
    space.eachSight(of: .feedback, .identity) { _ in cells += 1 }
    #expect(cells == 0)
    space.eachSight(of: .feedback, .outcome) { _ in cells += 1 }
    #expect(cells > 0)
  }

  @Test func `answers any question about seeing as its cell is answered`() {
    var dice = Dice(seed: 2)
    var faults: [Seeing] = []
    var shown = 0
    for _ in 0..<Sweden.draws {
      let question = dice.seeing()
      let verdict = table.mayBeSeen(question)
      if verdict.isShown { shown += 1 }
      let cells = index.cells(holding: question)
      let isField = question.kind.classes.contains(question.dataClass)
      if isField && !question.isExcluded {
        if cells.count != 1 || cells[0].isGranted != verdict.isShown
          || table.mayBeSeen(cells[0].question).ground != verdict.ground
        {
          faults.append(question)
        }
      } else if verdict.isShown || !cells.isEmpty {
        faults.append(question)
      }
    }
    #expect(faults.first == nil)
    #expect(shown > 0)
  }

  @Test func `answers any question about sending as its cell is answered`() {
    var dice = Dice(seed: 3)
    var faults: [Sending] = []
    for _ in 0..<Sweden.draws {
      let question = dice.sending()
      let cells = index.cells(holding: question)
      let isLawful =
        switch table.mayBeSent(question) {
        case .lawful(let ground): cells.first?.rule == ground.rule
        case .unlawful: cells.first?.rule == nil
        }
      if cells.count != 1 || !isLawful { faults.append(question) }
    }
    #expect(faults.first == nil)
  }

  @Test func `is read by a slow reader of the file alike, question by question`() {
    var dice = Dice(seed: 4)
    for _ in 0..<Sweden.draws / 20 {
      let (sight, sending) = (dice.seeing(), dice.sending())
      #expect(table.mayBeSeen(sight).isShown == lawyer.mayBeSeen(sight).isShown)
      #expect(lawyer.broken(by: sight) == [])
      #expect(lawyer.broken(by: sending) == [])
    }
  }
}

@Suite struct `A closed word` {
  @Test func `has its place in its list`() {
    #expect(Kind.allCases.map(\.ordinal) == Array(0..<Kind.count))
    #expect(DataClass.allCases.map(\.ordinal) == Array(0..<DataClass.count))
    #expect(Party.allCases.map(\.ordinal) == Array(0..<Party.count))
    #expect(Purpose.allCases.map(\.ordinal) == Array(0..<Purpose.count))
    #expect(LegalBasis.allCases.map(\.ordinal) == Array(0..<LegalBasis.count))
    #expect(Ground.allCases.map(\.ordinal) == Array(0..<Ground.count))
    #expect(GuardianNotice.allCases.map(\.ordinal) == Array(0..<GuardianNotice.count))
    #expect(AgeBand.allCases.map(\.ordinal) == Array(0..<AgeBand.count))
    #expect(Protection.allCases.map(\.ordinal) == Array(0..<Protection.count))
    #expect(Certainty.allCases.map(\.ordinal) == Array(0..<Certainty.count))
    #expect(RecipientStanding.allCases.map(\.ordinal) == Array(0..<RecipientStanding.count))
    #expect(Circumstance.allCases.map(\.ordinal) == Array(0..<Circumstance.count))
    #expect(Obligation.allCases.map(\.ordinal) == Array(0..<Obligation.count))
  }

  @Test func `is in a set of words only if it was put there`() {
    var dice = Dice(seed: 5)
    for _ in 0..<100 {
      let picked = Circumstance.allCases.filter { _ in dice.claim() }
      let words = WordSet(picked)
      #expect(words.words == picked)
      #expect(Circumstance.allCases.filter(words.contains) == picked)
    }
  }
}
