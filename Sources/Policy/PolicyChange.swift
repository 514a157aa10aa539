import Concerns

/// What is answered differently by one book of rules than by another.
///
/// The cells of one are laid over the cells of the other, so it is complete: what it does not name
/// is answered alike, whatever the reasons given.
package struct PolicyChange: Sendable {
  /// A question that only one of the two books grants, for all that lie in the same two cells.
  package struct Difference<Question: Sendable>: Sendable {
    /// The question.
    package let question: Question
    /// Whether the new book is the one that grants it.
    package let isWider: Bool
  }

  /// Sections that only one of the two shows.
  package private(set) var sights: [Difference<Seeing>] = []
  /// Messages that only one of the two lets be sent.
  package private(set) var sendings: [Difference<Sending>] = []
  /// The same as regions, for sentences: together they hold all that is answered differently.
  private(set) var shifts: [Shift] = []
  /// What is stated or asked no longer, or not as strictly.
  let lost: [Sentence]
  /// Whose signature counts otherwise.
  let signing: [Sentence]
  /// What cites or is trusted otherwise.
  let restated: [Sentence]
  let eras: Eras

  /// Whether both answer every question alike.
  package var isEmpty: Bool { sights.isEmpty && sendings.isEmpty }

  /// Walks over all questions.
  package init(from old: RuleBook, to new: RuleBook) {
    // One calendar for both: a day must fold to the same era.
    let eras = Eras(old.periods + new.periods)
    self.eras = eras
    lost = Self.losses(from: old, to: new)
    signing = Self.signingChanges(from: old, to: new)
    restated = Self.restatements(from: old, to: new)
    let (before, after) = (FoldedSpace(old, eras), FoldedSpace(new, eras))
    for place in FoldedSpace.places {
      let (first, second) = (before.deciders(at: place), after.deciders(at: place))
      if first != second { compare(first, second, at: place, in: before) }
    }
  }

  private mutating func compare(
    _ first: [FoldedSpace.Decider], _ second: [FoldedSpace.Decider], at place: Place,
    in space: FoldedSpace
  ) {
    let axes = space.axes(of: place.dataClass == nil ? .sent : .seen)
    let (before, after) = (Self.cells(first, along: axes), Self.cells(second, along: axes))
    for isWider in [true, false] {
      var found: [Shift] = []
      for old in before[!isWider] ?? [] {
        for new in after[isWider] ?? [] {
          guard let bits = axes.one(ofBoth: old, new) else { continue }
          note(bits, at: place, isWider: isWider, in: space.eras)
          found.append(Shift(old, new, at: place, isWider: isWider))
        }
      }
      shifts += Shift.joined(found, along: axes)
    }
  }

  private mutating func note(_ bits: UInt128, at place: Place, isWider: Bool, in eras: Eras) {
    if let dataClass = place.dataClass {
      let question = Seeing(bits, of: place.kind, dataClass, isExcluded: false, in: eras)
      sights.append(Difference(question: question, isWider: isWider))
    } else {
      let question = Sending(bits, of: place.kind, in: eras)
      sendings.append(Difference(question: question, isWider: isWider))
    }
  }

  /// The cells in which questions are granted, and those in which they are not.
  private static func cells(
    _ deciders: [FoldedSpace.Decider], along axes: Axes
  ) -> [Bool: [Folding.Cell]] {
    var cells: [Bool: [Folding.Cell]] = [:]
    Folding(deciders.map(\.mask), [], along: axes).walk { cell in
      let isGranted = cell.place.map { deciders[$0].grants } ?? false
      cells[isGranted, default: []].append(cell)
    }
    return cells
  }
}

extension FoldedSpace {
  /// A rule as far as answers depend on it.
  struct Decider: Hashable {
    let mask: Mask
    let grants: Bool
  }

  func deciders(at place: Place) -> [Decider] {
    rules(at: place).map { rule in
      place.dataClass == nil
        ? Decider(mask: sent[rule], grants: true)
        : Decider(mask: seen[rule], grants: book.seeing[rule].effect == .show)
    }
  }
}

extension Axes {
  /// One of the questions that lie in both cells, if there are any.
  fileprivate func one(ofBoth first: Folding.Cell, _ second: Folding.Cell) -> UInt128? {
    let cube = first.cube & second.cube
    let missed = first.missed | second.missed
    guard list.allSatisfy({ cube & $0.all != 0 }),
      first.hit == 0 || first.hit & ~missed != 0,
      second.hit == 0 || second.hit & ~missed != 0
    else { return nil }
    var bits = list.reduce(UInt128(0)) { bits, axis in
      bits | (axis.words.first { $0 & cube != 0 } ?? 0)
    }
    for hit in [first.hit & ~missed, second.hit & ~missed] where bits & hit == 0 {
      bits |= hit & (~hit &+ 1)
    }
    return bits
  }
}
