import Foundation
import Support
import Testing
import Wire

@Suite struct `The protocol's documents` {
  /// One row of `protocols/problems.json`, as far as the code repeats it.
  private struct Row: Decodable {
    struct Text: Decodable {
      let title: String
      let remedy: String
    }
    let code: String
    let retry: String
    let sv: Text
    let en: Text
  }

  private static func rows() throws -> [Row] {
    try JSONDecoder().decode([Row].self, from: Protocols.data(of: "protocols/problems.json"))
  }

  @Test func `hold every problem code, and what trying again does`() throws {
    let rows = try Self.rows()
    let code = Dictionary(
      uniqueKeysWithValues: ProblemCode.allCases.map { ($0.rawValue, "retry \($0.retry)") })
    let document = Dictionary(rows.map { ($0.code, "retry \($0.retry)") }) { _, last in last }
    #expect(Agreement.differences(code: code, document: document) == [])
    #expect(document.count == rows.count, "a code stands twice in problems.json")
  }

  @Test func `say what to do about each problem, in both languages`() throws {
    for row in try Self.rows() {
      for text in [row.sv, row.en] {
        #expect(!text.title.isEmpty && text.remedy.hasSuffix("."), "\(row.code)")
      }
    }
  }

  @Test func `come with enough vectors, and at least half of them refuse`() throws {
    let names = Repository.names(in: "protocols/vectors").filter { $0.hasSuffix(".json") }
    let vectors = try names.flatMap { try Protocols.vectors(String($0.dropLast(5))) }
    let refusals = vectors.filter { $0.expect.problem != nil }
    #expect(vectors.count >= 80)
    #expect(refusals.count * 2 >= vectors.count)
    #expect(Set(vectors.map(\.name)).count == vectors.count, "two vectors share a name")
  }

  @Test func `are seen to differ from the code when they do`() {
    let code = ["both": "a", "changed": "a", "new": "a"]
    let document = ["both": "a", "changed": "b", "old": "a"]
    #expect(
      Agreement.differences(code: code, document: document) == [
        "changed is a in the code and b in the document",
        "new is in the code and not in the document",
        "old is in the document and not in the code",
      ])
  }
}
