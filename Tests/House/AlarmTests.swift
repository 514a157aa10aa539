import Testing

/// Sentences that the broker says when somebody must act.
enum Alarms {
  /// What a file says at the levels `error` and `critical`, with the line.
  static func sentences(in file: SourceFile) -> [(line: Int, sentence: String)] {
    file.code.indices
      .filter { file.code[$0].contains("log.error(") || file.code[$0].contains("log.critical(") }
      .compactMap { index in
        // The sentence may stand on the line below its call.
        file.lines[index...].prefix(2).lazy.compactMap(literal(in:)).first
          .map { (index + 1, $0) }
      }
  }

  private static func literal(in line: Substring) -> String? {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }
}

@Suite struct `The runbook` {
  @Test func `holds every sentence that asks somebody to act`() throws {
    let runbook = try Repository.text(of: "deploy/RUNBOOK.md")
    let said = Repository.sources.flatMap { file in
      Alarms.sentences(in: file).map { (file.path, $0.line, $0.sentence) }
    }
    #expect(!said.isEmpty)
    expectNone(
      said.filter { !runbook.contains($0.2) }
        .map { Finding($0.0, $0.1, "the runbook does not say what to do at: \($0.2)") })
  }

  @Test func `is searched for what the code says`() {
    let text = """
      log.error("one", metadata: ["a": "b"])
      log.critical(
        "two", metadata: [:])
      log.info("three")
      // log.error("four")
      """
    let file = SourceFile(path: "Sources/Broker/A.swift", text: text)
    #expect(Alarms.sentences(in: file).map(\.sentence) == ["one", "two"])
    #expect(Alarms.sentences(in: file).map(\.line) == [1, 2])
  }

  @Test func `gives no telephone number but the public ones`() throws {
    let runbook = try Repository.text(of: "deploy/RUNBOOK.md")
    let numbers = runbook.matches(of: /0\d{1,3}-\d[\d ]+\d/).map { String($0.output) }
    #expect(Set(numbers) == ["011-15 00 00", "011-15 22 83"])
  }
}
