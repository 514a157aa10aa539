import Concerns

/// The rules of a book as masks on shelves, one shelf for each kind and class.
///
/// On a shelf the rules that withhold come first, each part in the order of the file: so the first
/// rule that applies decides, and is the reason.
struct CompiledPolicy: Sendable {
  /// One rule on a shelf.
  struct Entry: Sendable {
    let mask: Mask
    /// Which rule of the book.
    let rule: Int
  }

  /// All rules about one question, shelf after shelf in one array.
  struct Shelves: Sendable {
    let entries: [Entry]
    /// Where each shelf begins, and behind the last where that ends.
    let starts: [Int32]

    init(_ shelves: [[Entry]]) {
      entries = shelves.flatMap(\.self)
      var starts: [Int32] = [0]
      for shelf in shelves { starts.append((starts.last ?? 0) + Int32(shelf.count)) }
      self.starts = starts
    }

    /// The shelf of a number, as places in `entries`.
    @inline(__always) subscript(shelf: Int) -> Range<Int> {
      Int(starts[shelf])..<Int(starts[shelf + 1])
    }

    /// The rule that decides a question asked at a shelf, if any applies.
    @inline(__always) func rule(on shelf: Int, for cell: Cell) -> Int? {
      for place in self[shelf] where entries[place].mask.admits(cell.bits) {
        return entries[place].rule
      }
      return nil
    }
  }

  let eras: Eras
  let sending: Shelves
  let seeing: Shelves

  init(_ book: RuleBook) {
    let space = FoldedSpace(book)
    eras = space.eras
    sending = Shelves(
      Kind.allCases.map { kind in
        space.rules(at: Place(kind: kind, dataClass: nil)).map {
          Entry(mask: space.sent[$0], rule: $0)
        }
      })
    seeing = Shelves(
      Kind.allCases.flatMap { kind in
        DataClass.allCases.map { dataClass in
          guard kind.mayHold(dataClass) else { return [] }
          return space.rules(at: Place(kind: kind, dataClass: dataClass)).map {
            Entry(mask: space.seen[$0], rule: $0)
          }
        }
      })
  }

  /// The number of a shelf.
  @inline(__always) static func shelf(_ kind: Kind, _ dataClass: DataClass) -> Int {
    kind.ordinal * DataClass.count + dataClass.ordinal
  }
}

extension Kind {
  /// Whether a message of this kind has a field for the class.
  func mayHold(_ dataClass: DataClass) -> Bool { classes.contains(dataClass) }
}
