import Foundation
import Simulation
import Testing

/// How many seeds and steps: few for every change, many when the environment says so.
///
/// `SIMULATION_SEEDS` runs of `SIMULATION_STEPS` steps each, from the seed `SIMULATION_FIRST` on;
/// `SIMULATION_STORY=1` tells what led up to the end.
enum Extent {
  static let seeds = number("SIMULATION_SEEDS") ?? 25
  static let steps = number("SIMULATION_STEPS") ?? 4000
  static let first = UInt64(number("SIMULATION_FIRST") ?? 1)

  /// Whether to print what led up to the end of each run.
  static let tellsStory = number("SIMULATION_STORY") == 1

  static var all: Range<UInt64> { first..<(first + UInt64(seeds)) }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }
}

@Suite struct `A town with one broker` {
  @Test(arguments: Extent.all)
  func `keeps every promise after every step`(seed: UInt64) async {
    let run = await Run.of(seed: seed, steps: Extent.steps, tellsStory: Extent.tellsStory)
    #expect(run.failure == nil, "\(run)")
    print("simulation:", run)
    for line in run.story { print(line) }
  }

  @Test(arguments: [UInt64(7), 4711])
  func `does the same again from the same seed`(seed: UInt64) async {
    let first = await Run.of(seed: seed, steps: 1500)
    let second = await Run.of(seed: seed, steps: 1500)
    #expect(first.accepted > 0)
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.sights == second.sights)
  }

  @Test func `does something else from another seed`() async {
    let first = await Run.of(seed: 1, steps: 300)
    let second = await Run.of(seed: 2, steps: 300)
    #expect(first.fingerprint != second.fingerprint)
  }
}

@Suite struct `The onlooker` {
  /// Seeds that a planted fault is looked for in; most show in the first.
  private static let seeds: ClosedRange<UInt64> = 1...12

  @Test(arguments: [
    (Mutant.forgetfulDisk, "crash"), (.openHandling, "against the law"),
    (.earlyReceipt, "not on disk"), (.freshLeaf, "another receipt"), (.wrongDoor, "mailbox"),
    (.silence, "never answered"), (.openSource, "does not prove it"), (.muteAlarm, "in silence"),
    (.muteBell, "no bell has rung"),
  ])
  func `finds a planted fault`(mutant: Mutant, words: String) async {
    var findings: [String] = []
    for seed in Self.seeds {
      guard let failure = await Run.of(seed: seed, steps: 3000, mutant: mutant).failure else {
        continue
      }
      findings.append(failure)
      if failure.contains(words) { break }
    }
    #expect(findings.last?.contains(words) == true, "\(findings)")
  }

  @Test func `sees everything that it is there to see`() async {
    let expected: Set<String> = [
      "deliver", "deliver part", "deliver gap", "RECALL", "DECIDE", "RELEASE", "STATUS", "LIST",
      "ADMIN", "alarm parked", "alarm intake", "alarm clock warning", "problem id-reused",
      "problem key-revoked", "problem kind-not-lawful", "problem version-conflict",
      "problem intake-closed", "problem no-session", "problem bad-signature",
      "problem already-asked", "problem unknown-conversation", "problem clock-skew",
      "problem not-delegated", "time ahead", "problem consent-withdrawn", "problem consent-unknown",
      "rung opening", "rung protection-assessment", "a ringer that died", "NOTICE",
      "withdrawn", "reorganisation", "in an emergency", "problem emergency-reviewed",
      "DUTY",
      "problem emergency-too-long",
    ]
    var missing = expected
    for seed in UInt64(101)...160 where !missing.isEmpty {
      let run = await Run.of(seed: seed, steps: 2500)
      missing.subtract(run.sights.keys)
    }
    #expect(missing.isEmpty)
  }
}
