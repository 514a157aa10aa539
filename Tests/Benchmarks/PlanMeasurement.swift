import ArgumentParser
import Concerns
import Routing

/// How long planning a reorganisation takes, over all that is open.
struct PlanCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "A reorganisation planned over all that is open.")
  @OptionGroup var options: BenchOptions
  @Option(help: "Open items.") var items = 100_000
  @Option(help: "The directory file.") var directory = "deploy/directory/norrkoping.yaml"

  func measure(_ options: BenchOptions, into report: inout Report) async throws {
    report.plan = try PlanMeasurement(directory: directory).run(items: items)
  }
}

/// Plans the shipped directory's move between two boards, all of it: each day ahead.
struct PlanMeasurement {
  let directory: String

  func run(items count: Int) throws -> PlanFigures {
    let directory = try Directory(yaml: text(directory))
    guard let today = CivilDate("2024-11-20") else { preconditionFailure("a day") }
    let items = draw(count, from: directory, on: today)
    let clock = ContinuousClock()
    let began = clock.now
    let plans = DirectoryPlan.ahead(
      of: items, from: directory, to: directory, today: today,
      presence: Presence(read: [], readers: [:]))
    let moved = plans.first?.handOvers.reduce(0) { $0 + $1.count } ?? 0
    return PlanFigures(
      items: count, days: plans.count, moved: moved,
      milliseconds: (clock.now - began) / .milliseconds(1))
  }

  /// The same items each time, each owner as likely as any other, no two with the same facts.
  private func draw(
    _ count: Int, from directory: Directory, on day: CivilDate
  ) -> [OpenItem] {
    var state: UInt64 = 1
    func pick<Word>(_ words: [Word]) -> Word {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(truncatingIfNeeded: state >> 33) % words.count]
    }
    let absent = directory.absent(on: day)
    let owners = directory.units.map(\.function).filter { !absent.contains($0) }
    let due = Moment(milliseconds: 1_735_945_199_000)
    return (0..<count).map { number in
      let facts = OwnershipFacts(
        municipality: directory.municipality, area: .unknown, protection: pick(Protection.allCases),
        target: pick(TargetGroup.allCases),
        grounds: [pick(Ground.allCases), pick(Ground.allCases), pick(Ground.allCases)],
        age: pick(AgeBand.allCases), kind: pick(Kind.allCases))
      return OpenItem(
        number: Int64(number), owner: pick(owners), facts: facts,
        clocks: [.init(word: "decision-to-open", due: due)])
    }
  }
}

/// What planning costs.
struct PlanFigures: Codable, Sendable {
  let items: Int
  /// Days ahead on which something changes; each is planned.
  let days: Int
  /// Items that the first of them moves.
  let moved: Int
  let milliseconds: Double

  var rows: [[String]] {
    [
      ["open items", String(items)], ["days planned", String(days)],
      ["items moved", String(moved)], ["all of it, ms", fine(milliseconds)],
    ]
  }
}
