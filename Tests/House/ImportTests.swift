import Testing

@Suite struct `The plan of the house` {
  @Test func `lets no module import what its row does not allow`() {
    let floors = Floors()
    expectNone(Repository.sources.flatMap(floors.findings(in:)))
  }

  @Test func `names nothing that stands further down`() {
    #expect(Floors().wrong == [])
  }

  @Test func `has a row for every folder of the sources`() {
    let planned = Set(Floors().rows.map(\.module))
    #expect(Set(Repository.modules).subtracting(planned).sorted() == [])
    #expect(Repository.modules.contains("Concerns"), "the sources were not found")
  }

  @Test func `keeps every stage away from sockets and stores`() {
    for row in Floors().rows where row.kind == "stage" {
      #expect(row.allowed.isDisjoint(with: ["CZeroMQ", "ZeroMQ", "LedgerSQLite", "Broker"]))
    }
  }

  @Test func `lets only programs and clients look at the clock`() {
    let rim = Set(Floors().rows.filter { ["program", "client"].contains($0.kind) }.map(\.module))
    let home = "Sources/Concerns/Moment+WallClock.swift"
    let inside = Repository.sources.filter { file in
      file.path != home && !rim.contains(file.module ?? "")
    }
    expectNone(
      inside.flatMap { file in
        file.lines(with: "wallClock").map { line in
          Finding(file.path, line, "a moment is handed on in here, the clock is not asked")
        }
      })
    #expect(Repository.sources.contains { !$0.lines(with: "wallClock").isEmpty })
  }

  @Test func `is seen to be broken when it is`() {
    let file = SourceFile(
      path: "Sources/Policy/Rule.swift", text: "package import Concerns\nimport Routing\n")
    #expect(
      Floors().findings(in: file) == [
        Finding(
          "Sources/Policy/Rule.swift", 2,
          "Policy may not import Routing: the plan gives it Concerns, Tables")
      ])
    let stranger = SourceFile(path: "Sources/Attic/Box.swift", text: "")
    #expect(Floors().findings(in: stranger).map(\.line) == [1])
    #expect(Floors(plan: "stage A B\nstage B").wrong == ["A may not name B"])
  }

  @Test(arguments: [
    ("import Wire", "Wire"), ("  package import Wire", "Wire"),
    ("@preconcurrency public import Wire", "Wire"), ("import struct Wire.Problem", "Wire"),
    ("let important = Wire", nil), ("", nil),
  ])
  func `reads what a line imports`(line: String, module: String?) {
    #expect(Floors.module(importedBy: line[...]) == module)
  }
}
