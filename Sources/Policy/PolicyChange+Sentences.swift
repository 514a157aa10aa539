package import Concerns

extension PolicyChange {
  /// What a change does, as one sentence.
  package struct Sentence: Hashable, Sendable {
    /// What it does to the law.
    package enum Effect: String, CaseIterable, Hashable, Sendable {
      /// Somebody would newly see or send something.
      case wider
      /// Nobody would, and less would be proved or asked of whoever changes or applies it.
      case unguarded
      /// Somebody would see or send something no longer.
      case narrower
      /// Nobody would see, send or prove anything else; what a rule rests on is said otherwise.
      case restated
    }

    /// What it does.
    package let effect: Effect
    /// The sentence.
    package let text: LocalizedText

    /// Whether it takes a second person's key.
    package var isWider: Bool {
      switch effect {
      case .wider, .unguarded: true
      case .narrower, .restated: false
      }
    }
  }

  /// All that changes, in few sentences; what takes a second person's key stands first, and what
  /// changes no answer last.
  package var sentences: [Sentence] {
    let answers = answers
    return answers.filter { $0.effect == .wider } + signing + lost
      + answers.filter { $0.effect == .narrower } + restated
  }

  /// All that is answered differently, in few sentences; what becomes wider stands first.
  var answers: [Sentence] {
    let answers: [(Statement.Answer, Axes)] = [.seen, .sent].map {
      ($0, Axes(about: $0, eras: eras.count))
    }
    return [true, false].flatMap { isWider in
      answers.flatMap { answer, axes in
        let part = shifts.filter { $0.answer == answer && $0.isWider == isWider }
        return Shift.joined(part, along: axes).map { shift in
          Sentence(
            effect: isWider ? .wider : .narrower,
            text: ShiftWords(shift, along: axes, in: eras).sentence)
        }
      }
    }
  }
}

/// A shift in words: who, what and when, and of the rest only what makes a difference.
private struct ShiftWords {
  private let shift: Shift
  private let axes: Axes
  private let eras: Eras

  init(_ shift: Shift, along axes: Axes, in eras: Eras) {
    self.shift = shift
    self.axes = axes
    self.eras = eras
  }

  var sentence: LocalizedText {
    let parts =
      (shift.answer == .seen ? sight : sending) + [days] + claims + persons + given + named
    let text = parts.compactMap(\.self).reduce(nil) { (text: LocalizedText?, part) in
      text.map { LocalizedText(sv: $0.sv + part.sv, en: $0.en + part.en) } ?? part
    }
    guard let text else { return LocalizedText(sv: "", en: "") }
    return LocalizedText(sv: Self.sentence(text.sv), en: Self.sentence(text.en))
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private var sight: [LocalizedText?] {
    let standing: LocalizedText? = list(.standing, RecipientStanding.self).map {
      LocalizedText(sv: ", \($0.sv),", en: ", \($0.en),")
    }
    let fields = Kind.allCases.filter { shift.kinds & 1 << UInt128($0.ordinal) != 0 }
      .map { Set($0.fields) }.reduce(Set<DataClass>()) { $0.union($1) }
    let classes = DataClass.allCases.filter { shift.classes & 1 << UInt128($0.ordinal) != 0 }
    let sections =
      Set(classes) == fields
      ? LocalizedText(sv: "alla delar", en: "every section") : Self.listed(classes)
    return [
      list(.recipient, Party.self) ?? Self.anyone, standing,
      deed("se", "see"), sections, LocalizedText(sv: " i ", en: " in "), kinds,
      LocalizedText(sv: " från ", en: " from "), list(.sender, Party.self) ?? Self.anyone,
    ]
  }

  private var sending: [LocalizedText?] {
    let bases = words(.basis, LegalBasis.self).map {
      let names = $0.map(\.rawValue).joined(separator: ", ")
      return LocalizedText(sv: "; med stöd av \(names)", en: "; under \(names)")
    }
    let purposes = list(.purpose, Purpose.self).map {
      LocalizedText(sv: "; för \($0.sv)", en: "; for \($0.en)")
    }
    return [
      list(.sender, Party.self) ?? Self.anyone, deed("skicka", "send"), kinds,
      LocalizedText(sv: " till ", en: " to "), list(.recipient, Party.self) ?? Self.anyone,
      purposes, bases,
    ]
  }

  private static let anyone = LocalizedText(sv: "vem som helst", en: "anyone")

  private func deed(_ sv: String, _ en: String) -> LocalizedText {
    shift.isWider
      ? LocalizedText(sv: " skulle nu få \(sv) ", en: " could newly \(en) ")
      : LocalizedText(sv: " skulle inte längre få \(sv) ", en: " could no longer \(en) ")
  }

  private var kinds: LocalizedText {
    let kinds = Kind.allCases.filter { shift.kinds & 1 << UInt128($0.ordinal) != 0 }
    guard kinds.count < Kind.count else {
      return LocalizedText(sv: "vilket slag som helst", en: "any kind")
    }
    return Self.listed(kinds)
  }

  /// The days, unless they are all.
  private var days: LocalizedText? {
    guard let bits = bits(.day) else { return nil }
    var runs: [(first: Int, last: Int)] = []
    for era in 0..<eras.count where bits.contains(era) {
      if let run = runs.last, run.last == era - 1 {
        runs[runs.count - 1].last = era
      } else {
        runs.append((era, era))
      }
    }
    let spans = runs.map { run in
      let last =
        run.last + 1 < eras.count
        ? CivilDate(daysSinceEpoch: eras.day(in: run.last + 1).daysSinceEpoch - 1) : nil
      let from = run.first > 0 ? eras.day(in: run.first) : nil
      return LocalizedText(
        sv: [from.map { "från \($0.text)" }, last.map { "till och med \($0.text)" }]
          .compactMap(\.self).joined(separator: " "),
        en: [from.map { "from \($0.text)" }, last.map { "until \($0.text)" }]
          .compactMap(\.self).joined(separator: " "))
    }
    return Self.either(spans).map { LocalizedText(sv: "; \($0.sv)", en: "; \($0.en)") }
  }

  /// What the agencies must be.
  private var claims: [LocalizedText?] {
    let from = LocalizedText(sv: "avsändaren", en: "the sender")
    let to = LocalizedText(sv: "mottagaren", en: "the recipient")
    let bound = LocalizedText(sv: "bunden av anmälningsplikten", en: "bound by the duty to report")
    let walled = LocalizedText(sv: "bakom en egen vägg", en: "behind a wall of its own")
    let contracted = LocalizedText(
      sv: "under avtal med kommunen", en: "under contract with the municipality")
    let claims: [(Axis.Topic, LocalizedText, LocalizedText)] = [
      (.senderBound, from, bound), (.senderWalled, from, walled), (.recipientBound, to, bound),
      (.recipientContracted, to, contracted), (.recipientWalled, to, walled),
    ]
    return claims.map { topic, who, what in
      bits(topic).map { bits in
        let isSo = bits.contains(0)
        return LocalizedText(
          sv: "; \(who.sv) är \(isSo ? "" : "inte ")\(what.sv)",
          en: "; \(who.en) is \(isSo ? "" : "not ")\(what.en)")
      }
    }
  }

  /// What is known of the person.
  private var persons: [LocalizedText?] {
    [
      list(.protection, Protection.self), list(.guardians, GuardianNotice.self),
      list(.age, AgeBand.self), list(.certainty, Certainty.self),
    ].map { $0.map { LocalizedText(sv: "; \($0.sv)", en: "; \($0.en)") } }
  }

  /// What is established, and what is not.
  private var given: [LocalizedText?] {
    Circumstance.allCases.map { circumstance in
      bits(.circumstance(circumstance)).map { bits in
        let (isSo, what) = (bits.contains(0), circumstance.spelled)
        return LocalizedText(
          sv: "; \(isSo ? "med" : "utan") \(what.sv)",
          en: "; \(isSo ? "with" : "without") \(what.en)")
      }
    }
  }

  /// The grounds that are named, and those that are not.
  private var named: [LocalizedText?] {
    func grounds(_ bits: UInt128) -> LocalizedText? {
      let start = axes.grounds.trailingZeroBitCount
      return Self.either(
        Ground.allCases.filter { bits & 1 << UInt128(start + $0.ordinal) != 0 }
          .map(\.spelled))
    }
    let hits = shift.hits.sorted().map { bits in
      grounds(bits).map {
        LocalizedText(sv: "; med grunden \($0.sv)", en: "; on the ground \($0.en)")
      }
    }
    return hits + [
      grounds(shift.missed).map {
        LocalizedText(sv: "; utan grunden \($0.sv)", en: "; without the ground \($0.en)")
      }
    ]
  }

  /// Which words of an axis may be true; `nil` when all may.
  private func bits(_ topic: Axis.Topic) -> [Int]? {
    guard let axis = axes.list.first(where: { $0.topic == topic }),
      shift.cube & axis.all != axis.all
    else { return nil }
    return axis.words.indices.filter { axis.words[$0] & shift.cube != 0 }
  }

  private func words<Word: ClosedWord>(_ topic: Axis.Topic, _: Word.Type) -> [Word]? {
    bits(topic).map { bits in Word.allCases.filter { bits.contains($0.ordinal) } }
  }

  private func list<Word: ClosedWord & Spelled>(_ topic: Axis.Topic, _ type: Word.Type)
    -> LocalizedText?
  {
    words(topic, type).map(Self.listed)
  }

  private static func listed<Word: Spelled>(_ words: [Word]) -> LocalizedText {
    either(words.map(\.spelled)) ?? LocalizedText(sv: "inget", en: "nothing")
  }

  /// Several texts as one of them.
  private static func either(_ texts: [LocalizedText]) -> LocalizedText? {
    guard let last = texts.last else { return nil }
    guard texts.count > 1 else { return last }
    let others = texts.dropLast()
    return LocalizedText(
      sv: others.map(\.sv).joined(separator: ", ") + " eller " + last.sv,
      en: others.map(\.en).joined(separator: ", ") + " or " + last.en)
  }
}
