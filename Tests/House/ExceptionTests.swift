import Testing

@Suite struct `What the compiler cannot check` {
  @Test func `stands only in the files that are listed`() {
    expectNone(Repository.swift.flatMap { Exceptions.findings(in: $0) })
  }

  @Test func `is listed no longer than it is there`() {
    expectNone(Exceptions.idle(in: Repository.swift))
  }

  @Test func `comes with a reason`() {
    for permit in Exceptions.permits { #expect(permit.reason.count > 10, "\(permit.path)") }
  }

  @Test(arguments: [
    ("let x = unsafe y", 1), ("let unsafely = 1  // unsafe", 0), ("nonisolated(unsafe) var x", 2),
    ("try! go()", 1), ("Task { go() }", 1), ("group.addTask { go() }", 0), ("Task.detached {", 1),
    ("Task(priority: .high) { go() }", 1), ("fatalError()", 1), ("@testable import Wire", 1),
    ("final class A: @unchecked Sendable {}", 1), ("let a = b as! C", 1), (#"f("try! Task {")"#, 0),
  ])
  func `is noticed`(text: String, count: Int) {
    let file = SourceFile(path: "Sources/Wire/A.swift", text: text)
    #expect(Exceptions.findings(in: file).count == count)
  }

  @Test func `may stand where it is listed, and must`() {
    let file = SourceFile(path: "Sources/Wire/A.swift", text: "unsafe y")
    let permit = Exceptions.Permit("Sources/Wire/A.swift", because: "for the example")
    #expect(Exceptions.findings(in: file, permits: [permit]) == [])
    #expect(Exceptions.idle([permit], in: [file]) == [])
    let unused = Exceptions.Permit("Sources/Wire/A.swift", ["try!"], because: "for the example")
    #expect(Exceptions.idle([unused], in: [file]).count == 1)
    #expect(Exceptions.idle([permit], in: []).count == 1)
  }
}
