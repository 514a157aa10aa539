import Concerns
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `A hand-over on record` {
  @Test func `says who and when while it shows what the delivery was recorded with`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let handOvers = try await bench.handOvers(of: deliver.delivery)
    #expect(handOvers.map(\.delivery) == [deliver.delivery])
    #expect(handOvers.map(\.member) == [Bench.reception])
    #expect(handOvers.map(\.attempt) == [1])
    #expect(handOvers.map(\.at) == [bench.now])
    #expect(handOvers.map(\.disclosure) == [nil])
  }

  @Test func `says what it shows when another day's law was asked`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    _ = try await bench.report()
    try await bench.wait(.seconds(86_400))
    let deliver = try #require(try await bench.firstDelivery())
    let handOver = try #require(try await bench.handOvers(of: deliver.delivery).first)
    let shown = try JSONScanner.parse(try #require(handOver.disclosure))
    #expect(shown["function"]?.string == deliver.function.text)
    #expect(shown["at"]?.string == bench.now.text)
    #expect(shown["sections"]?.array?.isEmpty == false)
  }

  @Test func `says what it shows when the broker was started anew`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.restart()
    let again = try #require(try await bench.firstDelivery())
    let handOvers = try await bench.handOvers(of: deliver.delivery)
    #expect(again.delivery == deliver.delivery)
    #expect(handOvers.map(\.attempt) == [1, 2])
    #expect(handOvers.map { $0.disclosure == nil } == [true, false])
  }
}

extension Bench {
  /// What the reception is given first once it connects.
  fileprivate mutating func firstDelivery() async throws -> BrokerCommand.Deliver? {
    try await greet(Bench.reception, credit: 0)
    let credit = ClientCommand.credit(.init(messages: 1, bytes: 1 << 30))
    return try await send(credit, from: Bench.reception).delivers.first
  }

  /// Every hand-over of the concern that a delivery belongs to, read back from the ledger.
  fileprivate func handOvers(of delivery: DeliveryID) async throws -> [HandedOver] {
    let noted = try #require(host.store.noted.deliveries[delivery])
    return try await host.reader.handOvers(of: noted.entry)
  }
}
