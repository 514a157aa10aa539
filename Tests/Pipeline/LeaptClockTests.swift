import Concerns
import Ledger
import Simulation
import Testing
import Wire

/// A broker whose wall clock leapt a day ahead and was put right: its own time is ahead of it.
@Suite struct `A clock that leapt and was put right` {
  private static let readers = [Bench.reception, Bench.secondReception]

  private static func town(publishesPerMinute: Int = 1000) async throws -> Bench {
    var bench = try await Bench(publishesPerMinute: publishesPerMinute)
    let right = bench.now
    bench.now = right + .seconds(86_400)
    try await bench.settleAll()
    bench.now = right
    try await bench.settleAll()
    try await bench.greet(Bench.school)
    return bench
  }

  @Test func `keeps no lease from ending`() async throws {
    var bench = try await Self.town()
    for reader in Self.readers { try await bench.greet(reader) }
    _ = try await bench.report()
    #expect(Self.readers.flatMap { bench.take($0).delivers }.map(\.attempt) == [1])
    // A lease is 30 seconds, so that in 20 none has ended, and in 80 it has, and the rest with it.
    for _ in 0..<2 {
      try await bench.wait(.seconds(10))
      for reader in Self.readers { try await bench.stayAwake(reader) }
    }
    #expect(Self.readers.flatMap { bench.take($0).delivers }.isEmpty)
    for _ in 0..<6 {
      try await bench.wait(.seconds(10))
      for reader in Self.readers { try await bench.stayAwake(reader) }
    }
    #expect(Self.readers.flatMap { bench.take($0).delivers }.map(\.attempt).first == 2)
  }

  @Test func `keeps no silent reader's delivery from going to another`() async throws {
    var bench = try await Self.town()
    try await bench.greet(Bench.reception)
    let letter = try await bench.report()
    #expect(bench.take(Bench.reception).delivers.count == 1)
    try await bench.greet(Bench.secondReception)
    for _ in 0..<12 {
      try await bench.wait(.seconds(10))
      try await bench.stayAwake(Bench.secondReception)
    }
    let delivers = bench.take(Bench.secondReception).delivers
    #expect(delivers.first?.view == letter.message.sectionBytes)
  }

  @Test func `keeps no quota used up`() async throws {
    var bench = try await Self.town(publishesPerMinute: 1)
    _ = try await bench.report()
    let next = bench.letter(bench.wording())
    #expect(try await bench.publish(next).codes == [.quotaExceeded])
    for _ in 0..<9 {
      try await bench.wait(.seconds(10))
      try await bench.stayAwake(Bench.school)
    }
    bench.take(Bench.school)
    #expect(try await bench.publish(next).receipts.count == 1)
  }
}
