import Concerns
import Evidence
import Ledger
import Pipeline
import Simulation
import Support
import Testing
import Wire

@Suite struct `A release to an association` {
  private let conditions: Set<DataClass> = [.matter, .narrative]
  private let told: Set<DataClass> = [.matter, .identity, .contact]

  @Test func `begins with its conditions, and not a word of whom it is about`() async throws {
    var scene = try await ReleaseBench()
    #expect(try await scene.offer().receipts.count == 1)
    let delivers = scene.bench.take(Bench.association).delivers
    #expect(try delivers.map { try Bench.sight($0).classes } == [conditions])
    let said = delivers.map { String(decoding: $0.view, as: UTF8.self) }.joined()
    #expect(said.contains("reservation.offer"))
    #expect(said.contains("Uppgifterna får inte föras vidare."))
    #expect(!said.contains(Paper.father.number))
    for member in [Bench.police, Bench.school] {
      #expect(scene.bench.take(member).delivers.isEmpty)
    }
  }

  @Test func `goes out once a named person is bound by them`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    #expect(scene.bench.host.store.noted.clocks.count == 1)
    scene.bench.take(Bench.reception)
    #expect(try await scene.acknowledge().receipts.count == 1)
    #expect(scene.bench.host.store.noted.clocks.isEmpty)
    let answer = scene.bench.take(Bench.reception).delivers
    #expect(
      try answer.map(Bench.sight)
        == [Sight(Town.reception, [.matter, .handling], isWhole: true)])
    #expect(answer.allSatisfy { String(decoding: $0.view, as: UTF8.self).contains("ledare-7") })
    #expect(try await scene.release().receipts.count == 1)
    #expect(try scene.shown() == [told])
  }

  /// What a scene of story 13 shows the association.
  private static func entry(in scene: String) throws -> Story.Recipient {
    try #require(
      try Story.everyScene().first { $0.kind == .releaseIndividual && $0.scene == scene }?
        .recipients?.first { $0.who == "the association" })
  }

  /// Story 13: of what is released the association is shown nothing before it has acknowledged.
  ///
  /// It does see the conditions, and who offers them: there this service departs from the story.
  @Test func `shows nothing before it is acknowledged, as its story says`() async throws {
    let entry = try Self.entry(in: "before the reservation")
    #expect(entry.shown.isEmpty)
    var paper = ReleaseBench.yes
    paper.classes = try #require(entry.waived).filter { $0 != .matter }
    var scene = try await ReleaseBench(saying: paper)
    try await scene.offer()
    let offered = scene.bench.take(Bench.association).delivers
    #expect(try offered.map { try Bench.sight($0).classes } == [conditions])
    try await scene.bench.acknowledge(offered, .received, from: Bench.association)
    let all = Set(entry.withheld.values.flatMap(\.self)).subtracting([.matter, .handling])
    let answers = try await scene.release { $0.told = all.sorted { $0.rawValue < $1.rawValue } }
    #expect(answers.codes == [.reservationUnacknowledged])
    #expect(scene.bench.take(Bench.association).delivers.isEmpty)
  }

  /// Story 13: what the association is shown once it has acknowledged.
  @Test func `shows what its story says`() async throws {
    let entry = try Self.entry(in: "after the reservation")
    let shown = Set(entry.shown.values.flatMap(\.self))
    let told = shown.subtracting([.matter]).sorted { $0.rawValue < $1.rawValue }
    var paper = ReleaseBench.yes
    paper.classes = try #require(entry.waived).filter { $0 != .matter }
    var scene = try await ReleaseBench(saying: paper)
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    try await scene.release { $0.told = told }
    #expect(try scene.shown() == [shown])
  }

  @Test func `is refused until somebody is`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    #expect(try await scene.release().codes == [.reservationUnacknowledged])
    #expect(try scene.shown() == [])
  }

  @Test func `is one: what follows it needs conditions of its own`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.acknowledge()
    #expect(try await scene.release().receipts.count == 1)
    #expect(try await scene.release().codes == [.reservationSpent])
    try await scene.restart()
    #expect(try await scene.release().codes == [.reservationSpent])
    let next = scene.bench.name()
    #expect(try await scene.offer(id: next).receipts.count == 1)
    #expect(try await scene.release(under: next).codes == [.reservationUnacknowledged])
    #expect(try await scene.acknowledge(next).receipts.count == 1)
    #expect(try await scene.release(under: next).receipts.count == 1)
  }

  @Test func `is for whoever was bound, by whoever set the conditions`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.acknowledge()
    let other = try await scene.release { $0.unit = Town.onCall }
    #expect(other.codes == [.reservationWrongParty])
    let offer = scene.offer
    let stranger = try await scene.release {
      $0.particulars = Particulars(parties: [Town.school.unit], reservation: offer)
    }
    #expect(stranger.codes == [.reservationWrongParty])
    #expect(try await scene.release(under: scene.bench.name()).codes == [.reservationUnknown])
    let elsewhere = scene.bench.conversation()
    #expect(
      try await scene.release { $0.conversation = elsewhere }.codes == [.unknownConversation])
    #expect(scene.bench.take(Bench.school).delivers.isEmpty)
  }

  /// Somebody else may have said yes as well: the conditions were not offered about them.
  @Test(arguments: [false, true])
  func `is about nobody else than was offered`(isRestarted: Bool) async throws {
    var scene = try await ReleaseBench()
    let other = Paper.grown[2]
    var paper = Paper.own(other, to: [Town.association.unit])
    (paper.form, paper.classes, paper.sheet) = (.release, ReleaseBench.yes.classes, 2)
    paper.signed = [other]
    #expect(
      try await scene.record(paper, in: scene.bench.conversation()).receipts.count == 1)
    try await scene.settle()
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    if isRestarted { try await scene.restart() }
    #expect(
      try await scene.release { $0.number = other.number }.codes == [.reservationWrongPerson])
    // Of whom nothing is certain, nobody knows whether it is the one.
    #expect(
      try await scene.release { $0.certainty = .uncertain }.codes == [.reservationWrongPerson])
    #expect(try scene.shown() == [])
    #expect(try await scene.release().receipts.count == 1)
  }

  /// Acknowledged or not: without a yes there is nothing to release.
  @Test func `needs the yes as well, at the moment it is made`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    try await scene.withdraw()
    try await scene.settle()
    #expect(try await scene.release().codes == [.reservationEnded])
    #expect(try scene.shown() == [])
  }

  /// Whoever says yes once more has not said it to what was acknowledged before.
  @Test(arguments: [false, true])
  func `does not rest on the next yes`(isRestarted: Bool) async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    try await scene.withdraw()
    var anew = ReleaseBench.yes
    anew.sheet = 2
    let other = scene.bench.conversation()
    #expect(try await scene.record(anew, in: other).receipts.count == 1)
    try await scene.settle()
    if isRestarted { try await scene.restart() }
    #expect(try await scene.release().codes == [.reservationEnded])
    #expect(try await scene.acknowledge().codes == [.reservationAcknowledged])
    #expect(try scene.shown() == [])
    let next = scene.bench.name()
    try await scene.offer(id: next)
    try await scene.settle()
    try await scene.acknowledge(next)
    #expect(try await scene.release(under: next).receipts.count == 1)
  }

  /// A yes that ran out by itself is gone, too.
  @Test func `does not rest on a yes that followed one that ran out`() async throws {
    var paper = ReleaseBench.yes
    paper.until = "2026-11-20"
    var scene = try await ReleaseBench(saying: paper)
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    let told = scene.bench.take(Bench.reception).delivers
    try await scene.bench.acknowledge(told, .received, from: Bench.reception)
    try await scene.bench.wait(.seconds(2 * 86_400))
    for member in [Bench.reception, Bench.association] { try await scene.bench.greet(member) }
    var anew = ReleaseBench.yes
    anew.sheet = 2
    let other = scene.bench.conversation()
    #expect(try await scene.record(anew, in: other).receipts.count == 1)
    try await scene.settle()
    #expect(try await scene.release().codes == [.reservationEnded])
    #expect(try scene.shown() == [])
  }

  @Test func `that had left is listed when somebody takes the yes back`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    try await scene.release()
    try await scene.settle()
    let no = try await scene.withdraw()
    let answers = try await scene.bench.send(.status(no), from: Bench.reception)
    guard case .status(_, _, let left)? = answers.last else {
      Issue.record("STATUS has no answer: \(answers)")
      return
    }
    // The conditions had left on the same yes.
    #expect(left == [.init(party: Town.association.agency, handed: 2, withdrawn: 0)])
  }

  @Test func `that waits is called back when somebody takes the yes back`() async throws {
    var scene = try await ReleaseBench(credit: 2)
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    try await scene.release()
    #expect(try scene.shown() == [])
    try await scene.withdraw()
    let released = try await scene.bench.host.reader.parcels(
      to: Town.association.unit, after: .start, limit: 100
    ).filter { $0.facts.kind == .releaseIndividual }
    #expect(released.map(\.standing.state) == [.withdrawn])
  }
}

@Suite struct `The acknowledgement of conditions` {
  /// Conditions are offered, and read.
  private func offered() async throws -> ReleaseBench {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    return scene
  }

  private func opensNothing(_ scene: inout ReleaseBench) async throws {
    #expect(try await scene.release().codes == [.reservationUnacknowledged])
    #expect(try scene.shown() == [])
  }

  @Test func `of another text is none`() async throws {
    var scene = try await offered()
    let other = Digest32(hashing: [1])
    #expect(try await scene.acknowledge(text: other).codes == [.reservationWrongText])
    try await opensNothing(&scene)
  }

  @Test func `by somebody else is none`() async throws {
    var scene = try await offered()
    #expect(
      try await scene.acknowledge(from: Town.school.unit, by: Bench.school).codes
        == [.unknownConversation])
    #expect(
      try await scene.acknowledge(from: Town.reception, by: Bench.reception).codes
        == [.reservationWrongParty])
    try await opensNothing(&scene)
  }

  @Test func `that is forged is none`() async throws {
    var scene = try await offered()
    #expect(
      try await scene.acknowledge(key: Town.key(number: 77)).codes == [.unknownKey])
    #expect(
      try await scene.acknowledge(key: Town.key(of: Town.board)).codes == [.unknownKey])
    try await opensNothing(&scene)
  }

  @Test func `of what nobody offered here is none`() async throws {
    var scene = try await offered()
    #expect(
      try await scene.acknowledge(scene.bench.name()).codes == [.reservationUnknown])
    #expect(
      try await scene.acknowledge(in: scene.bench.conversation()).codes
        == [.unknownConversation])
    try await opensNothing(&scene)
  }

  @Test func `counts once, and the same bytes get the same receipt`() async throws {
    var scene = try await offered()
    let name = scene.bench.name()
    let first = try await scene.acknowledge(id: name)
    #expect(first.receipts.count == 1)
    #expect(try await scene.acknowledge().codes == [.reservationAcknowledged])
    try await scene.release()
    #expect(try await scene.acknowledge().codes == [.reservationAcknowledged])
    #expect(try await scene.acknowledge(id: name).codes == [.idReused])
  }

  /// The reception keeps the conversation of a school and an association, and is no part of it.
  @Test func `is told to whoever offered, and not to a keeper of another authority`() async throws {
    var scene = try await ReleaseBench(saying: nil)
    let recorded = try await scene.bench.record(
      ReleaseBench.yes, in: scene.cooperation, from: Town.school.unit, by: Bench.school)
    #expect(recorded.receipts.count == 1)
    try await scene.settle()
    let offered = try await scene.offer(from: Bench.school) { $0.unit = Town.school.unit }
    #expect(offered.receipts.count == 1)
    try await scene.settle()
    scene.bench.take(Bench.reception)
    #expect(try await scene.acknowledge().receipts.count == 1)
    let told = try scene.bench.take(Bench.school).delivers.map(Bench.sight)
    #expect(told == [Sight(Town.school.unit, [.matter, .handling], isWhole: true)])
    #expect(scene.bench.take(Bench.reception).delivers.isEmpty)
  }

  /// One unit of the board answers for a conversation in which another has offered something.
  @Test func `is told to whoever is answerable at the same board`() async throws {
    var scene = try await offered()
    let next = scene.bench.name()
    #expect(try await scene.offer(id: next) { $0.unit = Town.onCall }.receipts.count == 1)
    scene.bench.take(Bench.reception)
    #expect(try await scene.acknowledge(next).receipts.count == 1)
    let told = try scene.bench.take(Bench.reception).delivers.map(Bench.sight)
    #expect(told.contains(Sight(Town.reception, [.matter, .handling], isWhole: true)))
  }

  @Test func `is another one for other conditions`() async throws {
    var scene = try await offered()
    let (first, next) = (scene.text, scene.bench.name())
    try await scene.offer(id: next) { $0.narrative = "Andra villkor." }
    #expect(try await scene.acknowledge(next, text: first).codes == [.reservationWrongText])
    #expect(try await scene.acknowledge(next).receipts.count == 1)
    #expect(try await scene.release().codes == [.reservationUnacknowledged])
  }
}
