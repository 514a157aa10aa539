import Concerns
import Simulation
import Testing
import Wire

/// A case moves to another municipality, which gets what it needs to take over (SoL 29:10, 29:12).
@Suite struct `A transfer` {
  private func transfer(
    by role: String = "norrkoping-socialnamnd.enhetschef", in conversation: ConversationID
  ) -> Wording {
    var wording = Wording(.transfer, from: Town.reception, in: conversation)
    (wording.purpose, wording.basis) = (.childProtection, .requestForTransfer)
    wording.particulars = Particulars(
      parties: [Neighbours.otherReception],
      decision: Bench.decision(by: role, under: .requestForTransfer))
    wording.told = [.identity, .narrative, .measures]
    return wording
  }

  @Test func `takes everything along, blocks and protection included`() async throws {
    var bench = try await Bench.withNeighbours()
    var wording = transfer(in: bench.conversation())
    wording.guardians = .mustNotBeTold
    try await bench.say(wording, from: Bench.reception)
    let sights = try bench.take(Neighbours.otherMachine).delivers.map(Bench.sight)
    #expect(
      sights == [
        Sight(
          Neighbours.otherReception, [.matter, .handling, .identity, .narrative, .measures],
          isWhole: true)
      ])
    for member in Bench.everyone { #expect(bench.take(member).delivers.isEmpty) }
  }

  /// What a duty hands over comes before protection, which goes with it (SoL 29:12, OSL 10:28).
  @Test func `shows who takes over where somebody is, whose protection nobody knows`() async throws
  {
    var bench = try await Bench.withNeighbours()
    var wording = transfer(in: bench.conversation())
    wording.protection = .unknown
    wording.told = [.contact, .whereabouts, .narrative]
    try await bench.say(wording, from: Bench.reception)
    let sights = try bench.take(Neighbours.otherMachine).delivers.map(Bench.sight)
    #expect(
      sights == [
        Sight(
          Neighbours.otherReception, [.matter, .handling, .contact, .whereabouts, .narrative],
          isWhole: true)
      ])
  }

  @Test func `needs a decision of its own board`() async throws {
    var bench = try await Bench.withNeighbours()
    let problem = try await bench.problem(
      of: transfer(by: "norrkoping-socialnamnd.kanslist", in: bench.conversation()),
      from: Bench.reception)
    #expect(problem == .init(.notDelegated, frame: 3, pointer: "/decision/by"))
    // The directory lists no delegation of the neighbour's, so nothing comes in on its word.
    var incoming = transfer(
      by: "linkoping-socialnamnd.enhetschef", in: bench.conversation())
    incoming.unit = Neighbours.otherReception
    incoming.particulars = Particulars(
      parties: [Town.reception], decision: incoming.particulars.decision)
    #expect(
      try await bench.problem(of: incoming, from: Neighbours.otherMachine)?.code == .notDelegated)
  }

  @Test func `goes between boards and nowhere else`() async throws {
    var bench = try await Bench.withNeighbours()
    var wording = transfer(in: bench.conversation())
    wording.particulars = Particulars(
      parties: [Town.school.unit], decision: wording.particulars.decision)
    #expect(try await bench.problem(of: wording, from: Bench.reception)?.code == .kindNotLawful)
  }
}
