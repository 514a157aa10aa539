import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Testing
import Wire
import samverkan

/// What is told of one delivery, by which rules it shows what it shows.
@Suite(.timeLimit(.minutes(20))) struct `An explanation of a delivery` {
  private static let delivery = "q0rJ3T5mS8eV1xYzAbCdEg"
  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Sections as a message has them, by lot; two narratives, and one withheld for another reason.
  static let sections = """
    [{"class":"narrative","shown":true,"ground":GROUND},
     {"class":"health","shown":false,"ground":GROUND,"withheldBy":["r"],
      "unlocks":{"sv":"Ja.","en":"Y."}},
     {"class":"identity","shown":true,"ground":GROUND},
     {"class":"handling","shown":true,"ground":OTHER},
     {"class":"school","shown":false,"ground":GROUND,"withheldBy":["r"]},
     {"class":"narrative","shown":true,"ground":GROUND},
     {"class":"matter","shown":true,"ground":GROUND}]
    """

  private static func answer() throws -> JSONValue {
    func ground(_ rule: String) -> String {
      #"{"rule":"\#(rule)","citation":["SoL 19:1"],"review":"read","#
        + #""reason":{"sv":"Så.","en":"So."}}"#
    }
    let told = sections.replacing("GROUND", with: ground("show")).replacing(
      "OTHER", with: ground("show-handling"))
    let text = """
      {"full":true,"kind":"report.mandatory","function":"a.b","standing":"owner",
       "at":"2026-11-20T18:20:00Z","sections":\(told),
       "recorded":{"at":"2026-11-20T18:20:00Z","law":"x","sections":\(told)}}
      """
    return try JSONScanner.parse(Array(text.utf8))
  }

  @Test func `names sections that are answered alike together, in the order of the vocabulary`()
    async throws
  {
    let shown = try await explain("--lang en").output
    #expect(shown.contains("\n  Matter, Identity, Narrative (2)\n    show (SoL 19:1; read)\n"))
    #expect(shown.contains("\n  Handling\n    show-handling (SoL 19:1; read)\n"))
    // What would open them differs, so they stand apart.
    #expect(shown.contains("\n  Health\n") && shown.contains("\n  School\n"))
    #expect(shown.contains("\n  Matter, Identity, Narrative (2): shows, show (SoL 19:1; read)\n"))
    #expect(shown.contains("\n  Handling: shows, show-handling (SoL 19:1; read)\n"))
    #expect(shown.ranges(of: "Narrative").count == 2, "once in each part")
    #expect(shown.ranges(of: "Because: So.").count == 4)
  }

  @Test(arguments: ["ndjson", "plain"])
  func `gives a program each section by itself, as it came`(form: String) async throws {
    let lines = try await explain("--output \(form)").output.split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines.count { $0.contains("narrative") } == 2)
    #expect(lines.first?.contains("narrative") == true)
  }

  @Test func `is for whoever reads the mailbox, and for inspectors`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let line = "rule explain --delivery \(Self.delivery)"
    let told = try await carryOut(line, as: sample, in: folder) { _, heard in
      guard case .explain = heard.command else { return .usual }
      return .say(.problem(Problem(.notPermitted), refusal: nil))
    }
    #expect(told.exit == 77)
    #expect(told.complaints.contains(folder + "/connection.json is neither's connection"))
    #expect(told.complaints.contains("FOLDER/inspector/connection.json"))
    #expect(!told.complaints.contains("registered for the function"))
  }

  private func explain(_ options: String) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let answer = try Self.answer()
    let line = "rule explain --delivery \(Self.delivery) " + options
    let outcome = try await carryOut(line, as: sample, in: folder) { _, heard in
      guard case .explain(let delivery) = heard.command else { return .usual }
      return .say(.explanation(delivery, answer))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    return outcome
  }
}
