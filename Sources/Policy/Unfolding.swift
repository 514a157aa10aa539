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

/// What both questions begin with.
private struct Beginning {
  let sender: Participant
  let recipient: Participant
  let age: AgeBand
  let certainty: Certainty
  let circumstances: WordSet<Circumstance>
  let grounds: WordSet<Ground>
  let day: CivilDate

  init(_ reader: inout Reader, in eras: Eras) {
    sender = reader.sender()
    recipient = reader.recipient()
    age = reader.word()
    certainty = reader.word()
    circumstances = reader.words()
    reader.skip(Circumstance.count)
    grounds = reader.words()
    day = eras.day(in: reader.era())
  }
}

extension Seeing {
  /// A question that folds to these bits.
  init(_ bits: UInt128, of kind: Kind, _ dataClass: DataClass, isExcluded: Bool, in eras: Eras) {
    var reader = Reader(bits: bits)
    let both = Beginning(&reader, in: eras)
    self.init(
      kind: kind, sender: both.sender, recipient: both.recipient, standing: reader.word(),
      dataClass: dataClass, age: both.age, protection: reader.word(), guardians: reader.word(),
      basis: reader.word(), certainty: both.certainty, grounds: both.grounds,
      circumstances: both.circumstances,
      isExcluded: isExcluded, day: both.day)
  }
}

extension Sending {
  /// A question that folds to these bits.
  init(_ bits: UInt128, of kind: Kind, in eras: Eras) {
    var reader = Reader(bits: bits)
    let both = Beginning(&reader, in: eras)
    self.init(
      kind: kind, sender: both.sender, recipient: both.recipient, purpose: reader.word(),
      basis: reader.word(), age: both.age, certainty: both.certainty, grounds: both.grounds,
      circumstances: both.circumstances, day: both.day)
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
