import Concerns
import Ledger
import Pipeline
import Simulation
import Support
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

  @Test func `is read back also from an older ledger, where it had an entry of its own`()
    async throws
  {
    var bench = try await Bench()
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    _ = try await bench.report()
    _ = try await bench.report()
    let delivers = bench.take(Bench.reception).delivers
    for deliver in delivers { try await bench.keepAsBefore(deliver.delivery) }
    for deliver in delivers {
      let handOvers = try await bench.handOvers(of: deliver.delivery)
      #expect(handOvers.map(\.delivery) == [deliver.delivery, deliver.delivery])
      #expect(handOvers.map(\.member) == [Bench.others, Bench.reception])
      #expect(handOvers.map(\.attempt) == [7, 1])
      #expect(handOvers.map(\.disclosure) == [Array("shown".utf8), nil])
    }
  }
}

extension Bench {
  /// Writes a hand-over as format 1 had it.
  fileprivate mutating func keepAsBefore(_ delivery: DeliveryID) async throws {
    let noted = try #require(host.store.noted.deliveries[delivery])
    let concern = try #require(try await host.store.entry(at: noted.entry, fields: [])).row
    let conversation = try #require(try await host.store.conversation(concern.conversation))
    let key = try host.reader.vault.key(of: conversation.controller, conversation.generation)
      .open(conversation)
    var dice = SplitMix64(seed: UInt64(noted.entry.value))
    let record = key.newRecord(using: &dice)
    let facts = JSONValue.object([
      .init("v", .integer(1)), .init("delivery", .string(delivery.wire)),
      .init("member", .string(Bench.others.text)), .init("attempt", .integer(7)),
    ]).bytes
    var fields: [FieldNumber: Sealed] = [:]
    for (number, bytes) in [(FieldNumber.facts, facts), (.shownBefore, Array("shown".utf8))] {
      fields[number] = record.seal(
        bytes, at: .field(number, of: .handOver, at: now), using: &dice)
    }
    let row = EntryRow(
      record: record.record, kind: .handOver, controller: concern.controller, at: now,
      bucket: SizeBucket(holding: facts.count), generation: record.generation,
      conversation: record.conversation, key: record.wrapped, fields: fields)
    let mark = try await host.store.append([Write(at: now, rows: [.entry(row)])])
    guard case .recorded? = mark.outcomes.first else {
      Issue.record("not kept: \(mark.outcomes)")
      return
    }
  }

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
