import Concerns
import Simulation
import Testing
import Wire

/// What was given under a duty and proved wrong is corrected, on the ground it was given.
@Suite struct `A correction` {
  private func correction(
    from unit: FunctionID = Town.school.unit, _ basis: LegalBasis = .dutyToReport,
    in conversation: ConversationID
  ) -> Wording {
    var wording = Wording(.correction, from: unit, in: conversation)
    (wording.purpose, wording.basis) = (.childProtection, basis)
    wording.told = [.identity, .narrative]
    return wording
  }

  private let told: Set<DataClass> = [.matter, .handling, .identity, .narrative]

  @Test func `reaches whoever got the report`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    try await bench.acknowledge(
      bench.take(Bench.reception).delivers, .read, from: Bench.reception)
    #expect(
      try await bench.sights(of: correction(in: report.conversation), from: Bench.school) == [
        Sight(Town.reception, told, isWhole: true)
      ])
  }

  @Test func `follows a report that was sent on`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    let first = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.redirect(first.delivery, to: Town.board("uppsokande"))
    try await bench.acknowledge(bench.take(Bench.others).delivers, .read, from: Bench.others)
    #expect(
      try await bench.sights(of: correction(in: report.conversation), from: Bench.school) == [
        Sight(Town.board("uppsokande"), told, isWhole: true)
      ])
  }

  @Test func `corrects what its own agency has said`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    let strange = Problem(.unknownConversation, frame: 3, pointer: "/conversation")
    #expect(
      try await bench.problem(of: correction(in: bench.conversation()), from: Bench.school)
        == strange)
    #expect(
      try await bench.problem(
        of: correction(from: Town.preschool.unit, in: report.conversation),
        from: Bench.preschool) == strange)
  }

  @Test func `of an answer goes to the inquiry`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var request = Wording(.inquiryRequest, from: Town.reception, in: bench.conversation())
    request.particulars = Particulars(
      parties: [Town.school.unit],
      inquiry: Town.name("0c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a001", InquiryID.init(_:)))
    request.told = [.identity]
    try await bench.say(request, from: Bench.reception)
    let wording = correction(from: Town.school.unit, .inquiry, in: request.conversation)
    #expect(
      try await bench.sights(of: wording, from: Bench.school) == [
        Sight(Town.reception, told, isWhole: true)
      ])
  }
}
