import Foundation
import Support
import Testing
import samverkan

/// The documents that an operator copies from.
@Suite struct `An example under deploy` {
  private static let folder = Protocols.url("deploy/examples")

  static func documents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.map(\.lastPathComponent).sorted()
  }

  @Test(arguments: try documents())
  func `is a document that validate takes`(name: String) async throws {
    let path = Self.folder.appending(path: name).path(percentEncoded: false)
    let outcome = try await carryOut(["concern", "validate", path])
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.complaints.isEmpty)
  }

  @Test(arguments: ["## Svenska", "## English"])
  func `stands in the page beside it, in both languages`(language: String) throws {
    let page = try Protocols.text(of: "deploy/examples/README.md")
    let begin = try #require(page.firstRange(of: language)?.upperBound)
    let rest = page[begin...]
    let part = rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)]
    for name in try Self.documents() { #expect(part.contains("| `\(name)` |"), "\(name)") }
  }
}
