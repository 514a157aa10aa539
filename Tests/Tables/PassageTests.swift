import Concerns
import Tables
import Testing

@Suite struct `A passage of a table` {
  enum Colour: String, CaseIterable { case red, green }

  private func entries(_ yaml: String) throws -> Entries {
    try Passage.whole(yaml, limit: 100).entries(known: ["a", "b"])
  }

  @Test func `is read with the line it stands on`() throws {
    let entries = try entries("# first\na: no\nb:\n  - red\n")
    let (word, list) = (try entries.required("a"), try entries.required("b"))
    #expect(try word.text() == "no" && word.line == 2)
    #expect(try list.words(of: Colour.self) == [.red])
    #expect(try list.items().map(\.line) == [4])
  }

  @Test(arguments: [
    ("", "the file is empty"), ("a: [", "did not find expected node content"),
    ("a: 1\na: 2", "stands twice"),
    ("- a", "a mapping was expected"), ("c: 1", "unknown key \"c\""), ("b: 1", "is missing"),
    ("a: []", "a list was expected"), ("a: [blue]", "unknown word \"blue\""),
    ("a: [red, green, red]", "a word stands twice"), ("a: [{b: c}]", "a text was expected"),
  ])
  func `is refused when it is not what it must be`(yaml: String, fault: String) throws {
    let flaw = try #require(throws: TableFlaw.self) {
      try entries(yaml).required("a").words(of: Colour.self)
    }
    #expect(flaw.fault.contains(fault))
    #expect(flaw.description == "line \(flaw.line): \(flaw.fault), \(flaw.remedy)")
  }

  static let unread: [(yaml: String, line: Int, column: Int, fault: String)] = [
    ("a: b: c", 1, 5, "a colon stands inside a text"),
    ("a: 1\nb\nb: 2", 3, 1, "a key has no colon after it"),
    ("a: [red, green\nb: 1", 2, 2, "a list in brackets is not closed"),
    ("a: {b: 1\nb: 1", 2, 2, "keys in braces are not closed"),
    ("a: [", 2, 1, "nothing stands where a value must"),
    ("a: 1\n  b: 2", 2, 4, "a colon stands inside a text"),
    ("  a: 1\n b: 2", 2, 2, "the line is moved out too far"),
    ("a:\n  - b\n - c", 3, 2, "the line is moved in too far or too little"),
    ("- a\nb: c", 2, 1, "the hyphens of a list do not stand below each other"),
    ("a:\n\t- b", 2, 1, "a tab stands there, or a sign"),
    ("a: @b", 1, 4, "a tab stands there, or a sign"),
    ("a: \"b", 1, 6, "a text in quotes is not closed"),
    ("a: \"\\q\"", 1, 5, "a backslash in double quotes has a meaning of its own"),
    ("a: *b", 1, 4, "a star or an ampersand has a meaning of its own"),
    ("a: 1\n---\nb: 1", 2, 1, "a second document"),
    ("a: %b", 1, 4, "a sign with a meaning"),
    ("%FOO x\na: 1", 1, 5, "it cannot be read any further"),
  ]

  @Test(arguments: unread)
  func `that is no YAML is named in our words, with its place`(
    yaml: String, line: Int, column: Int, fault: String
  ) throws {
    let flaw = try #require(throws: TableFlaw.self) { try Passage.whole(yaml, limit: 100) }
    #expect(flaw.fault.contains(fault), "\(flaw)")
    #expect(flaw.line == line && flaw.fault.contains("from column \(column) on"), "\(flaw)")
    #expect(flaw.fault.contains(" (in the reader's words: "))
    #expect(!flaw.remedy.contains("reader"))
  }

  @Test(arguments: [(100, true), (101, false)])
  func `is refused when the file is larger than its limit`(size: Int, isRead: Bool) throws {
    let yaml = "a: " + String(repeating: "x", count: size - 3)
    if isRead {
      #expect(try entries(yaml).required("a").text().utf8.count == size - 3)
    } else {
      let flaw = try #require(throws: TableFlaw.self) { try entries(yaml) }
      #expect(flaw.fault == "the file is larger than 100 bytes" && flaw.remedy == "split it")
    }
  }

  @Test func `hands out keys of any name in their order`() throws {
    let pairs = try entries("a: {z: 1, b: 2}").required("a").pairs("write some")
    #expect(pairs.map(\.key) == ["z", "b"])
    #expect(try pairs.map { try $0.value.text() } == ["1", "2"])
  }
}

@Suite struct `A period of a table` {
  private func period(_ yaml: String) throws -> Period {
    try Period(Passage.whole("{x: x\(yaml)}", limit: 100).entries(known: ["x"] + Period.keys))
  }

  @Test(arguments: [
    ("", [true, true, true]), (", from: 2026-02-01", [false, true, true]),
    (", until: 2026-02-01", [true, true, false]),
    (", from: 2026-02-01, until: 2026-02-01", [false, true, false]),
  ])
  func `holds from its first day to its last`(yaml: String, holds: [Bool]) throws {
    let days = try ["2026-01-31", "2026-02-01", "2026-02-02"].map {
      try #require(CivilDate($0))
    }
    let period = try period(yaml)
    #expect(days.map(period.contains) == holds)
  }

  @Test(arguments: [
    (", from: 2026-02-01", ", from: 2026-02-01", true),
    (", from: 2026-02-01", ", from: 2026-03-01, until: 2026-04-01", true),
    (", from: 2026-02-02", ", from: 2026-02-01", false),
    (", from: 2026-02-02", "", false), ("", "", true), ("", ", from: 2026-02-01", true),
    (", until: 2026-02-01", ", until: 2026-02-01", true),
    (", until: 2026-02-01", ", until: 2026-02-02", false), (", until: 2026-02-01", "", false),
  ])
  func `covers what neither begins before it nor outlasts it`(
    outer: String, inner: String, covers: Bool
  ) throws {
    #expect(try period(outer).covers(period(inner)) == covers)
  }

  @Test func `is refused when it ends before it begins`() throws {
    let flaw = try #require(throws: TableFlaw.self) {
      try period(", from: 2026-02-01, until: 2026-01-31")
    }
    #expect(flaw.fault == "it ends before it begins")
  }
}
