import Concerns

/// A question and its answer as a sentence: a counter-example for people.
///
/// It names who, what and when, and of the rest only what makes a difference.
struct Example {
  let sentence: LocalizedText

  /// Takes one of a cell's questions of which a statement speaks.
  init(
    _ cell: Folding.Cell, against index: Int, at place: Place, on shelf: Shelf,
    in space: FoldedSpace
  ) {
    let answer = space.book.answer(shelf.answer, by: cell.place.map { shelf.rules[$0] })
    let axes = space.axes(of: shelf.answer)
    let mask = space.statements[index]
    let bits = axes.one(of: cell, satisfying: mask)
    let open = cell.cube & ~mask.forbidden
    let telling = Set(axes.list.filter { open & $0.all != $0.all }.map(\.topic))
    sentence =
      if let dataClass = place.dataClass {
        Phrase(
          Seeing(bits, of: place.kind, dataClass, isExcluded: false, in: space.eras), telling
        ).sentence(answer)
      } else {
        Phrase(Sending(bits, of: place.kind, in: space.eras), telling).sentence(answer)
      }
  }

  /// Takes a question about a recipient that the message excludes by name.
  init(excludedFrom place: Place, against index: Int, in space: FoldedSpace) {
    let axes = space.axes(of: .seen)
    let everything = axes.list.reduce(UInt128(0)) { $0 | $1.all }
    let cell = Folding.Cell(
      cube: everything, missed: 0, hit: 0, place: nil, statements: 0, size: 0)
    let bits = axes.one(of: cell, satisfying: space.statements[index])
    let dataClass = place.dataClass ?? .matter
    sentence = Phrase(
      Seeing(bits, of: place.kind, dataClass, isExcluded: true, in: space.eras), []
    ).sentence(space.book.answerToExcluded)
  }
}
