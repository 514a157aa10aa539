import Concerns
import Foundation
import Policy
import Testing

@Suite struct `A mistake in the shipped law` {
  /// The share of mistakes that the file's own statements must catch, in per cent.
  static let bar = 95

  /// Every so manieth mistake is tried; `make mutants` tries them all.
  static let stride = Int(ProcessInfo.processInfo.environment["POLICY_MUTANTS"] ?? "") ?? 25

  @Test func `is caught by the statements that the law makes about itself`() throws {
    let book = try Sweden.table.get().book
    try #require(PolicyProof(of: book).refutations == [])
    let mutants = Mutant.all(of: book)
    #expect(mutants.count >= 300 || book.statements.isEmpty)
    var dice = Dice(seed: 8)
    let tried =
      Self.stride == 1
      ? mutants
      : mutants.filter { _ in
        Int(truncatingIfNeeded: dice.next() % UInt64(Self.stride)) == 0
      }
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
