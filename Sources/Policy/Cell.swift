import Concerns
import Tables

/// A question folded to the words that rules can speak of: one bit set for each axis.
///
/// An axis is a closed list of words of which exactly one is true of a question. Kind and class are
/// not among them: they choose the shelf. The day is folded to an era, the days between two changes
/// of the law.
struct Cell: Hashable, Sendable {
  let bits: UInt128

  init(bits: UInt128) { self.bits = bits }

  init(_ seeing: Seeing, era: Int) {
    var pen = Pen()
    pen.mark(seeing, era: era)
    pen.mark(seeing.standing)
    pen.mark(seeing.protection)
    pen.mark(seeing.guardians)
    pen.mark(seeing.basis)
    bits = pen.bits
  }

  init(_ sending: Sending, era: Int) {
    var pen = Pen()
    pen.mark(sending, era: era)
    pen.mark(sending.purpose)
    pen.mark(sending.basis)
    bits = pen.bits
  }
}

/// What both questions are asked with.
private protocol Asked {
  var sender: Participant { get }
  var recipient: Participant { get }
  var age: AgeBand { get }
  var certainty: Certainty { get }
  var circumstances: WordSet<Circumstance> { get }
  var grounds: WordSet<Ground> { get }
}

extension Seeing: Asked {}
extension Sending: Asked {}

/// The conditions of a rule or statement as two masks over the bits of a cell.
struct Mask: Hashable, Sendable {
  /// Words of which none may be true.
  var forbidden: UInt128
  /// Grounds of which one must be named; zero when none need be.
  let grounds: UInt128

  init(_ conditions: Conditions, about answer: Statement.Answer, eras: Eras) {
    var pen = Pen()
    pen.bar(conditions.sender, conditions.recipient)
    pen.bar(conditions.ages)
    pen.bar(conditions.certainties)
    let place = pen.bar(needs: conditions.needs, unless: conditions.unless)
    let unnamed = UInt128(WordSet(conditions.unlessGrounds).bits) << UInt128(place)
    grounds =
      switch conditions.grounds {
      case .any: 0
      case .only(let words): UInt128(WordSet(words).bits) << UInt128(place)
      }
    pen.bar(eras: eras, outside: conditions.period)
    switch answer {
    case .seen:
      pen.bar(conditions.standings)
      pen.bar(conditions.protections)
      pen.bar(conditions.guardians)
      pen.bar(conditions.bases)
    case .sent:
      pen.bar(conditions.purposes)
      pen.bar(conditions.bases)
    }
    precondition(pen.place <= UInt128.bitWidth, "all words of a question have a bit of their own")
    forbidden = pen.bits | unnamed
  }

  /// Whether the conditions hold of a question.
  @inline(__always) func admits(_ cell: UInt128) -> Bool {
    cell & forbidden == 0 && (grounds == 0 || cell & grounds != 0)
  }
}

/// Writes words as bits, axis after axis. Cells and masks are written in one and the same order.
struct Pen {
  private(set) var bits: UInt128 = 0
  private(set) var place = 0

  @inline(__always) mutating func mark(bit: Int) { bits |= 1 &<< UInt128(place + bit) }

  @inline(__always) mutating func skip(_ count: Int) { place += count }

  @inline(__always) mutating func mark<Word: ClosedWord>(_ word: Word) {
    mark(bit: word.ordinal)
    skip(Word.count)
  }

  @inline(__always) mutating func mark(_ claim: Bool) {
    mark(bit: claim ? 0 : 1)
    skip(2)
  }

  /// What both questions begin with.
  @inline(__always) fileprivate mutating func mark(_ question: some Asked, era: Int) {
    mark(sender: question.sender, recipient: question.recipient)
    mark(question.age)
    mark(question.certainty)
    mark(question.circumstances, question.grounds)
    mark(bit: era)
    skip(Eras.limit)
  }

  @inline(__always) private mutating func mark(sender: Participant, recipient: Participant) {
    mark(sender.party)
    mark(sender.isBound)
    mark(sender.isWalled)
    mark(recipient.party)
    mark(recipient.isBound)
    mark(recipient.isContracted)
    mark(recipient.isWalled)
  }

  /// Established circumstances in one field and the others in the next, then the grounds.
  @inline(__always) private mutating func mark(
    _ established: WordSet<Circumstance>, _ grounds: WordSet<Ground>
  ) {
    let every: UInt64 = 1 << UInt64(Circumstance.count) - 1
    bits |= UInt128(established.bits) &<< UInt128(place)
    skip(Circumstance.count)
    bits |= UInt128(~established.bits & every) &<< UInt128(place)
    skip(Circumstance.count)
    bits |= UInt128(grounds.bits) &<< UInt128(place)
    skip(Ground.count)
  }
}

extension Pen {
  mutating func bar<Word: ClosedWord>(_ scope: Scope<Word>) {
    for word in Word.allCases where !scope.admits(word) { mark(bit: word.ordinal) }
    skip(Word.count)
  }

  mutating func bar(_ condition: Either) {
    if !condition.admits(true) { mark(bit: 0) }
    if !condition.admits(false) { mark(bit: 1) }
    skip(2)
  }

  mutating func bar(_ sender: Conditions.Side, _ recipient: Conditions.Side) {
    bar(sender.parties)
    bar(sender.bound)
    bar(sender.walled)
    bar(recipient.parties)
    bar(recipient.bound)
    bar(recipient.contracted)
    bar(recipient.walled)
  }

  /// Returns where the grounds begin.
  mutating func bar(needs: Set<Circumstance>, unless: Set<Circumstance>) -> Int {
    for circumstance in unless { mark(bit: circumstance.ordinal) }
    skip(Circumstance.count)
    for circumstance in needs { mark(bit: circumstance.ordinal) }
    skip(Circumstance.count)
    let grounds = place
    skip(Ground.count)
    return grounds
  }

  mutating func bar(eras: Eras, outside period: Period) {
    for era in 0..<eras.count where !period.contains(eras.day(in: era)) { mark(bit: era) }
    skip(Eras.limit)
  }
}
