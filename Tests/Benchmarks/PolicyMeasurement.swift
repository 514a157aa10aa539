import Concerns
import Policy

/// What the law costs: one decision, and the proof of the whole file.
struct PolicyMeasurement {
  /// Questions that are asked in turn; enough for no cache to hold only the next one.
  private static let questions = 4096

  private let policy: String

  init(_ options: BenchOptions) { policy = options.policy }

  func run(rounds: Int) throws -> PolicyFigures {
    let clock = ContinuousClock()
    let table = try PolicyTable(yaml: text(policy))
    let began = clock.now
    let proof = PolicyProof(of: table.book)
    let proved = clock.now - began
    let questions = Self.draw()
    var shown = 0
    for question in questions where table.mayBeSeen(question).isShown { shown += 1 }
    let start = clock.now
    for _ in 0..<rounds {
      for question in questions where table.mayBeSeen(question).isShown { shown += 1 }
    }
    let nanoseconds = (clock.now - start) / .nanoseconds(1)
    return PolicyFigures(
      decision: nanoseconds / Double(rounds * questions.count),
      shown: Double(shown) / Double((rounds + 1) * questions.count), cells: proof.cells,
      questions: Double(proof.questions), proof: proved / .milliseconds(1))
  }

  /// The same questions each time, each word as likely as any other.
  private static func draw() -> [Seeing] {
    var state: UInt64 = 1
    func pick<Word>(_ words: [Word]) -> Word {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(truncatingIfNeeded: state >> 33) % words.count]
    }
    func participant() -> Participant {
      Participant(party: pick(Party.allCases), isBound: pick([true, false]))
    }
    let day = CivilDate(daysSinceEpoch: 20_777)
    return (0..<questions).map { _ in
      Seeing(
        kind: pick(Kind.allCases), sender: participant(), recipient: participant(),
        standing: pick(RecipientStanding.allCases), dataClass: pick(DataClass.allCases),
        age: pick(AgeBand.allCases), protection: pick(Protection.allCases),
        guardians: pick(GuardianNotice.allCases), certainty: pick(Certainty.allCases),
        grounds: [pick(Ground.allCases)],
        circumstances: [pick(Circumstance.allCases), pick(Circumstance.allCases)],
        isExcluded: false, day: day)
    }
  }
}

/// What the law costs.
struct PolicyFigures: Codable, Sendable {
  /// Nanoseconds of one decision.
  let decision: Double
  /// The share of sections shown.
  let shown: Double
  /// Cells of the folded space.
  let cells: Int
  /// Questions in them.
  let questions: Double
  /// Milliseconds of the proof.
  let proof: Double

  var rows: [[String]] {
    [
      ["one decision, ns", whole(decision)], ["sections shown, %", fine(shown * 100)],
      ["cells", String(cells)], ["questions in them", String(questions)],
      ["proof, ms", fine(proof)],
    ]
  }
}
