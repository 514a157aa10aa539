import Concerns
import Simulation
import Testing
import Wire

/// Somebody wants help, with or without a name (SoL 11:5, 14:4, 14:5).
@Suite struct `An early contact` {
  private func contact(
    _ number: String?, _ purpose: Purpose, _ basis: LegalBasis, in conversation: ConversationID
  ) -> Wording {
    var wording = Wording(.contactEarly, from: Town.board("samverkan"), in: conversation)
    (wording.purpose, wording.basis, wording.number) = (purpose, basis, number)
    wording.particulars = Particulars(informed: Bench.informed)
    wording.told = [.identity, .contact, .measures]
    return wording
  }

  @Test func `without a name reaches the board like any other`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = contact(nil, .earlySupport, .unassessedHelp, in: bench.conversation())
    (wording.isNameless, wording.told) = (true, [.measures])
    let sights = try await bench.sights(of: wording, from: Bench.others)
    #expect(sights == [Sight(Town.reception, [.matter, .handling, .measures], isWhole: true)])
  }

  @Test func `of somebody who has turned 15 needs nobody's yes`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = contact(
      Neighbours.adult, .earlySupport, .unassessedHelp, in: bench.conversation())
    let sights = try await bench.sights(of: wording, from: Bench.others)
    #expect(
      sights == [
        Sight(
          Town.reception, [.matter, .handling, .identity, .contact, .measures], isWhole: true)
      ])
  }

  @Test func `of somebody under 15 gets advice, and hides nothing from whoever gives it`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let help = contact(
      Neighbours.child, .earlySupport, .unassessedHelp, in: bench.conversation())
    // Purpose and provision are those of a rule; the guardians' yes is missing, and advice is not.
    #expect(try await bench.problem(of: help, from: Bench.others)?.code == .kindNotLawful)
    var advice = contact(Neighbours.child, .consultation, .advice, in: bench.conversation())
    advice.told = [.identity, .contact, .health]
    let sights = try await bench.sights(of: advice, from: Bench.others)
    #expect(
      sights == [
        Sight(
          Town.reception, [.matter, .handling, .identity, .contact, .health], isWhole: true)
      ])
  }

  @Test func `is not a report, and wishes for no feedback`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = contact(
      Neighbours.adult, .earlySupport, .unassessedHelp, in: bench.conversation())
    try await bench.say(wording, from: Bench.others)
    #expect(bench.host.store.noted.clocks.isEmpty)
    let feedback = Wording(.feedback, from: Town.reception, in: wording.conversation)
    #expect(try await bench.problem(of: feedback, from: Bench.reception)?.code == .notPermitted)
    let request = Wording(
      .feedbackRequest, from: Town.board("samverkan"), in: wording.conversation)
    #expect(
      try await bench.problem(of: request, from: Bench.others)?.code == .unknownConversation)
  }
}
