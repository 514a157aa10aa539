import Concerns
import Ledger
import Simulation
import Testing
import Wire

extension Bench {
  /// Lets reception send its newest delivery on to another unit.
  mutating func sendOn(to unit: FunctionID) async throws -> [BrokerCommand] {
    let deliver = try #require(
      take(Bench.reception).delivers.last { $0.function == Town.reception })
    let version = try #require(
      host.store.noted.deliveries[deliver.delivery]?.standing.version)
    return try await send(
      .decide(
        .init(
          delivery: deliver.delivery, version: Int64(version), to: unit, reason: .wrongUnit)),
      from: Bench.reception)
  }
}
