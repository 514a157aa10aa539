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
    commandName: "drill", abstract: "Ring people as on a Friday evening, and time it. [changes]",
    discussion: """
      Acts as if something acute had come on a Friday evening and nobody opened it:
      the same line of people, round by round, through the same channels, without
      the five minutes between. Each hears one sentence: that it is a trial. No
      message is made and nothing recorded. Ends with 69 if a round reached nobody.

      Examples:
        samverkan drill --bell /etc/samverkan/bell.yaml --directory norrkoping.yaml
        samverkan drill --bell bell.yaml --unit mottagning-och-socialjour
        samverkan drill --bell bell.yaml --at 2026-12-24T18:00:00Z --dry-run
      """)
  @Option(help: "The file that says who is rung.") var bell: String
  @Option(help: "The unit that would own it; the reception when left out.") var unit: String?
  @Option(help: "As if it were then, UTC; the next Friday evening when left out.") var at: String?
  @Flag(help: "Show who would be rung, and ring nobody.") var dryRun = false
  @OptionGroup package var source: DirectoryOptions
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func perform(on terminal: Terminal) async throws {
    let directory = try source.file(on: terminal).directory
    let plan = try BellFile.plan(at: bell)
    let ringer = try BellFile.ringer(at: bell)
    let start = try at.map { text throws(Fault) in try Given.moment(text, "--at") } ?? Self.friday
    let calls = Self.rounds(try owner(in: directory), in: directory, from: start)
    var rows: [JSONValue] = []
    var hasFailed = false
    for (number, call) in calls.enumerated() {
      var isReached = false
      for callee in call.callees {
        let (outcome, took) = await ring(callee, in: plan, through: ringer, as: call.name)
        isReached = isReached || outcome == .reached
        rows.append(row(number, callee, start, plan, outcome, took))
      }
      hasFailed = hasFailed || !isReached
    }
    terminal.show(
      Listing(
        [
          .init("after", .titleAfter), .init("who", .titleWho), .init("outcome", .titleOutcome),
          .init("milliseconds", .titleMilliseconds),
        ], rows: rows))
    if hasFailed, !dryRun { throw ExitCode(69) }
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

  private func row(
    _ round: Int, _ callee: Callee, _ start: Moment, _ plan: BellPlan, _ outcome: Rung.Outcome,
    _ took: Duration
  ) -> JSONValue {
    let (day, second) = LocalTime.reading(at: start + Bell.pause * round)
    let minute = second / 60
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let word = plan.place(of: callee) == nil ? "nowhere" : dryRun ? "not-rung" : outcome.rawValue
    return .object([
      .init("after", .string(day.text + " " + two(minute / 60) + "." + two(minute % 60))),
      .init("who", .string(callee.text)), .init("outcome", .string(word)),
      .init("milliseconds", .integer(Int64(took / .milliseconds(1)))),
    ])
  }
}
