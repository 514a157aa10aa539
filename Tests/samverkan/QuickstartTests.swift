import Foundation
import Testing
import Wire
import samverkan

/// The whole program in one process: a real broker, real sockets, four concerns.
///
/// A process of its own for each test: a process has one gate, and other tests have theirs.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `The quickstart` {
  @Test func `prints what the README shows`() async {
    await #expect(processExitsWith: .success) {
      let outcome = try await carryOut(["quickstart", "--once", "--lang", "sv"])
      #expect(outcome.exit == 0, "\(outcome.complaints)")
      let shown = try Self.firstScreen().split(separator: "\n")
      #expect(shown.count > 15)
      let printed = Set(outcome.output.split(separator: "\n"))
      for line in shown where Self.isSteady(line) { #expect(printed.contains(line)) }
    }
  }

  @Test(arguments: [("json", 1), ("ndjson", 6)])
  func `tells a program every scene`(form: String, values: Int) async {
    await #expect(processExitsWith: .success) { [form, values] in
      let outcome = try await carryOut(["quickstart", "--once", "--output", form])
      let texts =
        form == "json" ? [outcome.output] : outcome.output.split(separator: "\n").map(String.init)
      #expect(texts.count == values)
      let read = try texts.map { try JSONScanner.parse(Array($0.utf8)) }
      let told = form == "json" ? read[0].array ?? [] : read
      #expect(told.compactMap { $0["scene"]?.integer } == [1, 2, 3, 4])
      #expect(told.compactMap { $0["feedback"]?["outcome"]?.string } == ["opened"])
      #expect(told.last?["held"] == .bool(true))
      let stopped = told.flatMap { $0["stopped"]?.array ?? [] }
      #expect(stopped.contains { $0["rule"]?["rule"]?.string == "excluded-by-name" })
    }
  }

  @Test func `explains with the policy of its folder`() async {
    await #expect(processExitsWith: .success) {
      let folder = NSTemporaryDirectory() + "q-" + UUID().uuidString.prefix(8)
      defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
      let words = ["quickstart", "--once", "--lang", "sv", "--data", folder]
      #expect(try await carryOut(words).exit == 0)
      let policy = URL(filePath: folder + "/policy.yaml")
      let shipped = "En förening har ingen tystnadsplikt i lag"
      let text = try String(contentsOf: policy, encoding: .utf8)
      #expect(text.contains(shipped))
      try Data(text.replacing(shipped, with: "Ordningen är ändrad").utf8).write(to: policy)
      let outcome = try await carryOut(words)
      #expect(outcome.output.contains("Ordningen är ändrad"))
      #expect(!outcome.output.contains(shipped))
    }
  }

  /// The block of the README that shows the output.
  private static func firstScreen() throws -> Substring {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let begin = try #require(text.range(of: "<!-- quickstart:"))
    let end = try #require(text.range(of: "<!-- /quickstart -->"))
    let fences = text[begin.upperBound..<end.lowerBound].ranges(of: "```")
    return text[try #require(fences.first).upperBound..<(try #require(fences.last)).lowerBound]
  }

  /// Whether a line is the same at every hour and in every run.
  private static func isSteady(_ line: Substring) -> Bool {
    !["   Nytt i brevlådorna", "   Avsändaren fick veta", "2. …"].contains { line.hasPrefix($0) }
  }
}
