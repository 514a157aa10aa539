import Foundation
import Policy
import Routing
import Support
import Tables
import Testing

/// How much is tried.
private enum Effort {
  /// Messages in all: some in every test run, as many as one likes by hand.
  static let messages = Int(ProcessInfo.processInfo.environment["FUZZ_COUNT"] ?? "") ?? 100_000
  /// Shares of the messages, one for each seed, so that every core has work.
  static let shares = 8
  /// Files are a hundred times larger than a message, and read once in a while.
  static let files = min(20_000, max(8, messages / 1000))
}

@Suite struct `Changed messages` {
  @Test(arguments: 0..<UInt64(Effort.shares))
  func `are refused, or are what was sent`(seed: UInt64) throws {
    let corpus = try Corpus()
    let mutator = Mutator(corpus: corpus.frames)
    var judge = Judge(corpus: corpus)
    var findings: Set<String> = []
    let clock = ContinuousClock()
    let began = clock.now
    for number in 0..<(Effort.messages / Effort.shares) {
      // Each message has a seed of its own, so that one that fails can be had alone.
      var dice = SplitMix64(seed: seed << 40 | UInt64(number))
      let original = corpus.draw(&dice)
      // Forging costs a whole message, and finds its fault at once or never.
      let forged = number % 64 == 0 ? Forger().forge(original, &dice) : nil
      for finding in judge.judge(forged ?? mutator.mutate(original, &dice)) {
        findings.insert("\(finding), seed \(seed) message \(number)")
      }
    }
    print(
      """
      fuzz: \(Effort.messages / Effort.shares) messages, seed \(seed), \(clock.now - began); \
      \(judge.read) read, \(judge.publications) of them publications, \
      \(judge.forgeries) forged, \(findings.count) findings
      """)
    #expect(findings.isEmpty, "\(findings.sorted().prefix(10))")
    // Otherwise the changes are too coarse to reach what is to be tested.
    #expect(judge.read > 0 && judge.publications > 0 && judge.forgeries > 0)
  }
}

@Suite struct `Changed files` {
  @Test(arguments: [
    "deploy/directory/norrkoping.yaml", "deploy/directory/linkoping.yaml",
    "protocols/policy/sweden.yaml",
  ])
  func `are read or refused in words`(path: String) throws {
    let text = try Protocols.text(of: path)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let mutator = Mutator(corpus: [[Array(text.utf8)]])
    var (accepted, refused) = (0, 0)
    let clock = ContinuousClock()
    let began = clock.now
    for number in 0..<Effort.files {
      var dice = SplitMix64(seed: UInt64(number))
      let changed = Self.change(lines, mutator, &dice)
      if Self.isRead(changed, as: path) { accepted += 1 } else { refused += 1 }
    }
    print("fuzz: \(path), \(accepted) read, \(refused) refused, \(clock.now - began)")
    #expect(refused > 0)
  }

  /// Lines out, twice or elsewhere; else bytes as in a message.
  private static func change(
    _ lines: [String], _ mutator: Mutator, _ dice: inout SplitMix64
  ) -> String {
    var lines = lines
    let (one, other) = (dice.below(lines.count), dice.below(lines.count))
    switch dice.below(6) {
    case 0: lines.remove(at: one)
    case 1: lines.insert(lines[other], at: one)
    case 2: lines.swapAt(one, other)
    case 3: lines[one] += String(repeating: "[", count: 2000)
    case 4: lines[one] = lines[one].replacing("  ", with: " &a ", maxReplacements: 1) + " *a"
    default:
      let bytes = mutator.change(Array(lines.joined(separator: "\n").utf8), &dice)
      return String(decoding: bytes, as: UTF8.self)
    }
    return lines.joined(separator: "\n")
  }

  /// Whether the file is read; nothing but a flaw in words of its own can be thrown.
  private static func isRead(_ text: String, as path: String) -> Bool {
    do throws(TableFlaw) {
      if path.hasPrefix("deploy/directory/") {
        _ = try Directory(yaml: text).proved()
      } else {
        _ = try PolicyTable(yaml: text)
      }
      return true
    } catch {
      return false
    }
  }
}
