import Concerns
import Evidence
import Pipeline
import Simulation
import Support
import Testing
import Wire

@Suite struct `The golden vectors, sent to a whole broker` {
  @Test(arguments: try Protocols.vectors("header"))
  func `of commands and headers are judged alike`(vector: Vector) async throws {
    var bench = try await VectorBench(vector.context)
    let answers = try await bench.send(vector.bytes)
    guard let facts = vector.expect.ok else { return try expectRefusal(answers, of: vector) }
    guard facts.command != "CREDIT" else {
      #expect(answers.isEmpty, "CREDIT is answered by nothing")
      return
    }
    let answer = try BrokerCommand.read(try #require(answers.first))
    #expect(answer.number == facts.n)
    let name = facts.command == "HELLO" ? "WELCOME" : facts.command
    #expect(command(try #require(answers.first)) == name)
    #expect(answers.count == 1)
  }

  @Test(
    arguments: try [
      "broker", "authority", "consent", "emergency", "reservation", "contact", "elsewhere",
      "current", "duty",
    ].flatMap(Protocols.vectors))
  func `of what rests on what was said before are judged alike`(vector: Vector) async throws {
    var bench = try await VectorBench(vector.context)
    var leaves: [[UInt8]] = []
    for earlier in vector.context.before ?? [] {
      let answers = try await bench.send(earlier)
      // A wrong try is refused, and counts.
      let isTry = String(decoding: earlier.bytes[0], as: UTF8.self).hasSuffix(" RETURN")
      let expected = isTry ? ["PROBLEM"] : ["RECEIPT", "WELCOME"]
      #expect(expected.contains(answers.first.map(command) ?? ""))
      leaves += answers.compactMap(\.last)
    }
    let answers = try await bench.send(vector.bytes)
    guard let facts = vector.expect.ok else { return try expectRefusal(answers, of: vector) }
    let answer = try #require(answers.first)
    #expect(command(answer) == facts.command)
    let read = try BrokerCommand.read(answer)
    if let number = facts.n { #expect(read.number == number) }
    switch read.command {
    case .receipt(_, let leaf):
      let outcome = try ReceiptLeaf(reading: leaf).outcome
      switch outcome {
      case .accepted: #expect(facts.outcome == "accepted")
      case .refused: Issue.record("a refusal came as a receipt")
      case .acknowledged(_, let items):
        #expect(facts.outcome == "acknowledged")
        #expect(facts.states == items.map { "\($0.state)" })
      case .listed, .takenOver: Issue.record("nobody keeps anything here")
      }
      if facts.again == true { #expect(leaves.contains(leaf)) }
    case .status(_, let word, _): #expect(facts.word == word.rawValue)
    default: break
    }
  }

  @Test(arguments: try Protocols.vectors("proof").filter { $0.purpose == "key" })
  func `of keys are judged alike when an operator registers them`(vector: Vector) async throws {
    var bench = try await Bench()
    let hello = ClientCommand.hello(.init(time: bench.now, software: "bench", functions: []))
    try await bench.send(hello, from: Town.operatorMember)
    let answers = try await bench.ask([
      "act": "key.add", "agency": Town.school.agency.text,
      "key": Base64.url.encode(vector.bytes[0]),
    ])
    #expect(answers.codes.map(\.rawValue) == (vector.expect.problem.map { [$0] } ?? []))
    guard let facts = vector.expect.ok else { return }
    guard case .admin(let answer)? = answers.first else {
      Issue.record("no answer: \(answers)")
      return
    }
    #expect(answer["key"]?["keyid"]?.string == facts.keyid)
  }

  /// What the first frame says, without what stands before every name.
  private func command(_ frames: [[UInt8]]) -> String {
    String(decoding: frames[0].drop { $0 != 0x20 }.dropFirst(), as: UTF8.self)
  }

  private func expectRefusal(_ answers: [[[UInt8]]], of vector: Vector) throws {
    guard case .problem(let problem, _) = try BrokerCommand.read(#require(answers.first)).command
    else {
      Issue.record("not refused: \(answers.map(command))")
      return
    }
    #expect(answers.count == 1)
    #expect(problem.code.rawValue == vector.expect.problem)
    if let lawful = vector.expect.lawful { #expect(problem.lawful.map(\.rawValue) == lawful) }
    if let otherwise = vector.expect.otherwise { #expect(problem.otherwise == otherwise) }
    // A refusal may leave its place out, but must not name another.
    if let frame = problem.frame, let expected = vector.expect.frame { #expect(frame == expected) }
    if let pointer = problem.pointer, let expected = vector.expect.pointer {
      #expect(pointer == expected)
    }
  }
}
