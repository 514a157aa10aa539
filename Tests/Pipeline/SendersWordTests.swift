import Concerns
import Simulation
import Testing
import Wire

/// How far a message has come that goes to others than an owner.
@Suite struct `The word for a message to named parties` {
  private func word(
    of letter: Letter, _ bench: inout Bench, for member: MemberID = Bench.school
  ) async throws -> BrokerCommand.Word? {
    guard
      case .status(_, let word, _)? = try await bench.send(.status(letter.id), from: member).last
    else { return nil }
    return word
  }

  @Test func `is as far as it has come with all of them`() async throws {
    var bench = try await Bench.table()
    let letter = bench.letter(
      Wording(Bench.paper, from: Town.school.unit, in: bench.conversation()))
    #expect(try await bench.publish(letter).receipts.count == 1)
    #expect(try await word(of: letter, &bench) == .accepted)
    let police = bench.take(Bench.police).delivers
    let board = bench.take(Bench.reception).delivers
    #expect(police.count == 1 && board.count == 1)
    try await bench.acknowledge(police, .committed, from: Bench.police)
    #expect(try await word(of: letter, &bench) == .accepted, "the board has not got it")
    for (state, expected) in [
      (AckState.received, BrokerCommand.Word.delivered), (.read, .read), (.committed, .committed),
    ] {
      try await bench.acknowledge(board, state, from: Bench.reception)
      #expect(try await word(of: letter, &bench) == expected)
    }
  }

  @Test func `for feedback is that of whoever reported`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let report = try await bench.report { $0.wantsFeedback = true }
    let feedback = bench.letter(
      Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
    try await bench.publish(feedback, from: Bench.reception)
    let delivers = bench.take(Bench.school).delivers
    #expect(delivers.count == 1)
    let before = try await word(of: feedback, &bench, for: Bench.reception)
    try await bench.acknowledge(delivers, .committed, from: Bench.school)
    let after = try await word(of: feedback, &bench, for: Bench.reception)
    #expect(before == .accepted && after == .committed)
  }

  @Test func `waits for nobody whose delivery ended with its waiver, and never falls`()
    async throws
  {
    var bench = try await Bench()
    let members = [Bench.school, Bench.police, Bench.others]
    for member in members { try await bench.greet(member) }
    let cooperation = bench.conversation()
    try await bench.record(Bench.own, in: cooperation)
    // What waits of the waiver itself is out of the way.
    let told = bench.take(Bench.police).delivers
    try await bench.acknowledge(told, .received, from: Bench.police)
    bench.take(Bench.police)
    let letter = try await bench.share()
    let leased = bench.take(Bench.police).delivers
    let coordinators = bench.take(Bench.others).delivers
    #expect(leased.count == 1 && coordinators.count == 1)
    try await bench.acknowledge(coordinators, .committed, from: Bench.others)
    #expect(try await word(of: letter, &bench) == .accepted, "the police have said nothing")
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperation)
    #expect(try await word(of: letter, &bench) == .committed)
    try await bench.acknowledge(leased, .received, from: Bench.police)
    #expect(try await word(of: letter, &bench) == .committed)
  }
}
