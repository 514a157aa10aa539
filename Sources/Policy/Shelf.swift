import Concerns

/// A kind that may be sent, or a class of one that may be seen.
struct Place: Hashable, Sendable {
  let kind: Kind
  /// `nil` when the question is about sending.
  let dataClass: DataClass?
}

/// What stands at some places alike: rules in the order in which they decide, and statements.
struct Shelf: Hashable, Sendable {
  let answer: Statement.Answer
  /// Which rules of the book.
  let rules: [Int]
  /// Which statements of the book.
  let statements: [Int]

  /// The same rules with as many statements at a time as fit a folding; at least once.
  var parts: [Shelf] {
    let starts = stride(from: 0, to: max(statements.count, 1), by: Folding.limit)
    return starts.map { start in
      let end = min(start + Folding.limit, statements.count)
      return Shelf(answer: answer, rules: rules, statements: Array(statements[start..<end]))
    }
  }
}

extension FoldedSpace {
  /// All shelves with the places at which they stand, in the order of the vocabulary.
  var shelves: [(shelf: Shelf, places: [Place])] {
    var order: [Shelf] = []
    var places: [Shelf: [Place]] = [:]
    for place in Self.places {
      let shelf = shelf(at: place)
      if places[shelf] == nil { order.append(shelf) }
      places[shelf, default: []].append(place)
    }
    return order.map { ($0, places[$0] ?? []) }
  }

  /// Every kind, and every class that a message of it has a field for.
  static let places = Kind.allCases.flatMap { kind in
    [Place(kind: kind, dataClass: nil)]
      + DataClass.allCases.filter(kind.mayHold).map { Place(kind: kind, dataClass: $0) }
  }

  func shelf(at place: Place) -> Shelf {
    let answer: Statement.Answer = place.dataClass == nil ? .sent : .seen
    return Shelf(
      answer: answer, rules: rules(at: place),
      statements: book.statements.indices.filter {
        book.statements[$0].answer == answer && book.statements[$0].conditions.speak(of: place)
      })
  }

  /// The rules that may decide there, in the order in which they do.
  func rules(at place: Place) -> [Int] {
    guard place.dataClass != nil else {
      return book.sending.indices.filter { book.sending[$0].kind == place.kind }
    }
    return deciding.filter { book.seeing[$0].conditions.speak(of: place) }
  }

  /// Divides the questions at a shelf into cells.
  func folding(of shelf: Shelf) -> Folding {
    let rules = shelf.answer == .seen ? seen : sent
    return Folding(
      shelf.rules.map { rules[$0] }, shelf.statements.map { statements[$0] },
      along: axes(of: shelf.answer))
  }

  func axes(of answer: Statement.Answer) -> Axes { answer == .seen ? sightAxes : sendingAxes }
}

extension Conditions {
  /// Whether they may hold there.
  func speak(of place: Place) -> Bool {
    kinds.admits(place.kind) && place.dataClass.map(classes.admits) ?? true
  }
}
