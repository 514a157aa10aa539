import Concerns

/// Finds the cell that a question lies in.
package struct FoldedIndex: Sendable {
  private let space: FoldedSpace
  private let shelves: [Place: (rules: [Int], folding: Folding)]

  /// Prepares the folding of every place.
  package init(_ space: FoldedSpace) {
    self.space = space
    shelves = Dictionary(
      uniqueKeysWithValues: FoldedSpace.places.map { place in
        let rules = space.rules(at: place)
        let answer: Statement.Answer = place.dataClass == nil ? .sent : .seen
        let shelf = Shelf(answer: answer, rules: rules, statements: [])
        return (place, (rules, space.folding(of: shelf)))
      })
  }

  /// The cells that hold a question: one, or the folding is wrong.
  ///
  /// None for a field that the kind has not, and none for a recipient excluded by name.
  package func cells(holding question: Seeing) -> [FoldedSpace.Part<Seeing>] {
    let place = Place(kind: question.kind, dataClass: question.dataClass)
    guard !question.isExcluded, let (rules, folding) = shelves[place] else { return [] }
    var parts: [FoldedSpace.Part<Seeing>] = []
    folding.walk(only: Cell(question, era: space.eras.era(of: question.day)).bits) {
      parts.append(space.part($0, rules, of: question.kind, question.dataClass))
    }
    return parts
  }

  /// The cells that hold a question: one, or the folding is wrong.
  package func cells(holding question: Sending) -> [FoldedSpace.Part<Sending>] {
    guard let (rules, folding) = shelves[Place(kind: question.kind, dataClass: nil)] else {
      return []
    }
    var parts: [FoldedSpace.Part<Sending>] = []
    folding.walk(only: Cell(question, era: space.eras.era(of: question.day)).bits) {
      parts.append(space.part($0, rules, of: question.kind))
    }
    return parts
  }
}
