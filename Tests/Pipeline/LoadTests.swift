import Admission
import Concerns
import Pipeline
import Simulation
import Testing
import Wire

/// Codes that rest on load or on names the broker draws, so that no golden vector can show them.
@Suite struct `One request too many` {
  @Test func `of publishes is refused until one of them is answered`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    for _ in 0..<Doorkeeper.unansweredLimit { try begin(&bench) }
    #expect(bench.take(Bench.school).isEmpty)
    try begin(&bench)
    try await bench.settleAll()
    let answers = bench.take(Bench.school)
    #expect(answers.codes == [.tooManyUnanswered])
    #expect(answers.receipts.count == Doorkeeper.unansweredLimit)
    #expect(try await bench.publish(bench.letter(bench.wording())).receipts.count == 1)
  }

  @Test func `under one key is refused until the minute is over`() async throws {
    var bench = try await Bench(publishesPerMinute: 3)
    try await bench.greet(Bench.school)
    for _ in 0..<3 { _ = try await bench.report() }
    let letter = bench.letter(bench.wording())
    #expect(try await bench.publish(letter).codes == [.quotaExceeded])
    try await bench.wait(.seconds(50))
    try await bench.stayAwake(Bench.school)
    try await bench.wait(.seconds(10))
    #expect(try await bench.publish(letter).receipts.count == 1)
  }

  @Test func `of other requests is refused until one of them is answered`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    let report = try await bench.report()
    for _ in 0..<65 { try bench.begin(.status(report.id), from: Bench.school) }
    try await bench.settleAll()
    let answers = bench.take(Bench.school)
    #expect(answers.codes == [.busy])
    #expect(answers.count { $0 == .status(report.id, .accepted) } == 64)
    #expect(
      try await bench.send(.status(report.id), from: Bench.school)
        == [.status(report.id, .accepted)])
  }

  @Test(arguments: [true, false])
  func `counts a claim among them`(isFirst: Bool) async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception, credit: 0)
    let report = try await bench.report()
    let listed = try await bench.send(
      .list(.init(function: Town.reception, after: nil, limit: 10)), from: Bench.reception)
    guard case .list(let labels, _)? = listed.first, let label = labels.first else {
      Issue.record("nothing is listed")
      return
    }
    if isFirst { try bench.begin(.claim(label.delivery), from: Bench.reception) }
    for _ in 0..<64 { try bench.begin(.status(report.id), from: Bench.reception) }
    if !isFirst { try bench.begin(.claim(label.delivery), from: Bench.reception) }
    try await bench.settleAll()
    let answers = bench.take(Bench.reception)
    #expect(answers.codes.count { $0 == .busy } == 1)
    #expect(answers.delivers.count == (isFirst ? 1 : 0))
    guard !isFirst else { return }
    // Refused, it has begun nothing: it can be claimed at once.
    let claimed = try await bench.send(.claim(label.delivery), from: Bench.reception)
    #expect(claimed.delivers.map(\.delivery) == [label.delivery])
  }

  @Test func `of bytes is refused until one of them is answered, whoever sent them`()
    async throws
  {
    var bench = try await Bench(underWay: UnderWay(limit: 3 * Header.paddingUnit))
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    let report = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let telling = Bench.acknowledgement(of: [deliver], .received, by: Bench.reception)
    for _ in 0..<4 { try begin(&bench) }
    try bench.begin(telling, from: Bench.reception)
    try bench.begin(.status(report.id), from: Bench.school)
    try await bench.settleAll()
    let answers = bench.take(Bench.school)
    #expect(answers.codes == [.busy])
    #expect(answers.receipts.count == 3)
    #expect(answers.contains(.status(report.id, .accepted)), "it holds nothing")
    #expect(bench.take(Bench.reception).codes == [.busy])
    // What was answered, whatever with, has left room for others.
    let twice = bench.letter(bench.wording())
    for _ in 0..<5 {
      #expect(try await bench.publish(twice).receipts.count == 1)
      let other = bench.letter(bench.wording(), id: twice.id)
      #expect(try await bench.publish(other).codes == [.idReused])
      #expect(try await bench.send(telling, from: Bench.reception).told.count == 1)
    }
  }

  @Test func `of bytes is refused to whoever has its share under way, and to nobody else`()
    async throws
  {
    var bench = try await Bench(underWay: UnderWay(share: 2 * Header.paddingUnit))
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    try await bench.greet(Bench.school, connection: 2)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    for _ in 0..<2 { try begin(&bench) }
    // What a session began is its member's, also in another session and after it has ended.
    try bench.begin(.bye, from: Bench.school)
    try begin(&bench, connection: 2)
    try bench.begin(
      Bench.acknowledgement(of: [deliver], .received, by: Bench.reception), from: Bench.reception)
    try await bench.settleAll()
    #expect(bench.take(Bench.school).codes == [.busy])
    #expect(bench.take(Bench.reception).told.count == 1)
    try begin(&bench, connection: 2)
    try await bench.settleAll()
    #expect(bench.take(Bench.school).receipts.count == 1)
  }

  private func begin(_ bench: inout Bench, connection: UInt8 = 1) throws {
    let letter = bench.letter(bench.wording())
    try bench.begin(
      .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school,
      connection: connection)
  }
}

@Suite struct `What somebody else holds` {
  @Test func `cannot be claimed`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    try await bench.greet(Bench.secondReception, credit: 0)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let answers = try await bench.send(.claim(deliver.delivery), from: Bench.secondReception)
    #expect(answers.codes == [.leaseEnded])
    #expect(answers.delivers.isEmpty)
  }

  @Test func `is not opened once it is over`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.acknowledge([deliver], .committed, from: Bench.reception)
    let answers = try await bench.send(.open(deliver.delivery), from: Bench.reception)
    #expect(answers.codes == [.leaseEnded])
    #expect(answers.delivers.isEmpty)
  }
}
