import Concerns
import Foundation
import Policy
import Testing

@Suite struct `A mistake in the shipped law` {
  /// The share of mistakes that the file's own statements must catch, in per cent.
  static let bar = 95

  /// Every so manieth mistake is tried; `make mutants` tries them all.
  static let stride = Int(ProcessInfo.processInfo.environment["POLICY_MUTANTS"] ?? "") ?? 25

  /// The rules whose mistakes are all tried, and no others; none where every rule is meant.
  static let rules = (ProcessInfo.processInfo.environment["POLICY_RULES"] ?? "")
    .split(separator: ",").map(String.init)

  private static func tried(of mutants: [Mutant]) -> [Mutant] {
    if !rules.isEmpty {
      return mutants.filter { mutant in
        rules.contains { mutant.description.hasPrefix($0 + ":") }
      }
    }
    if stride == 1 { return mutants }
    var dice = Dice(seed: 8)
    return mutants.filter { _ in Int(truncatingIfNeeded: dice.next() % UInt64(stride)) == 0 }
  }

  @Test func `is caught by the statements that the law makes about itself`() throws {
    let book = try Sweden.table.get().book
    try #require(PolicyProof(of: book).refutations == [])
    let mutants = Mutant.all(of: book)
    #expect(mutants.count >= 300 || book.statements.isEmpty)
    let tried = Self.tried(of: mutants)
    var (caught, alike): (Int, [Mutant]) = (0, [])
    var survivors: [Mutant] = []
    for mutant in tried {
      if !PolicyProof(of: mutant.book).refutations.isEmpty {
        caught += 1
      } else if PolicyChange(from: book, to: mutant.book).isEmpty {
        alike.append(mutant)
      } else {
        survivors.append(mutant)
      }
    }
    let counted = caught + survivors.count
    print(
      """
      mutants: \(mutants.count) made, \(tried.count) tried, \(alike.count) change no answer, \
      \(caught) of \(counted) caught
      """)
    for mutant in alike { print("  changes nothing: \(mutant)") }
    for mutant in survivors { print("  survives: \(mutant)") }
    #expect(!tried.isEmpty)
    // A law that states nothing about itself cannot catch its mistakes.
    #expect(book.statements.isEmpty || caught * 100 >= counted * Self.bar)
  }
}
