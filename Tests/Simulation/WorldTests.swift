import Foundation
import Simulation
import Testing

/// How many seeds and steps: few for every change, many when the environment says so.
enum Extent {
  static let seeds = number("SIMULATION_SEEDS") ?? 20
  static let steps = number("SIMULATION_STEPS") ?? 5000
  static let first = UInt64(number("SIMULATION_FIRST") ?? 1)

  static var all: Range<UInt64> { first..<(first + UInt64(seeds)) }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }
}

@Suite struct `A town with one broker` {
  @Test(arguments: Extent.all)
  func `keeps every promise after every step`(seed: UInt64) async {
    let run = await Run.of(seed: seed, steps: Extent.steps)
    #expect(run.failure == nil, "\(run)")
    print(run)
    if Extent.seeds != 20 {
      print(
        run.sights.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(
          separator: ", "))
    }
  }
}
