import Concerns
import Deadlines
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `The conditions of a release` {
  @Test func `are offered on a yes alone`() async throws {
    var silent = try await ReleaseBench(saying: nil)
    #expect(try await silent.offer().codes == [.kindNotLawful])
    var other = ReleaseBench.yes
    other.form = .sspf
    var scene = try await ReleaseBench(saying: other)
    #expect(try await scene.offer().codes == [.kindNotLawful])
    #expect(try scene.shown() == [])
  }

  /// A free text may tell anything: whoever has waived other classes has not waived that.
  @Test func `are free text, which has to be waived as such`() async throws {
    var paper = ReleaseBench.yes
    paper.classes = [.contact]
    var scene = try await ReleaseBench(saying: paper)
    let answers = try await scene.offer { $0.narrative = "Hon bor hos sin syster på Åbackarna." }
    #expect(answers.codes == [.kindNotLawful])
    #expect(try scene.shown() == [])
  }

  @Test(arguments: [Protection.marked, .registered, .unknown])
  func `are offered about nobody who is protected, or may be`(
    protection: Protection
  ) async throws {
    var scene = try await ReleaseBench()
    let answers = try await scene.offer { $0.protection = protection }
    #expect(answers.codes == [.notPermitted])
    #expect(try scene.shown() == [])
  }

  @Test(arguments: [
    "Ring 011-15 00 00 vid frågor.", "Gäller 19841010-2399.", "Skriv till ada@exempel.se.",
  ])
  func `tell nobody's number or address`(text: String) async throws {
    var scene = try await ReleaseBench()
    #expect(try await scene.offer { $0.narrative = text }.codes == [.identityTrace])
    #expect(try scene.shown() == [])
  }

  @Test func `wait for eight answers in a conversation, and not for nine`() async throws {
    var scene = try await ReleaseBench()
    for _ in 0..<8 {
      let name = scene.bench.name()
      #expect(try await scene.offer(id: name).receipts.count == 1)
    }
    #expect(try await scene.offer().codes == [.reservationTooMany])
  }

  private func ringing(_ scene: inout ReleaseBench) -> [ClockLevel] {
    scene.bench.takeAlarms().compactMap { alarm in
      guard case .clock(Town.reception, .reservationAnswer, let level) = alarm else { return nil }
      return level
    }
  }

  @Test(arguments: [false, true])
  func `ring before their time runs out, and end then`(isRestarted: Bool) async throws {
    var scene = try await ReleaseBench(credit: 1)
    try await scene.offer()
    #expect(try scene.shown() == [])
    try await scene.bench.wait(.seconds(11 * 86_400))
    #expect(ringing(&scene) == [])
    try await scene.bench.wait(.seconds(86_400 + 86_400 / 2))
    #expect(ringing(&scene) == [.warning])
    if isRestarted { try await scene.restart() }
    try await scene.bench.wait(.seconds(2 * 86_400))
    #expect(ringing(&scene) == [.due])
    if isRestarted { try await scene.restart() }
    let offered = try await scene.bench.host.reader.parcels(
      to: Town.association.unit, after: .start, limit: 100
    ).filter { $0.facts.kind == .reservationOffer }
    #expect(offered.map(\.standing.state) == [.withdrawn])
    #expect(scene.bench.host.store.noted.clocks.isEmpty)
    try await scene.bench.greet(Bench.association)
    try await scene.bench.greet(Bench.reception)
    #expect(try await scene.acknowledge().codes == [.reservationEnded])
    #expect(try await scene.release().codes == [.reservationUnacknowledged])
    #expect(try scene.shown().allSatisfy { !$0.contains(.narrative) })
    try await scene.bench.wait(.seconds(4 * 86_400))
    #expect(ringing(&scene) == [])
  }

  @Test func `wait through a restart`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    try await scene.restart()
    #expect(try await scene.acknowledge().receipts.count == 1)
    try await scene.restart()
    #expect(try await scene.release().receipts.count == 1)
    #expect(try scene.shown() == [[.matter, .identity, .contact]])
  }

  @Test(arguments: [false, true])
  func `end with the yes, and do not come back with another`(isRestarted: Bool) async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    let leased = scene.bench.take(Bench.association).delivers
    try await scene.withdraw()
    let recalled = scene.bench.take(Bench.association).compactMap {
      if case .recall(let delivery) = $0 { delivery } else { nil }
    }
    #expect(recalled == leased.map(\.delivery))
    #expect(scene.bench.host.store.noted.clocks.isEmpty)
    if isRestarted { try await scene.restart() }
    #expect(try await scene.acknowledge().codes == [.reservationEnded])
    var anew = ReleaseBench.yes
    anew.sheet = 2
    let other = scene.bench.conversation()
    #expect(try await scene.record(anew, in: other).receipts.count == 1)
    #expect(try await scene.acknowledge().codes == [.reservationEnded])
    #expect(try await scene.release().codes == [.reservationUnacknowledged])
  }

  @Test func `cannot be acknowledged once the yes has run out`() async throws {
    var paper = ReleaseBench.yes
    paper.until = "2026-11-20"
    var scene = try await ReleaseBench(saying: paper)
    try await scene.offer()
    try await scene.settle()
    try await scene.bench.wait(.seconds(2 * 86_400))
    try await scene.bench.greet(Bench.association)
    #expect(try await scene.acknowledge().codes == [.reservationEnded])
  }
}
