import Concerns
import Foundation
import Routing
import Support
import Tables
import Testing

@Suite struct `Generated directories` {
  /// How many are drawn: some in every run, many where asked for.
  private static let count =
    ProcessInfo.processInfo.environment["DIRECTORIES"].flatMap { Int($0) } ?? 480
  /// Shares of the work, which run beside one another.
  private static let shares = 8

  /// What came of a share.
  private struct Tally {
    var sound = 0
    var refused: [UInt64] = []
    var found: [DirectoryBreak: Int] = [:]
    var missed: [UInt64: DirectoryBreak] = [:]

    mutating func add(_ seed: UInt64, isBroken: Bool) {
      var dice = SplitMix64(seed: seed)
      var directory = GeneratedDirectory.drawn(&dice)
      guard isBroken else {
        sound += 1
        if isRefused(directory) { refused.append(seed) }
        return
      }
      var change = DirectoryBreak.allCases[dice.below(DirectoryBreak.allCases.count)]
      while !change.apply(to: &directory, &dice) {
        change = DirectoryBreak.allCases[dice.below(DirectoryBreak.allCases.count)]
      }
      if isRefused(directory) { found[change, default: 0] += 1 } else { missed[seed] = change }
    }

    private func isRefused(_ directory: GeneratedDirectory) -> Bool {
      do throws(TableFlaw) {
        _ = try Directory(yaml: directory.yaml).proved()
        return false
      } catch {
        return true
      }
    }
  }

  @Test(arguments: 0..<shares)
  func `are refused when one thing is broken, and only then`(share: Int) {
    var tally = Tally()
    let clock = ContinuousClock()
    let began = clock.now
    for number in stride(from: share, to: Self.count, by: Self.shares) {
      tally.add(UInt64(number), isBroken: number / Self.shares % 2 == 1)
    }
    let found = tally.found.values.reduce(0, +)
    print(
      "directories: \(tally.sound) sound, \(tally.refused.count) of them refused; "
        + "\(found + tally.missed.count) broken, \(found) of them found; \(clock.now - began)")
    #expect(tally.refused == [], "sound, and refused")
    #expect(tally.missed == [:], "broken, and not found")
    #expect(tally.sound > 0 && found > 0)
    #expect(tally.found.count > 5, "half of them break in one way")
  }

  @Test(arguments: DirectoryBreak.allCases)
  func `are refused for each thing that can be broken`(change: DirectoryBreak) {
    var applied = 0
    for seed in UInt64(0)..<20 {
      var dice = SplitMix64(seed: seed)
      var directory = GeneratedDirectory.drawn(&dice)
      guard change.apply(to: &directory, &dice) else { continue }
      applied += 1
      #expect(throws: TableFlaw.self, "seed \(seed)") {
        try Directory(yaml: directory.yaml).proved()
      }
    }
    #expect(applied > 2)
  }
}
