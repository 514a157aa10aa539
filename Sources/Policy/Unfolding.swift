import Concerns

/// Reads the words of a cell back, axis after axis, as ``Pen`` wrote them.
private struct Reader {
  let bits: UInt128
  var place = 0

  mutating func word<Word: ClosedWord>(_: Word.Type = Word.self) -> Word {
    defer { place += Word.count }
    let words = Array(Word.allCases)
    let index = words.indices.first { bits & 1 << UInt128(place + $0) != 0 } ?? words.startIndex
    return words[index]
  }

  mutating func claim() -> Bool {
    defer { place += 2 }
    return bits & 1 << UInt128(place) != 0
  }

  mutating func words<Word: ClosedWord>(_: Word.Type = Word.self) -> WordSet<Word> {
    defer { place += Word.count }
    return WordSet(
      Word.allCases.enumerated().filter { bits & 1 << UInt128(place + $0.offset) != 0 }
        .map(\.element))
  }

  mutating func sender() -> Participant {
    let party: Party = word()
    let isBound = claim()
    return Participant(party: party, isBound: isBound, isWalled: claim())
  }

  mutating func recipient() -> Participant {
    let party: Party = word()
    let isBound = claim()
    let isContracted = claim()
    return Participant(
      party: party, isBound: isBound, isContracted: isContracted, isWalled: claim())
  }

  mutating func era() -> Int {
    defer { place += Eras.limit }
    return (0..<Eras.limit).first { bits & 1 << UInt128(place + $0) != 0 } ?? 0
  }

  mutating func skip(_ count: Int) { place += count }
}

extension Seeing {
  /// A question that folds to these bits.
  init(_ bits: UInt128, of kind: Kind, _ dataClass: DataClass, isExcluded: Bool, in eras: Eras) {
    var reader = Reader(bits: bits)
    let (sender, recipient) = (reader.sender(), reader.recipient())
    let (age, certainty): (AgeBand, Certainty) = (reader.word(), reader.word())
    let circumstances: WordSet<Circumstance> = reader.words()
    reader.skip(Circumstance.count)
    let grounds: WordSet<Concerns.Ground> = reader.words()
    let day = eras.day(in: reader.era())
    self.init(
      kind: kind, sender: sender, recipient: recipient, standing: reader.word(),
      dataClass: dataClass, age: age, protection: reader.word(), guardians: reader.word(),
      certainty: certainty, grounds: grounds, circumstances: circumstances,
      isExcluded: isExcluded, day: day)
  }
}

extension Sending {
  /// A question that folds to these bits.
  init(_ bits: UInt128, of kind: Kind, in eras: Eras) {
    var reader = Reader(bits: bits)
    let (sender, recipient) = (reader.sender(), reader.recipient())
    let (age, certainty): (AgeBand, Certainty) = (reader.word(), reader.word())
    let circumstances: WordSet<Circumstance> = reader.words()
    reader.skip(Circumstance.count)
    let grounds: WordSet<Concerns.Ground> = reader.words()
    let day = eras.day(in: reader.era())
    self.init(
      kind: kind, sender: sender, recipient: recipient, purpose: reader.word(),
      basis: reader.word(), age: age, certainty: certainty, grounds: grounds,
      circumstances: circumstances, day: day)
  }
}

extension Axes {
  /// The bits of one question out of many: the first admitted word of each axis, fewest grounds.
  ///
  /// - Parameter mask: What the question must satisfy, too; it is known that some of them do.
  func one(of cell: Folding.Cell, satisfying mask: Mask? = nil) -> UInt128 {
    let admitted = cell.cube & ~(mask?.forbidden ?? 0)
    var bits = list.reduce(UInt128(0)) { bits, axis in
      bits | (axis.words.first { $0 & admitted != 0 } ?? 0)
    }
    let asked = mask?.grounds ?? 0
    let nameable = grounds & ~cell.missed & ~(mask?.forbidden ?? 0)
    let both = cell.hit & asked & nameable
    for wanted in [both != 0 ? both : cell.hit, asked] where bits & wanted == 0 {
      let open = wanted & nameable
      bits |= open & (~open &+ 1)
    }
    return bits
  }
}
