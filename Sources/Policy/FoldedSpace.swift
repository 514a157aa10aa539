package import Concerns

/// All questions, folded to the cells that a book of rules tells apart.
///
/// Sections that a kind has no field for are not in it: nobody is ever asked about them.
package struct FoldedSpace: Sendable {
  /// Questions that are all answered alike, and one of them.
  package struct Part<Question: Sendable>: Sendable {
    /// One of them.
    package let question: Question
    /// How many they are.
    package let size: UInt64
    /// Whether they may be sent, or are shown.
    package let isGranted: Bool
    /// The rule that says so; `nil` when none speaks.
    package let rule: RuleID?
  }

  /// The rules.
  package let book: RuleBook
  let eras: Eras
  let sightAxes: Axes
  let sendingAxes: Axes
  /// The masks of the rules and statements of the book, each in its order.
  let sent: [Mask]
  let seen: [Mask]
  let statements: [Mask]
  /// Which rules about seeing decide before which: those that withhold, then those that show.
  let deciding: [Int]

  /// Takes a book; nothing is walked over yet.
  package init(_ book: RuleBook) { self.init(book, book.eras) }

  /// Takes a book and a calendar that tells apart all that its rules do.
  init(_ book: RuleBook, _ eras: Eras) {
    self.book = book
    self.eras = eras
    sightAxes = Axes(about: .seen, eras: eras.count)
    sendingAxes = Axes(about: .sent, eras: eras.count)
    sent = book.sending.map { Mask($0.conditions, about: .sent, eras: eras) }
    seen = book.seeing.map { Mask($0.conditions, about: .seen, eras: eras) }
    statements = book.statements.map { Mask($0.conditions, about: $0.answer, eras: eras) }
    let order = SeeingRule.Effect.inOrder
    deciding = order.flatMap { effect in
      book.seeing.indices.filter { book.seeing[$0].effect == effect }
    }
  }
}

extension FoldedSpace {
  /// Calls `body` with every cell of the questions about seeing one class of one kind.
  package func eachSight(
    of kind: Kind, _ dataClass: DataClass, _ body: (Part<Seeing>) -> Void
  ) {
    guard kind.mayHold(dataClass) else { return }
    let rules = rules(at: Place(kind: kind, dataClass: dataClass))
    folding(of: Shelf(answer: .seen, rules: rules, statements: [])).walk {
      body(part($0, rules, of: kind, dataClass))
    }
  }

  /// Calls `body` with every cell of the questions about sending one kind.
  package func eachSending(of kind: Kind, _ body: (Part<Sending>) -> Void) {
    let rules = rules(at: Place(kind: kind, dataClass: nil))
    folding(of: Shelf(answer: .sent, rules: rules, statements: [])).walk {
      body(part($0, rules, of: kind))
    }
  }

  /// How many questions there are about seeing one class of one kind, exclusions apart.
  package var sightsPerShelf: UInt64 { sightAxes.size }

  /// How many questions there are about sending one kind.
  package var sendingsPerKind: UInt64 { sendingAxes.size }

  func part(_ cell: Folding.Cell, _ rules: [Int], of kind: Kind, _ dataClass: DataClass)
    -> Part<Seeing>
  {
    let rule = cell.place.map { book.seeing[rules[$0]] }
    return Part(
      question: Seeing(sightAxes.one(of: cell), of: kind, dataClass, isExcluded: false, in: eras),
      size: cell.size, isGranted: rule?.effect == .show, rule: rule?.ground.rule)
  }

  func part(_ cell: Folding.Cell, _ rules: [Int], of kind: Kind) -> Part<Sending> {
    let rule = cell.place.map { book.sending[rules[$0]] }
    return Part(
      question: Sending(sendingAxes.one(of: cell), of: kind, in: eras), size: cell.size,
      isGranted: rule != nil, rule: rule?.ground.rule)
  }
}
