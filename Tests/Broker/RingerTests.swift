import Broker
import Concerns
import Deadlines
import Foundation
import Ringing
import Testing

@Suite struct `A ringer` {
  private let folder: URL
  private let call: Call

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var generator = SystemRandomNumberGenerator()
    call = Call(
      clock: ClockID(RandomUUID(using: &generator)), kind: .opening, round: 3,
      callees: [.function(try #require(FunctionID("soc.jour"))), .person])
  }

  @Test func `runs a program with number and name, and says the one sentence`() async throws {
    let program = try script("echo \"$1|$2|$(cat)\" >> \(folder.path)/said")
    let rung = await Ringer(try plan("command: \(program)")).ring([call])
    #expect(rung.map(\.outcome) == [.reached])
    #expect(rung.map(\.call) == [call])
    let said = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
    let lines = Set(said.split(separator: "\n").map(String.init))
    #expect(
      lines == [
        "011-15 22 83|\(call.name)|\(Ringer.sentence)",
        "011-15 00 00|\(call.name)|\(Ringer.sentence)",
      ])
  }

  @Test func `says of a drill that it is a trial, unless something real is rung`() async throws {
    let program = try script("echo \"$1|$2|$(cat)\" >> \(folder.path)/said")
    var generator = SystemRandomNumberGenerator()
    let drill = Call(
      clock: ClockID(RandomUUID(using: &generator)), kind: .drill, round: 1, callees: call.callees)
    let ringer = Ringer(try plan("command: \(program)"))
    #expect(await ringer.ring([drill]).map(\.outcome) == [.reached])
    let trial = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
    #expect(trial.contains("|\(drill.name)|\(Ringer.trial)"))
    #expect(!trial.contains(Ringer.sentence))
    try FileManager.default.removeItem(atPath: folder.path + "/said")
    #expect(await ringer.ring([drill, call]).map(\.outcome) == [.reached, .reached])
    let real = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
    #expect(!real.contains(Ringer.trial))
    #expect(real.contains("|\(call.name)|\(Ringer.sentence)"))
  }

  @Test func `hands mail over as a letter that says as little`() async throws {
    let program = try script("echo \"$@\" > \(folder.path)/to; cat > \(folder.path)/letter")
    let plan = try BellPlan(
      yaml: """
        format: samverkan-bell/1
        mail: {program: \(program), from: larm@host.example}
        people:
          soc.jour: {mail: jour@host.example}
          person: {phone: "112"}
        """)
    let rung = await Ringer(plan).ring([call])
    #expect(rung.map(\.outcome) == [.reached])
    let to = try String(contentsOfFile: folder.path + "/to", encoding: .utf8)
    #expect(to == "-i -f larm@host.example -- jour@host.example\n")
    let letter = try String(contentsOfFile: folder.path + "/letter", encoding: .utf8)
    #expect(letter.hasSuffix("\n\n\(Ringer.sentence)\n"))
    #expect(letter.contains("\nSubject: Samverkan\n"))
  }

  @Test(arguments: ["exit 1", "sleep 30", "kill -9 $$"])
  func `does not take for rung what a program did not say it took`(what: String) async throws {
    let ringer = Ringer(try plan("command: \(try script(what))"), patience: 0.5)
    #expect(await ringer.ring([call]).map(\.outcome) == [.unreached])
  }

  @Test func `reaches nobody where nothing is set up`() async throws {
    #expect(await Ringer(.none).ring([call]).map(\.outcome) == [.unreached])
    let ringer = Ringer(try plan("command: \(folder.path)/nothing-here"))
    #expect(await ringer.ring([call]).map(\.outcome) == [.unreached])
  }

  @Test func `rings a place once for many rounds`() async throws {
    let program = try script("echo \"$1\" >> \(folder.path)/said")
    let calls = (1...20).map {
      Call(clock: call.clock, kind: .opening, round: $0, callees: [.person])
    }
    let rung = await Ringer(try plan("command: \(program)")).ring(calls)
    #expect(rung.count == 20)
    #expect(rung.allSatisfy { $0.outcome == .reached })
    #expect(try String(contentsOfFile: folder.path + "/said", encoding: .utf8) == "011-15 00 00\n")
  }

  private func plan(_ channel: String) throws -> BellPlan {
    try BellPlan(
      yaml: `The file of the bell`.sample.replacing("command: /bin/true", with: channel))
  }

  private func script(_ body: String) throws -> String {
    let path = folder.path + "/ring-\(UUID().uuidString)"
    try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }
}

@Suite struct `A gateway` {
  /// One that answers with a status, or not at all, and writes down what it was sent.
  private static let gateway = """
    import http.server, sys, time
    class Gateway(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            key = self.headers["Idempotency-Key"] or "-"
            with open(sys.argv[2], "a") as said:
                said.write(key + " " + str(self.headers["Authorization"]) + " " + body + "\\n")
            if sys.argv[1] == "never":
                time.sleep(30)
            self.send_response(int(sys.argv[1]))
            if sys.argv[1] == "302":
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        do_GET = do_POST
        def log_message(self, *args): pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Gateway)
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  @Test(arguments: [
    ("200", Rung.Outcome.reached), ("202", .reached), ("302", .unreached), ("401", .unreached),
    ("500", .unreached), ("never", .unreached),
  ])
  func `is taken at its word`(answer: String, outcome: Rung.Outcome) async throws {
    let said = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", Self.gateway, answer, said]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    let port = String(
      decoding: output.fileHandleForReading.availableData, as: UTF8.self
    ).trimmingCharacters(in: .newlines)
    let channel = "webhook: {url: \"http://127.0.0.1:\(port)/send\"}"
    let plan = try BellPlan(
      yaml: `The file of the bell`.sample.replacing("command: /bin/true", with: channel))
    var generator = SystemRandomNumberGenerator()
    let call = Call(
      clock: ClockID(RandomUUID(using: &generator)), kind: .opening, round: 2, callees: [.person])
    let rung = await Ringer(plan, token: "hemlig", patience: 2).ring([call])
    #expect(rung.map(\.outcome) == [outcome])
    let text = try String(contentsOfFile: said, encoding: .utf8)
    #expect(text.hasPrefix(call.name + " Bearer hemlig {"))
    #expect(text.contains("\"to\":\"011-15 00 00\""))
    #expect(text.split(separator: "\n").count == 1, "and followed nowhere")
  }
}
