import Testing

/// Facts are the weakest of the values that nobody may make up: a rule opens what is established.
///
/// Rule: only a stage says what is established around a message, and a canary, which states what it
/// takes as established and is delivered to nobody. Otherwise anybody could have a disclosure made
/// that the ledger takes.
@Suite struct `What is established around a message` {
  /// What makes it, the stage that may, and the one file beside it.
  private static let makers: [(word: String, stage: String, canaries: String)] = [
    ("establishing(", "Sources/Filtering/", "Sources/Delivery/CanaryRound.swift"),
    ("Surroundings(", "Sources/Routing/", "Sources/Delivery/CanaryRound.swift"),
  ]

  /// The program's own surroundings, a terminal's, have the name and nothing else in common.
  private static let others = "Sources/samverkan/"

  private static func findings(in file: SourceFile) -> [Finding] {
    guard !file.path.hasPrefix(others) else { return [] }
    return makers.flatMap { maker in
      file.path.hasPrefix(maker.stage) || file.path == maker.canaries
        ? []
        : file.lines(with: maker.word).map {
          Finding(file.path, $0, "only a stage may call \(maker.word)")
        }
    }
  }

  @Test func `is said by the stages and the canaries alone`() {
    expectNone(Repository.sources.flatMap(Self.findings))
  }

  @Test(arguments: [
    ("let facts = facts.establishing([.waiver])", 1), ("Surroundings(isInquiry: true)", 1),
    ("router.surroundings(of: message)", 0), ("// Surroundings(isAsked: true)", 0),
  ])
  func `is noticed elsewhere`(text: String, count: Int) {
    #expect(
      Self.findings(in: SourceFile(path: "Sources/Pipeline/A.swift", text: text)).count == count)
  }

  @Test func `is still said where it may be`() {
    for maker in Self.makers {
      let paths = Repository.sources.filter { !$0.lines(with: maker.word).isEmpty }.map(\.path)
      #expect(paths.contains { $0.hasPrefix(maker.stage) }, "\(maker.word)")
      #expect(paths.contains(maker.canaries), "\(maker.word)")
    }
  }
}
