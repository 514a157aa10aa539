import Admission
import Concerns
import Ledger
import Routing
import Simulation
import Support
import Testing
import Wire

/// The sixteen stories, told by the agencies in them to a broker with a ledger and mailboxes.
///
/// `PolicyTests` asks the law alone about every recipient one can think of. Here somebody sends,
/// and what counts is who is handed what.
@Suite struct `A story told to a broker` {
  /// Those that a message of its own begins.
  private static func told(lawful: Bool) throws -> [Story.Scene] {
    try Story.everyScene().filter { scene in
      scene.sending?.lawful == lawful && Cast.begins.contains(scene.kind)
        && Cast.speaker(scene.sender, scene.kind) != nil
    }
  }

  @Test(arguments: try told(lawful: true))
  func `shows its owner what the story says, and nobody else anything`(
    scene: Story.Scene
  ) async throws {
    var bench = try await Cast.bench(for: scene, hour: "T09:15:00Z")
    let sights = try await bench.sights(of: scene)
    #expect(sights.allSatisfy { $0.function.agency == Town.board })
    let owners = sights.filter { $0.function != Town.onCall }
    #expect(owners.map(\.classes) == [scene.shown(to: .owner)])
    #expect(owners.allSatisfy { $0.isWhole })
    // Some stories happen at a weekend.
    for duty in sights.subtracting(owners) {
      #expect(duty.classes == scene.shown(to: .duty) ?? scene.shown(to: .owner))
    }
    let isProtected = [.marked, .registered].contains(scene.facts.protection)
    #expect((owners.first?.function == Town.protectedDesk) == isProtected)
  }

  @Test(arguments: try told(lawful: true).filter { $0.shown(to: .duty) != nil })
  func `shows whoever is on duty at night what the story says, too`(
    scene: Story.Scene
  ) async throws {
    var bench = try await Cast.bench(for: scene, hour: "T20:00:00Z")
    let sights = try await bench.sights(of: scene)
    #expect(Set(sights.map(\.function)).count == 2)
    let duty = sights.first { $0.function == Town.onCall }
    #expect(duty?.classes == scene.shown(to: .duty))
    let owner = sights.first { $0.function != Town.onCall }
    #expect(owner?.function.agency == Town.board)
    #expect(owner?.classes == scene.shown(to: .owner))
  }

  @Test(arguments: try told(lawful: false))
  func `goes to nobody when the law does not let it, and its sender learns that`(
    scene: Story.Scene
  ) async throws {
    var bench = try await Cast.bench(for: scene, hour: "T09:15:00Z")
    let (member, wording) = try #require(scene.telling(in: bench.conversation()))
    let answers = try await bench.say(wording, from: member)
    #expect(answers.receipts.isEmpty)
    let lawful: Set<ProblemCode> = [.kindNotLawful, .purposeNotLawful, .basisNotLawful]
    #expect(answers.codes.count == 1 && lawful.isSuperset(of: answers.codes), "\(answers.codes)")
    for machine in Cast.machines { #expect(bench.take(machine.member).delivers.isEmpty) }
  }

  @Test func `is one of most of the sixteen`() throws {
    let scenes = Set(try Self.told(lawful: true).map(\.description))
    let stories = try Story.all().filter { $0.scenes.contains { scenes.contains($0.description) } }
    // 11 and 12 are told below, 08 by ConsultationTests, 13 by ReservationTests.
    #expect(stories.count == 12)
    #expect(try !Self.told(lawful: false).isEmpty)
  }
}

/// Story 12: what came of a report, in one of three values, for whoever reported and asked.
@Suite struct `A story of an answer` {
  private static func scene() throws -> Story.Scene {
    try #require(
      try Story.everyScene().first { $0.kind == .feedback && $0.sending?.lawful == true })
  }

  /// Whoever reported in it, and sees an answer.
  private static let reporters = [Party.school, .preschool, .health]

  @Test(arguments: reporters)
  func `shows the reporter the value and nothing else`(party: Party) async throws {
    let scene = try Self.scene()
    let entry = try #require(
      scene.recipients?.first { $0.party == party && $0.standing == "reporter" })
    let expected = Set(entry.shown.values.flatMap(\.self))
    #expect(expected == [.matter, .outcome])
    var bench = try await Cast.bench(for: scene, hour: "T09:15:00Z")
    let (unit, member) = try #require(Cast.units[party])
    let conversation = bench.conversation()
    try await bench.say(Wording(.reportMandatory, from: unit, in: conversation), from: member)
    try await bench.say(Wording(.feedbackRequest, from: unit, in: conversation), from: member)
    for machine in Cast.machines { bench.take(machine.member) }
    let answer = Wording(.feedback, from: Town.reception, in: conversation)
    #expect(try await bench.say(answer, from: Bench.reception).receipts.count == 1)
    #expect(try bench.take(member).delivers.map(Bench.sight) == [Sight(unit, expected)])
    for machine in Cast.machines { #expect(bench.take(machine.member).delivers.isEmpty) }
  }

  /// Nobody asked; or a neighbour reported, who has no right to an answer.
  @Test(arguments: [(Party.school, Kind.reportMandatory), (.privatePerson, .reportVoluntary)])
  func `goes to nobody else`(party: Party, kind: Kind) async throws {
    var bench = try await Cast.bench(for: try Self.scene(), hour: "T09:15:00Z")
    let (unit, member) = try #require(Cast.units[party])
    let conversation = bench.conversation()
    var report = Wording(kind, from: unit, in: conversation)
    report.wantsFeedback = false
    #expect(try await bench.say(report, from: member).receipts.count == 1)
    for machine in Cast.machines { bench.take(machine.member) }
    let answer = Wording(.feedback, from: Town.reception, in: conversation)
    #expect(try await bench.say(answer, from: Bench.reception).receipts.isEmpty)
    for machine in Cast.machines { #expect(bench.take(machine.member).delivers.isEmpty) }
  }
}

/// Story 11: the inquiry asks the school, and the school answers the inquiry.
@Suite struct `A story of an inquiry` {
  private static func scene(_ kind: Kind) throws -> Story.Scene {
    try #require(try Story.everyScene().first { $0.kind == kind && $0.sending?.lawful == true })
  }

  /// What a story shows whoever has a standing, and what of it the sender has to write.
  private static func shown(
    _ kind: Kind, to party: Party, as standing: String
  ) throws -> (all: Set<DataClass>, told: [DataClass]) {
    let entry = try #require(
      try scene(kind).recipients?.first { $0.party == party && $0.standing == standing })
    let all = Set(entry.shown.values.flatMap(\.self))
    let told = all.subtracting([.matter, .handling]).sorted { $0.rawValue < $1.rawValue }
    return (all, told)
  }

  @Test func `shows the school the question, and the inquiry the answer`() async throws {
    var bench = try await Cast.bench(
      for: try Self.scene(.inquiryRequest), hour: "T09:15:00Z")
    let conversation = bench.conversation()
    let asked = try Self.shown(.inquiryRequest, to: .school, as: "participant")
    var request = Wording(.inquiryRequest, from: Town.reception, in: conversation)
    request.particulars = Particulars(
      parties: [Town.school.unit],
      inquiry: Town.name("0c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a001", InquiryID.init(_:)))
    request.told = asked.told
    #expect(
      try await bench.sights(of: request, from: Bench.reception)
        == [Sight(Town.school.unit, asked.all)])
    let answered = try Self.shown(.inquiryResponse, to: .socialServices, as: "owner")
    var response = Wording(.inquiryResponse, from: Town.school.unit, in: conversation)
    response.particulars = Particulars(parties: [Town.reception])
    response.told = answered.told
    #expect(
      try await bench.sights(of: response, from: Bench.school)
        == [Sight(Town.reception, answered.all, isWhole: true)])
  }
}

/// Story 16: the case moves to another municipality once it has been asked for and decided.
@Suite struct `A story of a move` {
  @Test(arguments: [true, false])
  func `takes what is needed along, or nothing before it is decided`(
    isDecided: Bool
  ) async throws {
    let scene = try #require(
      try Story.everyScene().first {
        $0.kind == .transfer && $0.sending?.lawful == isDecided
      })
    let sending = try #require(scene.sending)
    var bench = try await Cast.bench(for: scene, hour: "T09:15:00Z")
    var wording = Wording(.transfer, from: Town.reception, in: bench.conversation())
    (wording.purpose, wording.basis) = (sending.purpose, sending.basis)
    (wording.protection, wording.guardians) = (scene.facts.protection, scene.facts.guardians)
    // Before it is decided it has no decision to name: one of a role that may not take it is none.
    let role = isDecided ? "enhetschef" : "kanslist"
    wording.particulars = Particulars(
      parties: [Neighbours.otherReception],
      decision: Bench.decision(
        by: "norrkoping-socialnamnd." + role, under: sending.basis, on: scene.day))
    let taken = try #require(
      try Story.everyScene().first { $0.kind == .transfer && $0.sending?.lawful == true }?
        .recipients?.first { $0.standing == "participant" && !$0.shown.isEmpty })
    let all = Set(taken.shown.values.flatMap(\.self))
    wording.told = all.subtracting([.matter, .handling]).sorted { $0.rawValue < $1.rawValue }
    let answers = try await bench.say(wording, from: Bench.reception)
    #expect(answers.receipts.count == (isDecided ? 1 : 0), "\(answers)")
    let seen = try bench.take(Neighbours.otherMachine).delivers.map(Bench.sight)
    #expect(seen == (isDecided ? [Sight(Neighbours.otherReception, all, isWhole: true)] : []))
    for machine in Cast.machines { #expect(bench.take(machine.member).delivers.isEmpty) }
  }
}
