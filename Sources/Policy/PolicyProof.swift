package import Concerns
package import Tables

/// What walking over every question brought to light about a book of rules.
///
/// Each statement is compared with each cell of the folded space, so a proof is complete: what it
/// does not refute holds for every question there is.
package struct PolicyProof: Sendable {
  /// A statement that does not hold, with a question that shows it.
  package struct Refutation: Hashable, Sendable {
    /// The statement.
    package let statement: RuleID
    /// Where it stands in the file.
    package let line: Int
    /// What it says.
    package let says: LocalizedText
    /// The question and its answer, as one sentence.
    package let example: LocalizedText
  }

  /// How many cells the space folds to; places at which the same rules stand are counted each.
  package private(set) var cells = 0
  /// How many questions lie in them.
  package private(set) var questions: UInt64 = 0
  /// The statements that do not hold, in the order of the file.
  package private(set) var refutations: [Refutation] = []
  /// What can never matter, or contradicts itself, in the order of the file.
  package private(set) var flaws: [TableFlaw] = []

  private var refuted: Set<Int> = []
  private var decisive: [Statement.Answer: Set<Int>] = [:]
  private var spokenOf: Set<Int> = []

  /// Walks over the whole space.
  package init(of book: RuleBook) {
    let space = FoldedSpace(book)
    for (shelf, places) in space.shelves { walk(shelf, places, in: space) }
    refutations.sort { $0.line < $1.line }
    flaws = idle(in: book) + book.contradictions
    // What an overlay leaves nothing to decide for is no flaw of the law.
    if !book.local.isEmpty { flaws.removeAll { !book.localLines.contains($0.line) } }
    flaws += book.signingFlaws
    flaws.sort { $0.line < $1.line }
  }

  /// Why the book must not be loaded: the first flaw or refutation of the file, if there is one.
  package var objection: TableFlaw? {
    let refuted = refutations.map { refutation in
      TableFlaw(
        line: refutation.line,
        fault: "\(refutation.statement) does not hold: \(refutation.example)",
        remedy: "mend the rule that answers so, or the statement")
    }
    return (flaws + refuted).min { $0.line < $1.line }
  }

  private mutating func walk(_ shelf: Shelf, _ places: [Place], in space: FoldedSpace) {
    guard let place = places.first else { return }
    spokenOf.formUnion(shelf.statements)
    for part in shelf.parts {
      let watch = Watch(part, in: space)
      let isFirst = part.statements.first == shelf.statements.first
      space.folding(of: part).walk { cell in
        if isFirst {
          cells += places.count
          questions += cell.size * UInt64(places.count)
        }
        if let index = cell.place { decisive[part.answer, default: []].insert(part.rules[index]) }
        for index in watch.broken(by: cell) where refuted.insert(index).inserted {
          let example = Example(cell, against: index, at: place, on: part, in: space)
          refute(space.book.statements[index], by: example)
        }
      }
    }
    for index in shelf.statements
    where space.book.isBrokenByExclusion(index) && refuted.insert(index).inserted {
      refute(
        space.book.statements[index], by: Example(excludedFrom: place, against: index, in: space))
    }
  }

  private mutating func refute(_ statement: Statement, by example: Example) {
    refutations.append(
      Refutation(
        statement: statement.id, line: statement.line, says: statement.says,
        example: example.sentence))
  }

  /// Rules that are the reason of no answer, and statements that speak of no question.
  private func idle(in book: RuleBook) -> [TableFlaw] {
    let sending = book.sending.enumerated()
      .filter { decisive[.sent]?.contains($0.offset) != true }
      .map { ($0.element.line, $0.element.ground.rule) }
    let seeing = book.seeing.enumerated()
      .filter { decisive[.seen]?.contains($0.offset) != true }
      .map { ($0.element.line, $0.element.ground.rule) }
    let rules = (sending + seeing).map { line, rule in
      TableFlaw(
        line: line, fault: "\(rule) is never the reason of an answer",
        remedy: "remove it, or mend what stands before it")
    }
    return rules + book.statements.indices.compactMap { safe($0, in: book) }
  }

  /// Why no rule whatever could break a statement, if that is so.
  ///
  /// What the rules do not decide is decided here in code: what a kind has no field for is never
  /// asked about, and whoever a message excludes sees nothing.
  private func safe(_ index: Int, in book: RuleBook) -> TableFlaw? {
    let statement = book.statements[index]
    guard spokenOf.contains(index) else {
      return TableFlaw(
        line: statement.line,
        fault: "\(statement.id) cannot fail: no kind it names has a field for what it names",
        remedy: "widen its kinds or classes, or remove it")
    }
    guard statement.isKeptByExclusion else { return nil }
    return TableFlaw(
      line: statement.line,
      fault:
        "\(statement.id) cannot fail: whoever is excluded sees nothing, whatever the rules say",
      remedy: "cite what the refusal rests on, or speak of those who are not excluded")
  }
}

/// Which statements an answer breaks, for one shelf.
private struct Watch {
  private let statements: [Int]
  private let masks: [Mask]
  /// For each rule of the shelf, and behind them for none, the statements its answer breaks.
  private let broken: [UInt128]

  init(_ shelf: Shelf, in space: FoldedSpace) {
    statements = shelf.statements
    masks = shelf.statements.map { space.statements[$0] }
    broken = (shelf.rules.map(Optional.some) + [nil]).map { rule in
      let answer = space.book.answer(shelf.answer, by: rule)
      return shelf.statements.enumerated().reduce(0) { bits, pair in
        let statement = space.book.statements[pair.element]
        return statement.excluded.admits(false) && statement.isBroken(by: answer)
          ? bits | 1 << UInt128(pair.offset) : bits
      }
    }
  }

  /// The statements of the book that some question of a cell breaks.
  func broken(by cell: Folding.Cell) -> [Int] {
    var rest = cell.statements & broken[cell.place ?? broken.count - 1]
    var found: [Int] = []
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest &- 1
      if cell.holds(groundsOf: masks[index]) { found.append(statements[index]) }
    }
    return found
  }
}

extension Folding.Cell {
  /// Whether some of the questions name grounds as a mask asks.
  fileprivate func holds(groundsOf mask: Mask) -> Bool {
    let barred = missed | mask.forbidden
    return (hit == 0 || hit & ~barred != 0) && (mask.grounds == 0 || mask.grounds & ~barred != 0)
  }
}
