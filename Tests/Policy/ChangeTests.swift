import Concerns
import Policy
import Testing

@Suite struct `A change of law` {
  @Test func `from a law to itself is none`() throws {
    let book = try Sample.table().book
    #expect(PolicyChange(from: book, to: book).isEmpty)
  }

  @Test(arguments: [
    ("standings: [owner, duty]", "standings: [owner, duty, participant]", true),
    ("standings: [owner, duty]", "standings: [owner]", false),
    ("grounds: [crime]", "grounds: [crime, absence]", true),
    ("needs: [waiver, agreement]", "needs: [waiver]", true),
    ("unless: [police-present]", "unless: [police-present, inquiry]", false),
    ("ages: [15-17, 18-20]", "ages: [15-17]", false),
  ])
  func `names what would be seen that was not, and the reverse`(
    old: String, new: String, isWider: Bool
  ) throws {
    let before = try Sample.table()
    let after = try Sample.table(Sample.text(replacing: old, by: new).text)
    let change = PolicyChange(from: before.book, to: after.book)
    #expect(!change.sights.isEmpty && change.sendings.isEmpty)
    for difference in change.sights {
      #expect(difference.isWider == isWider)
      #expect(before.mayBeSeen(difference.question).isShown == !isWider)
      #expect(after.mayBeSeen(difference.question).isShown == isWider)
    }
  }

  @Test(arguments: [
    ("grounds: [violence, abuse]", "grounds: [violence]", false),
    ("until: 2025-06-30", "until: 2025-06-29", false),
    ("ages: [under-12,", "ages: [18-20, under-12,", true),
  ])
  func `names what could be sent that could not, and the reverse`(
    old: String, new: String, isWider: Bool
  ) throws {
    let before = try Sample.table()
    let text = try Sample.text(replacing: old, by: new).text
    // A hole in a family is refused when read, so the family is renamed.
    let after = try Sample.table(text.replacing("-until-2025", with: "-of-old"))
    let change = PolicyChange(from: before.book, to: after.book)
    #expect(change.sights.isEmpty && !change.sendings.isEmpty)
    for difference in change.sendings {
      #expect(difference.isWider == isWider)
      let isLawful = [before, after].map { table in
        if case .lawful = table.mayBeSent(difference.question) { true } else { false }
      }
      #expect(isLawful == [!isWider, isWider])
    }
  }

  /// What a change does not name is answered alike: no drawn question shows otherwise.
  @Test func `is complete`() throws {
    let before = try Sample.table()
    var dice = Dice(seed: 9)
    for mutant in Mutant.all(of: before.book) {
      guard PolicyChange(from: before.book, to: mutant.book).isEmpty else { continue }
      let after = FoldedIndex(FoldedSpace(mutant.book))
      for _ in 0..<100 {
        let question = dice.seeing()
        guard let cell = after.cells(holding: question).first else { continue }
        #expect(cell.isGranted == before.mayBeSeen(question).isShown)
      }
    }
  }
}
