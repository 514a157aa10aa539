import Concerns
import Simulation
import Testing
import Wire

/// A guardian who was not asked, or said no, is stood in for by a board alone (FB 6:13 a).
@Suite struct `A decision in place of a signature` {
  /// Mother has signed; father has not been asked.
  private static func paper(decidedBy board: String, on day: String) -> Paper {
    var paper = Bench.paper
    paper.guardians = [Paper.mother]
    (paper.decidedBy, paper.signedOn) = (board, day)
    return paper
  }

  private static let refused = Problem(.notDelegated, frame: 3, pointer: "/waiver/persons")

  @Test(arguments: [
    (Town.board.text, "2026-11-16", nil), (Town.board.text, "2026-01-15", nil),
    // No delegation was in force yet; no board; nobody; another's board, and one nobody knows.
    (Town.board.text, "2026-01-14", refused), ("skola", "2026-11-16", refused),
    ("polis", "2026-11-16", refused), ("finns-inte", "2026-11-16", refused),
    (Neighbours.otherBoard.text, "2026-11-16", nil),
    (Neighbours.region.text, "2026-11-16", refused),
  ])
  func `is one that the board might take that day`(
    board: String, day: String, problem: Problem?
  ) async throws {
    var bench = try await Bench.withNeighbours()
    let answers = try await bench.record(
      Self.paper(decidedBy: board, on: day), in: bench.conversation())
    #expect(answers.problems == [problem].compactMap(\.self))
    #expect(answers.receipts.count == (problem == nil ? 1 : 0))
  }

  @Test func `that is refused opens nothing, and no second guardian is done without`() async throws
  {
    var bench = try await Bench.withNeighbours()
    let conversation = bench.conversation()
    try await bench.record(
      Self.paper(decidedBy: "skola", on: "2026-11-16"), in: conversation)
    bench.take(Bench.school)
    let again = try await bench.publish(bench.letter(bench.sharing(of: Paper.child)))
    #expect(again.problems == [Problem(.notPermitted, frame: 3, pointer: "/to")])
    var alone = Bench.paper
    (alone.guardians, alone.sheet) = ([Paper.mother], 2)
    #expect(try await bench.record(alone, in: conversation).codes == [.consentHalfSigned])
  }
}
