import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand of a release` {
  private static let conversation = "f5fa543c-477d-4662-ba3a-b1aadf5afd4e"
  private static let reservation = "6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a"
  private static let text = Digest32(hashing: [1]).wire
  private static let acknowledging =
    "reservation acknowledge \(reservation) --conversation \(conversation) --text \(text) "
    + "--unit school.pupil-health --worker ledare-7"

  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func `to acknowledge sends who is bound and by what, and never what was signed`()
    async throws
  {
    let paper = try write("Jag har läst villkoren. Bo Exempel")
    let sent = Mutex<SignedMessage?>(nil)
    let outcome = try await run("\(Self.acknowledging) --evidence \(paper.path)") { _, asked in
      if case .publish(let publish) = asked.command { sent.withLock { $0 = publish.message } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let message = try #require(sent.withLock { $0 })
    #expect(message.matter.kind == .reservationAcknowledge)
    #expect(message.matter.conversation.description == Self.conversation)
    #expect((message.matter.purpose, message.matter.basis) == (.earlySupport, .reservation))
    #expect(message.handling.persons.isEmpty)
    #expect(
      message.handling.particulars.acknowledgement
        == AcknowledgementTerms(
          reservation: try #require(MessageID(Self.reservation)), text: Self.text,
          evidence: Digest32(hashing: paper.bytes).wire,
          worker: try #require(WorkerID("ledare-7"))))
    #expect(!String(decoding: message.sectionBytes, as: UTF8.self).contains("Exempel"))
    #expect(outcome.output.hasPrefix("The reservation is acknowledged."))
  }

  @Test(arguments: [
    ("--worker Bo", 64), ("--worker 199006042387", 64), ("--text short", 64),
    ("--conversation talk", 64), ("--evidence /nowhere/signed.pdf", 66), ("--purpose gossip", 64),
  ])
  func `to acknowledge what cannot be read sends nothing`(change: String, exit: Int32) async throws
  {
    let paper = try write("Underskrift.")
    let sent = Mutex(0)
    let outcome = try await run(
      "\(Self.acknowledging) --evidence \(paper.path) \(change)"
    ) { _, asked in
      if asked.command.name == .publish { sent.withLock { $0 += 1 } }
      return .usual
    }
    #expect(outcome.exit == exit)
    #expect(sent.withLock { $0 } == 0)
  }

  @Test(arguments: [
    ("reservation ls", "  linden.styrelse  waiting "),
    ("reservation ls --lang sv", "  linden.styrelse  väntar "),
    ("reservation show \(reservation) --lang sv", "Bunden person     ledare-7\n"),
    ("reservation show \(reservation) --output ndjson", #""worker":"ledare-7""#),
  ])
  func `to see them shows functions, dates and states`(
    line: String, expected: String
  ) async throws {
    let members = """
      "reservation":"\(Self.reservation)","unit":"social.reception","for":"linden.styrelse",\
      "offered":"2026-11-19T14:30:00Z","due":"2026-12-03T22:59:59Z","state":"waiting"
      """
    let answer = try JSONScanner.parse(
      Array(
        (line.hasPrefix("reservation ls")
          ? #"{"act":"reservation.ls","reservations":[{\#(members)}]}"#
          : #"{"act":"reservation.show","reservation":{\#(members),"worker":"ledare-7"}}"#).utf8))
    let outcome = try await run(line) { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(.admin(answer))
    }
    #expect(outcome.output.contains(expected), "\(outcome.output)\(outcome.complaints)")
  }

  @Test func `to see none says so`() async throws {
    let outcome = try await run("reservation ls") { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(
        .admin(
          .object([.init("act", .string("reservation.ls")), .init("reservations", .array([]))])))
    }
    #expect(outcome.output == "No reservation is offered.\n")
  }

  private func write(_ text: String) throws -> (path: String, bytes: [UInt8]) {
    let path = folder + "/signed.txt"
    try Data(text.utf8).write(to: URL(filePath: path))
    return (path, Array(text.utf8))
  }

  private func run(
    _ line: String, script: @escaping Edge.Script
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, script: script)
  }
}
