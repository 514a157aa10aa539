import Concerns
import Simulation
import Testing
import Wire

@Suite struct `Reservations as an operator sees them` {
  private func answer(
    of bench: inout Bench, _ request: KeyValuePairs<String, String>
  ) async throws -> JSONValue? {
    try await bench.ask(request).compactMap { command in
      if case .admin(let value) = command { value } else { nil }
    }.first
  }

  @Test func `are listed with how far they have come, and nobody they are about`() async throws {
    var scene = try await ReleaseBench()
    try await scene.bench.greet(Town.operatorMember, credit: 0)
    let empty = try await answer(of: &scene.bench, ["act": "reservation.ls"])
    #expect(empty?["reservations"]?.array?.isEmpty == true)
    var states: [String?] = []
    for step in 0..<3 {
      switch step {
      case 0: try await scene.offer()
      case 1: try await scene.acknowledge()
      default: try await scene.release()
      }
      let rows = try await answer(of: &scene.bench, ["act": "reservation.ls"])?["reservations"]
      states.append(rows?.array?.first?["state"]?.string)
      let said = String(decoding: rows?.bytes ?? [], as: UTF8.self)
      #expect(said.contains(Town.association.unit.text))
      #expect(!said.contains(Paper.father.number) && !said.contains("Uppgifterna"))
    }
    #expect(states == ["waiting", "acknowledged", "released"])
  }

  @Test func `are withdrawn with a yes, and expired with time`() async throws {
    var scene = try await ReleaseBench()
    try await scene.bench.greet(Town.operatorMember, credit: 0)
    try await scene.offer()
    let request: KeyValuePairs = ["act": "reservation.show", "reservation": "\(scene.offer)"]
    try await scene.withdraw()
    let withdrawn = try await answer(of: &scene.bench, request)?["reservation"]
    #expect(withdrawn?["state"]?.string == "withdrawn")
    try await scene.bench.wait(.seconds(15 * 86_400))
    try await scene.bench.greet(Town.operatorMember, credit: 0)
    let expired = try await answer(of: &scene.bench, request)?["reservation"]
    #expect(expired?["state"]?.string == "expired")
  }

  @Test func `are shown with who is bound, by which text`() async throws {
    var scene = try await ReleaseBench()
    try await scene.bench.greet(Town.operatorMember, credit: 0)
    try await scene.offer()
    try await scene.acknowledge()
    let shown = try #require(
      try await answer(
        of: &scene.bench, ["act": "reservation.show", "reservation": "\(scene.offer)"])?[
          "reservation"])
    #expect(shown["worker"]?.string == "ledare-7")
    #expect(shown["text"]?.string == scene.text.wire)
    #expect(shown["conversation"]?.string == scene.talk.description)
    #expect(shown["due"]?.string == "2026-12-03T22:59:59Z")
    #expect(shown["release"] == nil)
  }

  @Test(arguments: ["reservation.ls", "reservation.show"])
  func `are looked at on record, before anything is shown`(act: String) async throws {
    var scene = try await ReleaseBench()
    try await scene.bench.greet(Town.operatorMember, credit: 0)
    try await scene.offer()
    let before = try await scene.bench.inspections()
    let request: JSONValue = .object([
      .init("act", .string(act)), .init("reservation", .string("\(scene.offer)")),
    ])
    try scene.bench.begin(.admin(request), from: Town.operatorMember)
    #expect(scene.bench.take(Town.operatorMember).isEmpty, "nothing is shown before it is kept")
    try await scene.bench.settleAll()
    #expect(scene.bench.take(Town.operatorMember).count == 1)
    #expect(try await scene.bench.inspections() == before + 1)
  }

  @Test(arguments: [
    ["act": "reservation.show"], ["act": "reservation.show", "reservation": "x"],
    ["act": "reservation.show", "reservation": "6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a"],
    ["act": "reservation.ls", "after": "x"],
  ])
  func `are refused where none is named`(request: [String: String]) async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let value = JSONValue.object(
      request.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
    let answers = try await bench.send(.admin(value), from: Town.operatorMember)
    #expect(answers.codes == [.badRequest])
  }
}
