import Concerns
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// What goes to the police by decision of a named role, with its provision (OSL 10:18 a and on).
@Suite struct `A disclosure to the police` {
  private func disclosure(
    from unit: FunctionID = Town.school.unit, in conversation: ConversationID,
    by role: String = "skola.rektor", under section: LegalBasis = .headTeacherToPolice
  ) -> Wording {
    var wording = Wording(.disclosurePolice, from: unit, in: conversation)
    (wording.purpose, wording.basis) = (.crimePrevention, section)
    wording.grounds = [.crime]
    wording.particulars = Particulars(
      parties: [Town.police.unit], decision: Bench.decision(by: role, under: section))
    wording.told = [.identity, .whereabouts, .school]
    return wording
  }

  @Test func `shows the police what was decided, and the board nothing`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let sights = try await bench.sights(
      of: disclosure(in: bench.conversation()), from: Bench.school)
    #expect(
      sights == [Sight(Town.police.unit, [.matter, .identity, .whereabouts, .school])])
    let delivery = try #require(bench.host.store.noted.deliveries.keys.first)
    let parcel = try #require(try await bench.host.reader.parcel(delivery))
    // Somebody answers for its coming through, and is on duty, without being shown it.
    #expect(parcel.facts.owner.function == Town.reception)
  }

  @Test func `does not tell where somebody protected is`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    for protection in [Protection.marked, .registered, .unknown] {
      var wording = disclosure(in: bench.conversation())
      wording.protection = protection
      let sights = try await bench.sights(of: wording, from: Bench.school)
      #expect(sights == [Sight(Town.police.unit, [.matter, .identity, .school])])
    }
  }

  @Test func `by the board rests on a section that its role may decide under`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    for (role, section, code) in [
      ("norrkoping-socialnamnd.enhetschef", LegalBasis.preventionOfCrime, nil),
      ("norrkoping-socialnamnd.socialsekreterare", .childInObviousDanger, nil),
      ("norrkoping-socialnamnd.socialsekreterare", .preventionOfCrime, .notDelegated),
      ("polis.vakthavande-befal", .preventionOfCrime, .notDelegated),
    ] as [(String, LegalBasis, ProblemCode?)] {
      let wording = disclosure(
        from: Town.reception, in: bench.conversation(), by: role, under: section)
      var changed = wording
      changed.told = [.identity]
      let answers = try await bench.say(changed, from: Bench.reception)
      #expect(answers.codes == [code].compactMap(\.self))
      #expect(answers.receipts.count == (code == nil ? 1 : 0))
    }
  }

  @Test func `goes to nobody else`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = disclosure(in: bench.conversation())
    wording.particulars = Particulars(
      parties: [Town.police.unit, Town.reception],
      decision: Bench.decision(by: "skola.rektor", under: .headTeacherToPolice))
    #expect(try await bench.problem(of: wording, from: Bench.school)?.code == .kindNotLawful)
  }

  @Test func `shows the same after a crash, its decision judged anew`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.say(disclosure(in: bench.conversation()), from: Bench.school)
    try await bench.restart()
    try await bench.greet(Bench.police)
    let sights = try bench.take(Bench.police).delivers.map(Bench.sight)
    #expect(
      sights == [Sight(Town.police.unit, [.matter, .identity, .whereabouts, .school])])
  }
}
