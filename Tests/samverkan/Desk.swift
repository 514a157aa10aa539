import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Synchronization
import Testing
import Wire
import ZeroMQ
import samverkan

/// Streams that remember.
final class Record: Streams {
  private let texts = Mutex((out: "", err: ""))
  private let input: [UInt8]

  init(input: String = "") { self.input = Array(input.utf8) }

  func write(_ text: String) { texts.withLock { $0.out += text } }
  func complain(_ text: String) { texts.withLock { $0.err += text } }
  func readAll() -> [UInt8] { input }

  var output: String { texts.withLock { $0.out } }
  var complaints: String { texts.withLock { $0.err } }
}

/// What a command came to.
struct Outcome {
  let exit: Int32
  let output: String
  let complaints: String
}

/// Carries a command line out against an edge of real sockets.
func carryOut(
  _ line: String, as sample: Sample, in folder: String, input: String = "",
  variables: [String: String] = ["LANG": "en_GB.UTF-8"], script: @escaping Edge.Script
) async throws -> Outcome {
  try await withPollLoop(named: "test") { loop in
    let edge = Edge(loop, sample, script: script)
    try sample.write(in: folder, at: try await edge.listen())
    let words = line.split(separator: " ").map(String.init)
    return try await carryOut(
      words + ["--connection", folder + "/connection.json"], input: input, variables: variables)
  }
}

/// Parses a command line and carries it out, as the program would.
func carryOut(
  _ words: [String], input: String = "", variables: [String: String] = ["LANG": "en_GB.UTF-8"],
  calledAs program: String = "samverkan"
) async throws -> Outcome {
  let record = Record(input: input)
  let exit = await Samverkan.answer(
    words, in: Surroundings(variables: variables, program: program), streams: record)
  return Outcome(exit: exit, output: record.output, complaints: record.complaints)
}

extension Sample {
  /// Writes the member's keys and connection file.
  func write(in folder: String, at endpoint: String) throws {
    try KeyFile(folder + "/main").create(curve)
    try SigningKeyFile(folder + "/main").create(member)
    try ConnectionFile(
      endpoint: endpoint, serverKey: server.publicKey, deployment: deployment,
      environment: .training, brokerKeys: [broker.verifyingKey],
      member: try #require(MemberID("school/main")), functions: [reception],
      curveKey: "main.key_secret", signingKey: "main.sign_secret"
    ).create(at: folder + "/connection.json")
  }
}
