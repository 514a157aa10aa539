import Testing

/// Finds the marks of work put off: what is not done is in the commit's letter, not in the code.
enum Unfinished {
  /// Put together here, so that this file holds none.
  static let marks = ["TO" + "DO", "FIX" + "ME"]

  static func findings(in file: TextFile) -> [Finding] {
    String(decoding: file.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .flatMap { index, line in
        marks.filter { line.holds($0) }.map { Finding(file.path, index + 1, "\($0) is left here") }
      }
  }
}

@Suite struct `Work put off` {
  @Test func `is nowhere in the project`() {
    expectNone(Repository.texts.flatMap(Unfinished.findings(in:)))
  }

  @Test func `is noticed`() {
    let text =
      "one\n// \(Unfinished.marks[0]): two\n\(Unfinished.marks[1])\nmas\(Unfinished.marks[0])\n"
    let file = TextFile(path: "a.swift", bytes: Array(text.utf8))
    #expect(Unfinished.findings(in: file).map(\.line) == [2, 3])
  }
}
