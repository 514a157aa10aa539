import Testing

/// The records of why the project is as it is.
enum Decisions {
  static let catalogue = "Sources/Broker/Broker.docc"
  static let folder = "\(catalogue)/Decisions"
  static let headings = [
    "## Context", "## Choice", "## What we gave up", "## What would change our mind",
  ]

  /// What is wrong with the names: each is `NNNN-title.md`, and no number is missing or doubled.
  static func misnumbered(_ names: [String]) -> [String] {
    names.enumerated().compactMap { index, name in
      let number = String(index + 1)
      let expected = String(repeating: "0", count: 4 - number.count) + number + "-"
      return name.hasPrefix(expected) && name.hasSuffix(".md") ? nil : name
    }
  }

  /// The headings that a record lacks or has in another order.
  static func missing(from text: String) -> [String] {
    let found = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map(String.init)
    return found == headings ? [] : headings.filter { !found.contains($0) } + ["the order"]
  }
}

@Suite struct `The decision records` {
  @Test func `are numbered without a gap`() {
    let names = Repository.names(in: Decisions.folder)
    #expect(!names.isEmpty)
    #expect(Decisions.misnumbered(names) == [])
  }

  @Test(arguments: Repository.names(in: Decisions.folder))
  func `say what was chosen, what it cost and what would change it`(name: String) throws {
    #expect(Decisions.missing(from: try Repository.text(of: "\(Decisions.folder)/\(name)")) == [])
  }

  @Test(arguments: Repository.names(in: Decisions.folder))
  func `are all on the landing page`(name: String) throws {
    let page = try Repository.text(of: "\(Decisions.catalogue)/Broker.md")
    #expect(page.contains("- <doc:\(name.dropLast(3))>"))
  }

  @Test func `are seen to be wrong when they are`() {
    #expect(
      Decisions.misnumbered(["0001-a.md", "0003-b.md", "0003-c.txt"]) == [
        "0003-b.md", "0003-c.txt",
      ])
    let whole = Decisions.headings.joined(separator: "\n\nBecause.\n\n")
    #expect(Decisions.missing(from: whole) == [])
    #expect(
      Decisions.missing(from: "## Context\n## Choice\n") == Decisions.headings[2...] + ["the order"]
    )
  }
}
