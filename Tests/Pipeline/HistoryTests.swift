import Concerns
import Deadlines
import Evidence
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `The history of a concern` {
  @Test func `states what came of it, from its intake to its case number`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.send(.open(deliver.delivery), from: Bench.reception)
    try await bench.acknowledge([deliver], .committed, from: Bench.reception)
    let noted = try #require(bench.host.store.noted.deliveries[deliver.delivery])
    let history = try await bench.host.reader.history(of: noted.entry)
    let said = try history.map { try $0.value() }
    #expect(said.allSatisfy { $0["v"]?.integer == 1 && $0["at"]?.integer != nil })

    let intake = try #require(said.first)
    #expect(intake["entry"]?["kind"]?.string == "concern")
    #expect(intake["owner"]?.string == Town.reception.text)
    let decided = intake["decided"]?.array ?? []
    let deliveries = decided.compactMap { $0["delivery"]?.string }
    let functions = decided.compactMap { $0["function"]?.string }
    #expect(deliveries.contains(deliver.delivery.wire))
    #expect(functions.contains(Town.reception.text))
    let started = (intake["started"]?.array ?? []).compactMap { $0["kind"]?.string }
    #expect(started.contains(ClockKind.protectionAssessment.rawValue))

    let standings = said.flatMap { $0["standings"]?.array ?? [] }
      .filter { $0["delivery"]?.string == deliver.delivery.wire }
    let states = standings.compactMap { $0["state"]?.string }
    #expect(states == ["leased", "leased", "settled"], "handed over, opened, committed")
    let version = standings.last?["version"]?.integer
    #expect(version == Int64(noted.standing.version), "what is stated last is how it stands")
    #expect(standings.last?["acknowledged"]?.string == "committed")
    #expect(said.contains { $0["handOver"]?.string != nil })
  }

  @Test func `commits to every text, which can be shown against it`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let entry = try #require(bench.host.store.noted.deliveries[deliver.delivery]).entry
    let reader = bench.host.reader
    let stated = try #require(try await reader.history(of: entry).first)
    let leaves = try await bench.host.store.leaves(
      of: stated.controller, in: stated.position..<stated.position + 1)
    #expect(leaves == [LeafValue(committingTo: stated.salt + stated.bytes)])
    let row = try #require(
      try await bench.host.store.entry(at: entry, fields: [.payload, .facts])
    ).row
    let conversation = try await bench.host.store.conversation(row.conversation)
    let key = try reader.vault.open(row, in: conversation)
    let fields = try stated.value()["entry"]?["fields"]
    for (number, sealed) in row.fields {
      let text = try key.open(sealed, at: .field(number, of: row.kind, at: row.at))
      let name = number == .payload ? "payload" : "facts"
      #expect(fields?[name]?.string == Digest32(hashing: text).wire)
    }
    #expect(row.fields.count == 2)
  }
}
