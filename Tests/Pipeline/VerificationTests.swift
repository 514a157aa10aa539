import Concerns
import Evidence
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `A ledger read against its trees` {
  @Test func `is found to be as it was stated, with all that a day leaves`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    for number in 0..<5 {
      _ = try await bench.report()
      guard let deliver = bench.take(Bench.reception).delivers.first else { continue }
      try await bench.send(.open(deliver.delivery), from: Bench.reception)
      if number > 2 {
        try await bench.acknowledge([deliver], .committed, from: Bench.reception)
      }
    }
    try await bench.wait(.seconds(3600))
    try await bench.restart()
    let found = try await bench.host.reader.verify(by: Town.receiptKey.verifyingKey)
    #expect(found.defects.isEmpty)
    #expect(found.entries > 5)
    #expect(found.deliveries >= 5)
    #expect(found.leaves == found.statements)
    #expect(found.early == 0)
  }
}
