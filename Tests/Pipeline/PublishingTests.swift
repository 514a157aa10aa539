import Concerns
import Evidence
import Ledger
import Pipeline
import Policy
import Simulation
import Testing
import Wire

@Suite struct `A message sent twice` {
  @Test(arguments: [Kind.reportMandatory, .feedbackRequest, .feedback])
  func `gets the very same receipt, whatever has happened meanwhile`(kind: Kind) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let report = try await bench.report()
    let request = bench.letter(
      Wording(.feedbackRequest, from: Town.school.unit, in: report.conversation))
    let asked = try await bench.publish(request)
    let answer = bench.letter(
      Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
    bench.take(Bench.reception)
    let answered = try await bench.publish(answer, from: Bench.reception)
    switch kind {
    case .feedback:
      #expect(answered.receipts.count == 1)
      let again = try await bench.publish(answer, from: Bench.reception)
      #expect(again.receipts == answered.receipts)
    case .feedbackRequest:
      #expect(asked.receipts.count == 1)
      bench.take(Bench.school)
      #expect(try await bench.publish(request).receipts == asked.receipts)
    default:
      bench.take(Bench.school)
      let again = try await bench.publish(report).leaves
      guard case .accepted(report.id, report.digest, _, _)? = again.first?.outcome else {
        Issue.record("the report is not accepted again: \(again)")
        return
      }
    }
  }

  @Test func `with other contents is refused`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    let report = try await bench.report()
    let other = bench.letter(bench.wording(), id: report.id)
    let answers = try await bench.publish(other)
    #expect(answers.codes == [.idReused])
    #expect(answers.receipts.isEmpty)
  }
}

@Suite struct `Intake on a full disk` {
  @Test func `is refused while delivery goes on, and opens again`() async throws {
    // The register and the first report come after the keys.
    var bench = try await Bench(faults: [Bench.keys + 3: .lowWater])
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 0)
    _ = try await bench.report()
    let refused = try await bench.publish(bench.letter(bench.wording()))
    #expect(refused.codes == [.intakeClosed])
    #expect(bench.takeAlarms() == [.intakeClosed])
    let delivered = try await bench.send(
      .credit(.init(messages: 10, bytes: 1 << 20)), from: Bench.reception)
    #expect(delivered.delivers.count == 1)
    #expect(try await bench.publish(bench.letter(bench.wording())).codes == [.intakeClosed])
    // The disk has room again; somebody must find out without a restart.
    try await bench.wait(.seconds(30))
    #expect(try await bench.publish(bench.letter(bench.wording())).receipts.count == 1)
    #expect(try await bench.publish(bench.letter(bench.wording())).receipts.count == 1)
  }
}

@Suite struct `The reserve of a full disk` {
  @Test func `is not used up by refusals, which are answered all the same`() async throws {
    // The register comes after the keys.
    let next = Bench.keys + 2
    var bench = try await Bench(
      faults: [next: .lowWater, next + 1: .lowWater, next + 2: .lowWater])
    try await bench.greet(Bench.school)
    let before = try await bench.host.store.head().last
    for _ in 0..<2 {
      let refused = try await bench.publish(bench.letter(bench.wording()))
      #expect(refused.codes == [.intakeClosed])
    }
    #expect(try await bench.send([], from: Bench.school).codes == [.badFrames])
    #expect(try await bench.host.store.head().last == before)
    // There is room again, and the next one is kept.
    #expect(try await bench.send([], from: Bench.school).codes == [.badFrames])
    #expect(try await bench.host.store.head().last > before)
  }
}

@Suite struct `A report whose owner would see nothing of it` {
  @Test(arguments: ["2026-11-19T09:00:00Z", "2026-11-19T21:00:00Z"])
  func `is not taken, though somebody on duty would see it`(time: String) async throws {
    var bench = try await Bench(
      at: Town.moment(time),
      policy: { $0.replacing("standings: [owner, duty]", with: "standings: [duty]") })
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    let answers = try await bench.publish(bench.letter(bench.wording()))
    // The fault is our policy's: the sender did nothing wrong, and may try again.
    #expect(answers.codes == [.busy])
    #expect(answers.receipts.isEmpty)
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    #expect(bench.host.store.noted.claims.isEmpty)
    #expect(bench.takeAlarms() == [.unanswerable(Town.reception)])
  }
}

@Suite struct `Whoever is excluded by name` {
  @Test func `is not made answerable by sending a concern on`() async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T20:00:00Z"))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report { $0.excluded = [Town.otherUnits[0].text] }
    let answers = try await bench.sendOn(to: Town.otherUnits[0])
    #expect(answers.codes == [.notPermitted])
  }

  @Test(arguments: ["socialjouren", "mottagningen"])
  func `must be known where the directory is public, so that no slip lets it in`(
    function: String
  ) async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T20:00:00Z"))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let misspelt = try #require(FunctionID("\(Town.board.text).\(function)"))
    var wording = bench.wording()
    wording.excluded = [Town.otherUnits[0].text, misspelt.text]
    let answers = try await bench.publish(bench.letter(wording))
    guard case .problem(let problem, _)? = answers.first else {
      Issue.record("taken: \(answers)")
      return
    }
    #expect(problem.code == .badHandling)
    #expect(problem.pointer == "/excluded")
    #expect(bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `may be somebody the broker has never heard of`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    var wording = bench.wording()
    wording.excluded = ["elsewhere.reception", "elsewhere"]
    #expect(try await bench.publish(bench.letter(wording)).receipts.count == 1)
  }

  @Test func `does not own a second report either`() async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T20:00:00Z"))
    try await bench.greet(Bench.school)
    let first = try await bench.report()
    var wording = Wording(.reportMandatory, from: Town.school.unit, in: first.conversation)
    wording.excluded = [Town.reception.text]
    #expect(try await bench.publish(bench.letter(wording)).codes == [.badHandling])
  }

  @Test(arguments: [Town.reception, Town.protectedDesk, Town.otherUnits[0]])
  func `has no place in a request, where an answer would tell who owns the concern`(
    function: FunctionID
  ) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    let first = try await bench.report()
    var wording = Wording(.feedbackRequest, from: Town.school.unit, in: first.conversation)
    wording.excluded = [function.text]
    #expect(try await bench.publish(bench.letter(wording)).codes == [.badHandling])
  }
}
