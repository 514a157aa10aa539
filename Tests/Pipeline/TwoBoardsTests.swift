import Concerns
import Evidence
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// A municipality where the protected desk belongs to another board than reception.
@Suite struct `A conversation of two boards` {
  private static let desks = [Bench.reception, Bench.protectedDesk, Bench.others]

  private static func town() async throws -> Bench {
    var bench = try await Bench(
      at: Town.moment("2026-11-19T09:00:00Z"), directory: Town.directoryOfTwoBoards)
    #expect(Town.directoryOfTwoBoards.boards.count == Town.directory.boards.count + 1)
    for member in [Bench.school] + desks { try await bench.greet(member) }
    return bench
  }

  /// Publishes a report of a conversation, and returns it with those who were handed it.
  private static func report(
    _ bench: inout Bench, in conversation: ConversationID, _ change: (inout Wording) -> Void
  ) async throws -> [FunctionID] {
    var wording = Wording(.reportMandatory, from: Town.school.unit, in: conversation)
    change(&wording)
    let letter = bench.letter(wording)
    let answers = try await bench.publish(letter)
    #expect(answers.receipts.count == 1, "\(answers)")
    var functions: [FunctionID] = []
    for desk in desks {
      let delivers = bench.take(desk).delivers
      functions += delivers.map(\.function)
      #expect(delivers.allSatisfy { $0.view == letter.message.sectionBytes })
      if !delivers.isEmpty { try await bench.acknowledge(delivers, .received, from: desk) }
    }
    return functions
  }

  @Test func `takes every report in, each under the board that owns it`() async throws {
    var bench = try await Self.town()
    let conversation = bench.conversation()
    let marked: (inout Wording) -> Void = { $0.protection = .registered }
    #expect(try await Self.report(&bench, in: conversation) { _ in } == [Town.reception])
    for _ in 0..<2 {
      #expect(try await Self.report(&bench, in: conversation, marked) == [Town.protectedDesk])
    }
    #expect(try await Self.report(&bench, in: conversation) { _ in } == [Town.reception])
    try await bench.restart()
    for member in [Bench.school] + Self.desks { try await bench.greet(member) }
    #expect(try await Self.report(&bench, in: conversation, marked) == [Town.protectedDesk])
    #expect(try await Self.report(&bench, in: conversation) { _ in } == [Town.reception])
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test(arguments: [
    ([Protection.marked, .none], [Town.protectedDesk, Town.protectedDesk], Town.protectedDesk),
    ([Protection.none, .marked], [Town.reception, Town.protectedDesk], Town.reception),
  ])
  func `has one home, though its first two reports come at once`(
    protections: [Protection], owners: [FunctionID], home: FunctionID
  ) async throws {
    var bench = try await Self.town()
    let conversation = bench.conversation()
    for protection in protections {
      var wording = Wording(.reportMandatory, from: Town.school.unit, in: conversation)
      wording.protection = protection
      let letter = bench.letter(wording)
      try bench.begin(
        .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
      try await bench.finish(.examine)
    }
    try await bench.settleAll()
    #expect(bench.take(Bench.school).receipts.count == 2)
    var functions: [FunctionID] = []
    for desk in Self.desks {
      var delivers = bench.take(desk).delivers
      while !delivers.isEmpty {
        functions += delivers.map(\.function)
        delivers = try await bench.acknowledge(delivers, .received, from: desk).delivers
      }
    }
    #expect(functions.sorted { $0.text < $1.text } == owners.sorted { $0.text < $1.text })
    #expect(try await Self.report(&bench, in: conversation) { _ in } == [home])
  }

  @Test func `goes past whom it excludes, to the other board`() async throws {
    var bench = try await Self.town()
    let conversation = bench.conversation()
    let first = try await Self.report(&bench, in: conversation) { $0.protection = .marked }
    #expect(first == [Town.protectedDesk])
    let second = try await Self.report(&bench, in: conversation) {
      $0.excluded = [Town.protectedDesk.text]
    }
    #expect(second == [Town.reception])
    #expect(try await Self.report(&bench, in: conversation) { _ in } == [Town.protectedDesk])
  }

  @Test func `is answered once, whichever board was asked last`() async throws {
    var bench = try await Self.town()
    let conversation = bench.conversation()
    _ = try await Self.report(&bench, in: conversation) { $0.wantsFeedback = false }
    _ = try await Self.report(&bench, in: conversation) { $0.protection = .marked }
    let request = bench.letter(Wording(.feedbackRequest, from: Town.school.unit, in: conversation))
    #expect(try await bench.publish(request).receipts.count == 1)
    #expect(bench.take(Bench.reception).delivers.count == 1)
    for expected in [[], [ProblemCode.notPermitted]] {
      let answer = bench.letter(
        Wording(.feedback, from: Town.reception, in: conversation), by: Town.board)
      #expect(try await bench.publish(answer, from: Bench.reception).codes == expected)
    }
    #expect(bench.take(Bench.school).delivers.count == 1)
  }

  @Test func `stays where it is when its branch is sent on, and nothing leaves its board`()
    async throws
  {
    var bench = try await Self.town()
    let conversation = bench.conversation()
    _ = try await Self.report(&bench, in: conversation) { _ in }
    let before = Set(bench.host.store.noted.deliveries.keys)
    _ = try await Self.report(&bench, in: conversation) { $0.protection = .marked }
    let branch = try #require(
      bench.host.store.noted.deliveries.keys.first { !before.contains($0) })
    #expect(
      try await bench.redirect(branch, to: Town.reception, from: Bench.protectedDesk).codes == [
        .notPermitted
      ])
    let within = Town.board("bostadssamordning")
    #expect(
      try await bench.redirect(branch, to: within, from: Bench.protectedDesk).codes.isEmpty)
    #expect(bench.take(Bench.others).delivers.map(\.function) == [within])
    #expect(try await Self.report(&bench, in: conversation) { _ in } == [Town.reception])
    let marked = try await Self.report(&bench, in: conversation) { $0.protection = .marked }
    #expect(marked == [Town.protectedDesk])
  }
}
