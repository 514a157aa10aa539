import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand across a border` {
  private static let delivery = "q0rJ3T5mS8eV1xYzAbCdEg"

  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test(arguments: [("en", "The protection assessment"), ("sv", "Skyddsbedömningen")])
  func `to pass on names the municipality, the way and the worker`(
    language: String, sentence: String
  ) async throws {
    let asked = Mutex<ClientCommand?>(nil)
    let outcome = try await run(
      "inbox pass-on \(Self.delivery) --to 0583 --way paper --worker anst-12 --expected 3 "
        + "--lang \(language)"
    ) { _, heard in
      if case .rule = heard.command { asked.withLock { $0 = heard.command } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains(sentence))
    guard case .rule(let ruling)? = asked.withLock({ $0 }),
      case .passedOn(let passed) = ruling.word
    else {
      Issue.record("nothing was passed on")
      return
    }
    #expect((passed.to.text, passed.way, passed.worker.text) == ("0583", .paper, "anst-12"))
    #expect(ruling.version == 3 && ruling.delivery.text == Self.delivery)
  }

  @Test(arguments: ["--to Motala --worker anst-12", "--to 0583 --worker 201801102383"])
  func `to pass on is to a number, by no number`(rest: String) async throws {
    let outcome = try await run("inbox pass-on \(Self.delivery) --way visit --expected 3 \(rest)") {
      _, heard in
      if case .rule = heard.command { Issue.record("passed on with \(rest)") }
      return .usual
    }
    #expect(outcome.exit == 64)
  }

  @Test(arguments: [("en", "Last knew the person", "older reports"), ("sv", "Kände", "äldre")])
  func `to ask who knew somebody before shows the unit, the day and whether that is all`(
    language: String, title: String, notice: String
  ) async throws {
    let asked = Mutex<DeliveryID?>(nil)
    let outcome = try await run("inbox known \(Self.delivery) --lang \(language)") { _, heard in
      if case .known(let delivery) = heard.command { asked.withLock { $0 = delivery } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(asked.withLock { $0 }?.text == Self.delivery)
    for word in [title, "K7QA", "social.north", "2026-03-01"] {
      #expect(outcome.output.contains(word), "\(outcome.output)")
    }
    #expect(outcome.complaints.contains(notice))
  }

  @Test(arguments: ["json", "ndjson"])
  func `to ask who knew somebody before tells a program whether that is all`(
    form: String
  ) async throws {
    let outcome = try await run("inbox known \(Self.delivery) --output \(form)") { _, _ in .usual }
    let answer = try JSONScanner.parse(Array(outcome.output.utf8))
    #expect(answer["whole"] == .bool(false))
    #expect(answer["persons"]?.array?.compactMap { $0["tag"]?.string } == ["K7QA"])
  }

  @Test func `to ask who knew somebody before says whose question it is`() async throws {
    let outcome = try await run("inbox known \(Self.delivery)") { _, heard in
      guard case .known = heard.command else { return .usual }
      return .say(.problem(Problem(.notPermitted), refusal: nil))
    }
    #expect(outcome.exit == 77)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("Only whoever owns a report may ask that."))
    #expect(outcome.complaints.contains("On-call's copy"))
    #expect(outcome.complaints.contains("not-permitted"))
    // To be registered for the mailbox, which they are, would help nobody.
    #expect(!outcome.complaints.contains("registered for the function"))
  }

  @Test func `to report two siblings sends two reports and keeps neither`() async throws {
    let sent = Mutex<[SignedMessage]>([])
    let outcome = try await run("concern send - --json", input: Self.siblings) { _, asked in
      guard case .publish(let publish) = asked.command else { return .usual }
      sent.withLock { $0.append(publish.message) }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let messages = sent.withLock { $0 }
    #expect(messages.map { $0.handling.persons.filter { $0.role == .child }.count } == [1, 1])
    let conversations = messages.map(\.matter.conversation)
    #expect(messages.map(\.handling.particulars.siblings) == conversations.reversed().map { [$0] })
    let shown = try JSONScanner.parse(Array(outcome.output.utf8)).array ?? []
    #expect(shown.map { $0["child"]?.string } == ["KAJA", "OTTO"])
    #expect(shown.map { $0["id"]?.string } == messages.map(\.envelope.id.description))
  }

  @Test func `to report two siblings shows what was taken where the other waits`() async throws {
    let count = Mutex(0)
    let outcome = try await run("concern send -", input: Self.siblings) { _, asked in
      guard case .publish = asked.command else { return .usual }
      let number = count.withLock { value in
        value += 1
        return value
      }
      return number == 1 ? .usual : .say(.problem(Problem(.busy), refusal: nil))
    }
    #expect(outcome.exit != 0)
    #expect(outcome.output.contains("KAJA"))
    #expect(!outcome.output.contains("OTTO"))
    #expect(outcome.complaints.contains("--resume"))
  }

  @Test func `to report two siblings keeps both or neither`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let outbox = folder + "/outbox"
    try FileManager.default.createDirectory(
      atPath: outbox, withIntermediateDirectories: true)
    // Room for one.
    for number in 1..<Outbox.limit {
      _ = FileManager.default.createFile(
        atPath: outbox + "/\(number).message", contents: nil,
        attributes: [.posixPermissions: 0o600])
    }
    let outcome = try await carryOut(
      "concern send -", as: sample, in: folder, input: Self.siblings
    ) { _, asked in
      if case .publish = asked.command { Issue.record("one of two was sent") }
      return .usual
    }
    #expect(outcome.exit == 75)
    #expect(outcome.complaints.contains("neither kept nor sent"))
    let kept = try FileManager.default.contentsOfDirectory(atPath: outbox)
    #expect(kept.count == Outbox.limit - 1)
  }

  /// A report about two children.
  static let siblings = Sample.text { text in
    let another = #"{"tag":"OTTO","role":"child","certainty":"certain","protection":"none"}"#
    text = text.replacingOccurrences(
      of: #""protection":"none"}]"#, with: #""protection":"none"},"# + another + "]")
  }

  private func run(
    _ line: String, input: String = "", script: @escaping Edge.Script
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, input: input, script: script)
  }
}
