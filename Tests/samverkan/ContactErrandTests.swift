import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand of early contact` {
  private static let reference = "4T7K-9QXM-2H8C"
  private static let delivery = "q0rJ3T5mS8eV1xYzAbCdEg"

  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test(arguments: [("en", "Write the words down now"), ("sv", "Skriv ner orden nu")])
  func `for words shows them once, and says so`(
    language: String, sentence: String
  ) async throws {
    let asked = Mutex<[ClientCommand]>([])
    let outcome = try await run("contact words \(Self.reference) --lang \(language)") { _, heard in
      if case .phrase = heard.command { asked.withLock { $0.append(heard.command) } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("björk spårvagn tisdag vante"))
    #expect(outcome.output.contains(sentence))
    #expect(outcome.output.contains("112"))
    let reference = try #require(Reference(Self.reference))
    #expect(asked.withLock { $0 } == [.phrase(reference)])
  }

  @Test(arguments: ["4T7K", "4t7k-9qxm-2h8c", "4T7K-9QXM-2H8U"])
  func `for what is no reference asks nothing`(text: String) async throws {
    let outcome = try await run("contact words \(text)") { _, heard in
      if case .phrase = heard.command { Issue.record("asked with \(text)") }
      return .usual
    }
    #expect(outcome.exit == 64)
  }

  @Test(arguments: ContactChoice.allCases)
  func `to decide names the choice, the version and the worker`(
    choice: ContactChoice
  ) async throws {
    let asked = Mutex<ClientCommand?>(nil)
    let outcome = try await run(
      "contact decide \(Self.delivery) --as \(choice.rawValue) --worker anst-12 --expected 3"
    ) { _, heard in
      if case .choose = heard.command { asked.withLock { $0 = heard.command } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    guard case .choose(let choose)? = asked.withLock({ $0 }) else {
      Issue.record("nothing was decided")
      return
    }
    #expect((choose.choice, choose.version, choose.worker.text) == (choice, 3, "anst-12"))
    #expect(choose.delivery.text == Self.delivery)
  }

  @Test func `to decide is in the name of a worker, not of a number`() async throws {
    let outcome = try await run(
      "contact decide \(Self.delivery) --as report --worker 199006042387 --expected 3"
    ) { _, heard in
      if case .choose = heard.command { Issue.record("decided by a number") }
      return .usual
    }
    #expect(outcome.exit == 64)
  }

  @Test func `to count shows what is told, and from and to where not all is`() async throws {
    let answer = try JSONScanner.parse(
      Array(
        #"""
        {"act":"contact.counts","year":2026,"months":2,"rows":[
        {"unit":"social.help","kind":"help","counts":[7,9],"total":{"atLeast":16,"atMost":16}},
        {"unit":"social.help","kind":"again","counts":[null,5],"total":{"atLeast":5,"atMost":9}},
        {"unit":"social.help","kind":"report","counts":[null,null],
        "total":{"atLeast":0,"atMost":8}}],"total":{"atLeast":21,"atMost":25}}
        """#.utf8))
    let outcome = try await run("contact counts 2026") { _, heard in
      guard case .admin = heard.command else { return .usual }
      return .say(.admin(answer))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("7 9"))
    #expect(outcome.output.contains("5–9"))
    #expect(outcome.output.contains("21–25"))
    #expect(!outcome.output.contains("became a report"))
  }

  private func run(
    _ line: String, script: @escaping Edge.Script
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, script: script)
  }
}
