import Concerns

/// A closed list of words of which exactly one is true of a question, as bits of a cell.
struct Axis: Hashable, Sendable {
  /// What the words are about.
  enum Topic: Hashable, Sendable {
    case sender, senderBound, senderWalled
    case recipient, recipientBound, recipientContracted, recipientWalled
    case age, certainty, day, standing, protection, guardians, purpose, basis
    case circumstance(Circumstance)
  }

  let topic: Topic
  /// One bit for each word, in the order of the list.
  let words: [UInt128]
  /// All of them.
  let all: UInt128

  init(_ topic: Topic, _ places: some Sequence<Int>) {
    self.topic = topic
    words = places.map { 1 << UInt128($0) }
    all = words.reduce(0, |)
  }
}

/// The axes of one question, in the order in which a space is folded, and where its grounds lie.
struct Axes: Sendable {
  let list: [Axis]
  /// The bits of the grounds: of these any number may be true.
  let grounds: UInt128

  /// What tells most rules apart comes first, so that few remain to be told apart.
  init(about answer: Statement.Answer, eras: Int) {
    var place = 0
    func next(_ count: Int) -> Range<Int> {
      defer { place += count }
      return place..<place + count
    }
    func axis(_ topic: Axis.Topic, _ count: Int) -> Axis { Axis(topic, next(count)) }
    let sender = [axis(.sender, Party.count), axis(.senderBound, 2), axis(.senderWalled, 2)]
    let recipient = [
      axis(.recipient, Party.count), axis(.recipientBound, 2), axis(.recipientContracted, 2),
      axis(.recipientWalled, 2),
    ]
    let person = [axis(.age, AgeBand.count), axis(.certainty, Certainty.count)]
    let established = next(Circumstance.count)
    let missing = next(Circumstance.count)
    let circumstances = Circumstance.allCases.enumerated().map { index, circumstance in
      Axis(
        .circumstance(circumstance),
        [established.lowerBound + index, missing.lowerBound + index])
    }
    let named = next(Ground.count)
    grounds = named.reduce(0) { $0 | 1 << UInt128($1) }
    let days = Axis(.day, next(Eras.limit).prefix(eras))
    switch answer {
    case .seen:
      let standing = axis(.standing, RecipientStanding.count)
      let care = [axis(.protection, Protection.count), axis(.guardians, GuardianNotice.count)]
      let basis = [axis(.basis, LegalBasis.count)]
      list = [[standing], recipient, sender, [days], care, basis, person, circumstances]
        .flatMap(\.self)
    case .sent:
      let said = [axis(.purpose, Purpose.count), axis(.basis, LegalBasis.count)]
      list = [said.reversed(), sender, recipient, [days], person, circumstances].flatMap(\.self)
    }
    // A word beyond the last bit would be barred by no rule, and so be admitted by all of them.
    precondition(place <= UInt128.bitWidth, "a question does not fit the bits of a cell")
  }

  /// How many questions there are at one place.
  var size: UInt64 {
    list.reduce(1 << UInt64(grounds.nonzeroBitCount)) { $0 * UInt64($1.words.count) }
  }
}
