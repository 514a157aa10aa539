import AdapterKit
package import ArgumentParser
import Broker
import Concerns
import Deadlines
import Foundation
import Pipeline
import Ringing
import Routing
import Wire

/// Rings as on a Friday evening, and times it.
package struct DrillCommand: Deed {
  package static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Ring people as on a Friday evening, and time it; for operators. [changes]",
    discussion: """
      Acts as if something acute had come on a Friday evening and nobody opened it:
      the same line of people, round by round, through the same channels, without
      the five minutes between. Each hears one sentence: that it is a trial. No
      message is made, and nothing is said of anybody. Ends with 69 if a round
      reached nobody. Through the running broker, as its operator; each round is in
      its ledger and timed from asking to answer. With --bell without a broker. Ends
      with 78 if the broker's configuration names no bell: then nobody is rung, and
      the rounds show whom it would be about.

      Examples:
        samverkan drill --connection /etc/samverkan/operator.json
        samverkan drill --unit mottagning-och-socialjour
        samverkan drill --bell /etc/samverkan/bell.yaml --directory norrkoping.yaml
        samverkan drill --bell bell.yaml --at 2026-12-24T18:00:00Z --dry-run
      """)
  @Option(help: "The file that says who is rung; then no broker is asked.") var bell: String?
  @Option(help: "The unit that would own it; the reception when left out.") var unit: String?
  @Option(help: "As if it were then, UTC; the next Friday evening when left out.") var at: String?
  @Flag(help: "With --bell: show who would be rung, and ring nobody.") var dryRun = false
  @OptionGroup package var source: DirectoryOptions
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func validate() throws {
    guard bell != nil || !dryRun else { throw ValidationError(.dryRunNeedsBell) }
  }

  package func perform(on terminal: Terminal) async throws {
    let start = try at.map { text throws(Fault) in try Given.moment(text, "--at") } ?? Self.friday
    let rounds =
      if let bell { try await ring(by: bell, from: start, on: terminal) } else {
        try await ring(from: start, on: terminal)
      }
    terminal.show(
      Listing(
        [
          .init("after", .titleAfter), .init("who", .titleWho), .init("outcome", .titleOutcome),
          .init("milliseconds", .titleMilliseconds),
        ], rows: rounds.rows))
    guard rounds.hasBell else { throw Fault.noBell }
    if rounds.haveFailed, !dryRun { throw ExitCode(69) }
  }

  /// What came of the rounds.
  private struct Rounds {
    var rows: [JSONValue] = []
    /// Whether one of them reached nobody.
    var haveFailed = false
    /// Whether there is a file that says who is rung.
    var hasBell = true
  }

  /// Longest that a round through the broker is waited for: a gateway has ten seconds and a
  /// program twenty, and both may be busy with a round before it.
  private static let patience: Duration = .seconds(60)
  /// Duty, deputies, on call, a person.
  private static let roundCount = 4

  /// Through the running broker: its directory, its ledger, its channels.
  private func ring(from start: Moment, on terminal: Terminal) async throws -> Rounds {
    let asked: [JSONValue.Member] =
      [.init("at", .string(start.text))]
      + (unit.map { [.init("unit", .string($0))] } ?? [])
    return try await terminal.withClient { client, _ in
      var rounds = Rounds()
      for round in 1...Self.roundCount {
        let began = ContinuousClock.now
        let answer = try await ask(asked + [.init("round", .integer(Int64(round)))], of: client)
        let took = began.duration(to: .now)
        let callees = answer["to"]?.array?.compactMap(\.string) ?? []
        let outcome = answer["outcome"]?.string ?? Rung.Outcome.unreached.rawValue
        if outcome != Rung.Outcome.reached.rawValue { rounds.haveFailed = true }
        if answer["bell"]?.bool == false { rounds.hasBell = false }
        rounds.rows.append(
          Self.row(
            round - 1, callees.joined(separator: ", "), start,
            rounds.hasBell ? outcome : "not-rung", took))
      }
      return rounds
    }
  }

  /// Rings one round; a unit that the broker's directory does not have is called that.
  private func ask(
    _ members: [JSONValue.Member], of client: MemberClient
  ) async throws -> JSONValue {
    do {
      return try await client.operate("bell.drill", members, within: Self.patience)
    } catch AdapterError.refused(let refusal) where refusal.pointer == "/unit" {
      throw Fault.nowhereInDirectory(unit ?? "")
    }
  }

  /// By a file, and without a broker.
  private func ring(
    by bell: String, from start: Moment, on terminal: Terminal
  ) async throws -> Rounds {
    let directory = try source.file(on: terminal).directory
    let plan = try BellFile.plan(at: bell)
    let ringer = try BellFile.ringer(at: bell)
    let calls = Self.rounds(try owner(in: directory), in: directory, from: start)
    var rounds = Rounds()
    for (number, call) in calls.enumerated() {
      var isReached = false
      for callee in call.callees {
        let (outcome, took) = await ring(callee, in: plan, through: ringer, as: call.name)
        isReached = isReached || outcome == .reached
        let isKnown = plan.place(of: callee) != nil
        let word = !isKnown ? "nowhere" : dryRun ? "not-rung" : outcome.rawValue
        rounds.rows.append(Self.row(number, callee.text, start, word, took))
      }
      if !isReached { rounds.haveFailed = true }
    }
    return rounds
  }

  /// Twenty past seven on the next Friday: the offices have closed and on call has begun.
  private static var friday: Moment {
    let today = LocalTime.date(at: .wallClock)
    let days = (5 - today.weekday + 7) % 7
    let friday = CivilDate(daysSinceEpoch: today.daysSinceEpoch + days)
    // No clock is turned on a Friday.
    return LocalTime.end(of: friday) + .seconds(-beforeMidnight)
  }

  /// From 19.20.00 to the last second of a day.
  private static let beforeMidnight = 4 * 3600 + 39 * 60 + 59

  private func owner(in directory: Directory) throws(Fault) -> FunctionID {
    guard let unit else {
      let nobody = OwnershipFacts(
        municipality: nil, area: .unknown, protection: .unknown, target: .unknown,
        grounds: [.unknown])
      return directory.ownership(of: nobody, on: LocalTime.date(at: .wallClock)).function
    }
    guard let found = directory.units.first(where: { $0.id.text == unit }) else {
      throw .nowhereInDirectory(unit)
    }
    return found.function
  }

  /// The rounds until everybody has been rung, as the bell itself decides them.
  private static func rounds(
    _ owner: FunctionID, in directory: Directory, from start: Moment
  ) -> [Call] {
    var generator = SystemRandomNumberGenerator()
    let clock = Clock(
      id: ClockID(RandomUUID(using: &generator)), rule: .opening, startedAt: start
    ) { _ in false }
    var last: Rung?
    return (0..<4).compactMap { round in
      let now = start + Bell.pause * round
      let (line, isOfficeOpen) = directory.line(for: owner, at: now)
      let call = Bell.call(
        for: clock, along: line, after: last, isOfficeOpen: isOfficeOpen, at: now)
      if let call {
        last = Rung(round: call.round, at: now, callees: call.callees, outcome: .reached)
      }
      return call
    }
  }

  private func ring(
    _ callee: Callee, in plan: BellPlan, through ringer: Ringer, as name: String
  ) async -> (Rung.Outcome, Duration) {
    guard !dryRun, let place = plan.place(of: callee) else { return (.unreached, .zero) }
    let began = ContinuousClock.now
    let isTaken = await ringer.ring(place, Ringer.trial, as: "drill-" + name + "-" + callee.text)
    return (isTaken ? .reached : .unreached, began.duration(to: .now))
  }

  private static func row(
    _ round: Int, _ who: String, _ start: Moment, _ outcome: String, _ took: Duration
  ) -> JSONValue {
    let (day, second) = LocalTime.reading(at: start + Bell.pause * round)
    let minute = second / 60
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return .object([
      .init("after", .string(day.text + " " + two(minute / 60) + "." + two(minute % 60))),
      .init("who", .string(who)), .init("outcome", .string(outcome)),
      .init("milliseconds", .integer(Int64(took / .milliseconds(1)))),
    ])
  }
}
