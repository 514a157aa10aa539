import AdapterKit
import Foundation
import Support
import Testing
import Wire
import samverkan

@Suite final class `A signature on the law` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "sign-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }  // A folder of its own.

  private func law(_ old: String = "", by new: String = "", name: String = "law.yaml") throws
    -> String
  {
    let path = folder.appending(path: name).path(percentEncoded: false)
    let text = old.isEmpty ? SmallLaw.text : SmallLaw.text.replacing(old, with: new)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func json(_ outcome: Outcome) throws -> JSONValue {
    try JSONScanner.parse(Array(outcome.output.utf8))
  }

  private func run(_ line: String, more: String...) async throws -> Outcome {
    try await carryOut(line.split(separator: " ").map(String.init) + more)
  }

  @Test func `counts for a rule as it is worded, and for no other wording`() async throws {
    let path = try law()
    let key = folder.appending(path: "jurist").path(percentEncoded: false)
    try SigningKeyFile(key).create()
    let signed = try await run(
      "rule sign --as norrkoping/jurist --deployment prov.norrkoping --rule show-report"
        + " --rule show-shared --key", more: key, path)
    #expect(signed.exit == 0, "\(signed.complaints)")
    #expect(signed.output.contains("id\n  show-report\neffect\n  show\ncitation\n  SoL 19:1\n"))
    // What was read is claimed, and another rule is changed: only that one loses its signature.
    let edited = SmallLaw.text.replacing("review: needs-legal-review", with: "review: read")
      .replacing("The owner.", with: "The board.")
    try edited.write(toFile: path, atomically: true, encoding: .utf8)
    let review = ["rule", "review", "--all", "--json", "--policy", path]
    func standings(_ more: [String]) async throws -> [String?] {
      let rows = try json(try await carryOut(review + more)).array ?? []
      return rows.map { $0["signature"]?.string }
    }
    // What is said where no rule speaks, and who signs a waiver.
    let others = [String?](repeating: "unsigned", count: 8)
    #expect(
      try await standings(["--key", key + ".sign"])
        == others + ["unsigned", "unsigned", "changed", "signed"])
    #expect(
      try await standings([]) == others + ["unsigned", "unsigned", "changed", "unknown-key"])
    let other = key + "2"
    try SigningKeyFile(other).create()
    #expect(
      try await standings(["--key", other + ".sign"])
        == others + ["unsigned", "unsigned", "changed", "unknown-key"])
  }

  @Test(arguments: [
    (
      "signed-by-all",
      "sign\ncitation\n  SoL 3:4\nfrom\n  2024-01-01\nages\n  15-17\n"
        + "signature\n  needed\nof\n  self\n  every-guardian\nreason\n  Alla.\n  Everybody.\n"
    ),
    (
      "unruled",
      "withhold\ncitation\n  OSL 8:1\nreason\n  Ingen regel.\n  No rule.\n"
        + "unlocks\n  Ett lagrum.\n  A provision.\n"
    ),
  ])
  func `reaches who signs a waiver, and what is said where no rule speaks`(
    rule: String, text: String
  ) async throws {
    let path = try law()
    let key = folder.appending(path: "jurist").path(percentEncoded: false)
    try SigningKeyFile(key).create()
    let signed = try await run(
      "rule sign --as norrkoping/jurist --deployment prov.norrkoping --rule", more: rule,
      "--key", key, path)
    #expect(signed.exit == 0, "\(signed.complaints)")
    #expect(signed.output.contains("id\n  \(rule)\neffect\n  " + text))
    let review = try await carryOut([
      "rule", "review", "--all", "--output", "plain", "--policy", path, "--key", key + ".sign",
    ])
    let line = review.output.split(separator: "\n").first { $0.hasPrefix(rule + "\t") }
    #expect(line?.contains("\tsigned\tnorrkoping/jurist") == true)
  }

  @Test func `stays whatever is said around the rule`() async throws {
    let path = try law()
    let key = folder.appending(path: "jurist").path(percentEncoded: false)
    try SigningKeyFile(key).create()
    let words = ["--as", "norrkoping/jurist", "--deployment", "prov.norrkoping", "--key", key]
    let signed = try await carryOut(["rule", "sign", path, "--rule", "show-shared"] + words)
    #expect(signed.exit == 0)
    let edited =
      "# A comment moves every line.\n"
      + SmallLaw.text.replacing("[narrative, whereabouts]", with: "[whereabouts, narrative]")
    try edited.write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try await carryOut([
      "rule", "review", "--all", "--output", "plain", "--policy", path, "--key", key + ".sign",
    ])
    #expect(outcome.output.contains("show-shared\tneeds-legal-review\tsigned\tnorrkoping/jurist"))
  }

  @Test func `of an operator reviews no rule`() async throws {
    let path = try law()
    let new = try law("[school, leisure]", by: "[leisure]", name: "new.yaml")
    let key = folder.appending(path: "drift").path(percentEncoded: false)
    try SigningKeyFile(key).create()
    let words = ["--as", "drift/anna", "--deployment", "prov.norrkoping", "--key", key]
    let signed = try await carryOut(["rule", "sign", new, "--over", path] + words)
    #expect(signed.exit == 0)
    #expect(signed.output.contains("- The school"))
    try FileManager.default.moveItem(atPath: new + ".sig", toPath: path + ".reviewed")
    let outcome = try await carryOut(["rule", "review", "--all", "--policy", path])
    #expect(outcome.exit == 77)
    #expect(outcome.complaints.contains("law.yaml.reviewed, line 1: an operator's word"))
  }

  @Test(arguments: [
    [], ["--over", "old.yaml", "--rule", "show-report"], ["--over", "old.yaml", "--key", "x"],
  ])
  func `needs one thing to be signed, and one who signs`(words: [String]) async throws {
    let outcome = try await carryOut(["rule", "sign", try law()] + words)
    #expect(outcome.exit != 0 && outcome.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: try law() + ".sig"))
  }
}
