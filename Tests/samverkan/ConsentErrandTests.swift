import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Synchronization
import Testing
import Wire
import samverkan

/// What people have signed, as a document; invented, the numbers of the public series.
enum Consent {
  static let cooperation = "f5fa543c-477d-4662-ba3a-b1aadf5afd4e"
  private static let mother = "198506242380"

  static var record: String {
    document(
      "consent.record",
      """
      "to":["social.reception"],
       "waiver":{"form":"sip","persons":[{"person":"KAJA","custody":"sole","signatures":[
       {"capacity":"guardian","person":"MAMA","notice":"may-be-told","signed":"2026-11-10"}]}],
       "classes":["school"],"until":"2027-06-30",
       "evidence":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
      """)
  }

  static func withdrawal(in conversation: String? = cooperation) -> String {
    document(
      "consent.withdraw", #""withdrawal":{"signatory":"MAMA","for":["KAJA"]}"#,
      head: conversation.map { #""conversation":"\#($0)","# } ?? "")
  }

  private static func document(_ kind: String, _ terms: String, head: String = "") -> String {
    """
    {"kind":"\(kind)","unit":"school.pupil-health",\(head)"purpose":"care-coordination",
     "basis":"osl-10-1","handling":{"persons":[
      {"tag":"KAJA","role":"child","number":"\(Sample.number)","certainty":"certain",
       "protection":"none"},
      {"tag":"MAMA","role":"guardian","number":"\(mother)","certainty":"certain",
       "protection":"none"}],
      "municipality":"0581","area":"unknown","target":"child","grounds":["absence"],
      "urgency":"ordinary","guardians":"may-be-told","anonymous":false,"feedback":false,
      "excluded":[],\(terms)},"sections":[]}
    """
  }
}

@Suite(.timeLimit(.minutes(20))) struct `An errand of consent` {
  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func `to record sends the digest of the signed form, and never the form`() async throws {
    let form = Data("underskriven blankett".utf8)
    try form.write(to: URL(filePath: folder + "/form.pdf"))
    let sent = Mutex<SignedMessage?>(nil)
    let outcome = try await run(
      "consent record - --evidence \(folder)/form.pdf", input: Consent.record
    ) { _, asked in
      if case .publish(let publish) = asked.command { sent.withLock { $0 = publish.message } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let message = try #require(sent.withLock { $0 })
    #expect(message.matter.kind == .consentRecord)
    #expect(message.handling.waiver?.evidence == Digest32(hashing: Array(form)).bytes)
    #expect(!String(decoding: message.sectionBytes, as: UTF8.self).contains("blankett"))
    #expect(outcome.output.contains("The consent is recorded."))
    let cooperation = message.matter.conversation.description
    #expect(outcome.output.contains("The cooperation is \(cooperation)."))
    #expect(!outcome.output.contains("call 112"))
  }

  @Test func `to record without a form keeps the digest of the document`() async throws {
    let sent = Mutex<SignedMessage?>(nil)
    let outcome = try await run("consent record -", input: Consent.record) { _, asked in
      if case .publish(let publish) = asked.command { sent.withLock { $0 = publish.message } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let message = try #require(sent.withLock { $0 })
    #expect(message.handling.waiver?.evidence == [UInt8](repeating: 0, count: 32))
  }

  @Test func `to withdraw goes into the cooperation's conversation`() async throws {
    let sent = Mutex<SignedMessage?>(nil)
    let outcome = try await run(
      "consent withdraw - --lang sv", input: Consent.withdrawal()
    ) { _, asked in
      if case .publish(let publish) = asked.command { sent.withLock { $0 = publish.message } }
      return .usual
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    let message = try #require(sent.withLock { $0 })
    #expect(message.matter.conversation.description == Consent.cooperation)
    #expect(outcome.output.hasPrefix("Delningen har upphört. "))
  }

  @Test func `to withdraw from nothing in particular is refused before it is sent`() async throws {
    let outcome = try await run("consent withdraw -", input: Consent.withdrawal(in: nil))
    #expect(outcome.exit == 65)
    #expect(outcome.complaints.contains("/conversation"))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: ["record", "withdraw"])
  func `sends no document of another kind`(deed: String) async throws {
    let sent = Mutex(0)
    let outcome = try await run("consent \(deed) -", input: Sample.text()) { _, asked in
      if asked.command.name == .publish { sent.withLock { $0 += 1 } }
      return .usual
    }
    #expect(outcome.exit == 65)
    #expect(outcome.complaints.contains("consent.\(deed)"))
    #expect(sent.withLock { $0 } == 0)
  }

  @Test(arguments: [
    (1, "", "Agency  Disclosed before  Ended\npolice  2                 1\n"),
    (1, " --output plain", "word\tdelivered\nleft\tpolice\t2\t1\n"),
    (1, " --output ndjson", #""left":[{"party":"police","handed":2,"withdrawn":1}]"#),
    (0, " --lang sv", "\nInget hade lämnats ut på samtycket.\n"),
    (0, " --output ndjson", #""left":[]"#),
  ])
  func `to follow a withdrawal lists what each party had had before it`(
    parties: Int, form: String, expected: String
  ) async throws {
    let id = try #require(MessageID("8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16"))
    let party = try #require(AgencyID("police"))
    let left = (0..<parties).map { _ in
      BrokerCommand.Left(party: party, handed: 2, withdrawn: 1)
    }
    let outcome = try await run("concern status \(id)" + form) { _, asked in
      guard case .status = asked.command else { return .usual }
      return .say(.status(id, .delivered, left: left))
    }
    #expect(outcome.exit == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains(expected), "\(outcome.output)")
  }

  @Test func `to record by a form that is not there sends nothing`() async throws {
    let outcome = try await run(
      "consent record - --evidence \(folder)/nowhere.pdf", input: Consent.record)
    #expect(outcome.exit == 66)
    #expect(outcome.output.isEmpty)
  }

  private func run(
    _ line: String, input: String = "", script: @escaping Edge.Script = { _, _ in .usual }
  ) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, input: input, script: script)
  }
}

@Suite(.timeLimit(.minutes(20))) struct `An operator's errand of consent` {
  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test(arguments: [("consent ls", 3, "100"), ("consent ls --limit 1", 1, "1")])
  func `to list follows every page, or shows the one that was asked for`(
    line: String, count: Int, limit: String
  ) async throws {
    let outcome = try await run(line + " --json") { _, asked in
      guard case .admin(let request) = asked.command, request["act"]?.string == "consent.ls",
        let limit = request["limit"]?.integer
      else { return .usual }
      let page = request["after"]?.string.flatMap { Int($0) } ?? 0
      let row = JSONValue.object([
        .init("cooperation", .string("page \(page)")), .init("form", .string("limit \(limit)")),
      ])
      let next: [JSONValue.Member] = page < 2 ? [.init("next", .string("\(page + 1)"))] : []
      return .say(
        .admin(
          .object([.init("act", .string("consent.ls")), .init("consents", .array([row]))] + next)))
    }
    let rows = try #require(try JSONScanner.parse(Array(outcome.output.utf8)).array)
    #expect(rows.map { $0["cooperation"]?.string } == (0..<count).map { "page \($0)" })
    #expect(rows.allSatisfy { $0["form"]?.string == "limit \(limit)" })
  }

  @Test(arguments: [
    ("consent ls", "\(Consent.cooperation)  SSPF  lacks a signature  2026-09-30T22:00:00Z  "),
    ("consent ls --lang sv", "  SSPF  saknar underskrift  2026-09-30T22:00:00Z  school, police\n"),
    ("consent ls --output plain", "\tsspf\thalf\t2026-09-30T22:00:00Z\tschool, police\n"),
    ("consent show \(Consent.cooperation) --lang sv", "Delar      identity, school\n"),
    ("consent show \(Consent.cooperation)", "\nObtained by  State "),
    ("consent show \(Consent.cooperation)", "police       withdrawn  "),
    ("consent show \(Consent.cooperation) --output plain", "\nwaiver\tpolice\theld\t"),
    ("consent show \(Consent.cooperation) --output ndjson", #""waivers":[{"authority":"police""#),
  ])
  func `to see what is shared shows agencies, classes and states`(
    line: String, expected: String
  ) async throws {
    let cooperation = """
      "cooperation":"\(Consent.cooperation)","form":"sspf","state":"half",\
      "parties":["school","police"],"classes":["identity","school"],"until":"2026-09-30T22:00:00Z"
      """
    let waivers =
      #""waivers":[{"authority":"police","state":"held","until":"2026-09-30T22:00:00Z"}]"#
    let answer = try JSONScanner.parse(
      Array(
        (line.hasPrefix("consent ls")
          ? #"{"act":"consent.ls","consents":[{\#(cooperation)}]}"#
          : #"{"act":"consent.show","consent":{\#(cooperation),\#(waivers)}}"#).utf8))
    let outcome = try await run(line) { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(.admin(answer))
    }
    #expect(outcome.output.contains(expected), "\(outcome.output)\(outcome.complaints)")
  }

  @Test func `to list nothing says so`() async throws {
    let outcome = try await run("consent ls") { _, asked in
      guard case .admin = asked.command else { return .usual }
      return .say(
        .admin(.object([.init("act", .string("consent.ls")), .init("consents", .array([]))])))
    }
    #expect(outcome.output == "No cooperation rests on consent.\n")
  }

  private func run(_ line: String, script: @escaping Edge.Script) async throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    return try await carryOut(line, as: sample, in: folder, script: script)
  }
}
