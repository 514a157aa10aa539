import Concerns
import Filtering
import Simulation
import Testing
import Wire

@Suite struct `A reservation that is over` {
  private static let day = Duration.seconds(86_400)

  /// How far it has come, or why nothing is said of it.
  private func state(in scene: inout ReleaseBench) async throws -> String? {
    try await scene.bench.greet(Town.operatorMember, credit: 0)
    let answers = try await scene.bench.ask(
      ["act": "reservation.show", "reservation": "\(scene.offer)"])
    for answer in answers {
      if case .admin(let value) = answer { return value["reservation"]?["state"]?.string }
    }
    return answers.codes.first?.rawValue
  }

  private func wait(_ duration: Duration, in scene: inout ReleaseBench) async throws {
    // Whoever is silent for so long has lost its session, and what waited in it.
    for member in [Bench.reception, Bench.association] { scene.bench.take(member) }
    try await scene.bench.wait(duration)
    for member in [Bench.reception, Bench.association] {
      scene.bench.take(member)
      try await scene.bench.greet(member)
    }
  }

  private func restart(_ scene: inout ReleaseBench) async throws {
    for member in [Bench.reception, Bench.association] { scene.bench.take(member) }
    try await scene.restart()
  }

  @Test(arguments: [false, true])
  func `is forgotten a year after something was released under it`(isRestarted: Bool) async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    try await scene.release()
    let released = scene.bench.take(Bench.association).delivers
    #expect(!released.isEmpty)
    try await scene.bench.acknowledge(
      released, .committed, from: Bench.association, caseNumber: "A-1")
    if isRestarted { try await restart(&scene) }
    try await wait(ReservationRegister.keeping - Self.day, in: &scene)
    #expect(try await state(in: &scene) == "released")
    #expect(try await scene.release().codes == [.reservationSpent])
    try await wait(Self.day * 2, in: &scene)
    #expect(try await state(in: &scene) == "bad-request")
    #expect(try await scene.release().codes == [.reservationUnknown])
  }

  @Test(arguments: [false, true])
  func `is forgotten a year after it has ended`(isRestarted: Bool) async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await wait(Self.day * 15, in: &scene)
    #expect(try await state(in: &scene) == "expired")
    if isRestarted { try await restart(&scene) }
    try await wait(ReservationRegister.keeping - Self.day * 2, in: &scene)
    #expect(try await scene.acknowledge().codes == [.reservationEnded])
    try await wait(Self.day * 3, in: &scene)
    #expect(try await state(in: &scene) == "bad-request")
  }

  @Test func `is known for as long as what was released waits to be handed over`() async throws {
    var scene = try await ReleaseBench()
    try await scene.offer()
    try await scene.settle()
    try await scene.acknowledge()
    #expect(try await scene.release().receipts.count == 1)
    try await wait(ReservationRegister.keeping + Self.day * 2, in: &scene)
    #expect(try await state(in: &scene) == "released")
  }
}
