import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand of duty` {
  private static let list = "8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16"
  private static let delivery = "q0rJ3T5mS8eV1xYzAbCdEg"

  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// A filled-in list on disk.
  private func file(done: String, to owner: String = "social.mottagning") throws -> String {
    let path = folder + "/list.json"
    try Data(
      """
      {"list": "\(Self.list)", "from": "social.jour", "to": "\(owner)", "items": [
        {"delivery": "\(Self.delivery)", "done": "\(done)", "promised": "", "next": "mån 10.00"}
      ]}
      """.utf8
    ).write(to: URL(filePath: path))
    return path
  }

  private func overview(to owners: [String]) throws -> BrokerCommand {
    let delivery = try #require(DeliveryID(Self.delivery))
    let keeps = try owners.map { owner in
      DutyOverview.Kept(
        delivery: delivery, to: try #require(FunctionID(owner)), since: Sample.moment,
        due: Sample.moment, list: nil)
    }
    return .duties(DutyOverview(keeps: keeps, lists: []))
  }

  @Test func `to list shows what is kept, and for whom`() async throws {
    let answer = try overview(to: ["social.mottagning"])
    let outcome = try await run("duty ls social.jour") { _, heard in
      guard case .duty(.ask(let function)) = heard.command, function.text == "social.jour" else {
        return .usual
      }
      return .say(answer)
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains(Self.delivery))
    #expect(outcome.output.contains("social.mottagning"))
  }

  @Test func `to draft writes what a person fills in, and nothing about anybody`() async throws {
    let answer = try overview(to: ["social.mottagning"])
    let outcome = try await run("duty draft social.jour") { _, heard in
      guard case .duty(.ask) = heard.command else { return .usual }
      return .say(answer)
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let value = try JSONScanner.parse(Array(outcome.output.utf8))
    #expect(value["to"]?.string == "social.mottagning")
    #expect(value["items"]?.array?.count == 1)
    #expect(value["items"]?.array?.first?["done"]?.string == "")
  }

  @Test func `to draft for several owners names them`() async throws {
    let answer = try overview(to: ["social.mottagning", "social.norr"])
    let outcome = try await run("duty draft social.jour") { _, heard in
      guard case .duty(.ask) = heard.command else { return .usual }
      return .say(answer)
    }
    #expect(outcome.exit == 64)
    #expect(outcome.complaints.contains("social.mottagning, social.norr"))
  }

  @Test func `to write signs the list as it was filled in`() async throws {
    let asked = Mutex<DutyDocument?>(nil)
    let path = try file(done: "Hembesök.")
    let outcome = try await run("duty write \(path) --lang sv") { _, heard in
      if case .duty(.act(_, let document)) = heard.command {
        asked.withLock { $0 = document }
      }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("Ansvaret ligger kvar hos er"))
    let document = try #require(asked.withLock { $0 })
    guard case .handOver(_, let to, let items) = document.act else {
      Issue.record("no list was written: \(document.act)")
      return
    }
    #expect((to.text, items.map(\.done)) == ("social.mottagning", ["Hembesök."]))
    #expect(document.list.description == Self.list)
  }

  @Test(arguments: ["", String(repeating: "x", count: 401)])
  func `to write what is not filled in asks nothing`(done: String) async throws {
    let path = try file(done: done)
    let outcome = try await run("duty write \(path)") { _, heard in
      if case .duty = heard.command { Issue.record("a list of nothing was sent") }
      return .usual
    }
    #expect(outcome.exit != 0)
  }

  @Test func `to accept names what was shown`() async throws {
    let asked = Mutex<DutyDocument?>(nil)
    let shown = DutyList(
      list: try #require(DutyListID(Self.list)), from: try #require(FunctionID("social.jour")),
      to: try #require(FunctionID("social.mottagning")), written: Sample.moment, accepted: nil,
      items: [
        .init(
          delivery: try #require(DeliveryID(Self.delivery)), done: "Hembesök.", promised: "",
          next: "")
      ])
    let outcome = try await run("duty accept \(Self.list)") { _, heard in
      switch heard.command {
      case .duty(.read(shown.list)): return .say(.dutyList(shown.list, shown.bytes))
      case .duty(.act(_, let document)): asked.withLock { $0 = document }
      default: break
      }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("Hembesök."))
    #expect(asked.withLock { $0?.act } == .accept(view: shown.view))
  }

  private func run(
    _ line: String, script: @escaping Edge.Script
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, script: script)
  }
}
