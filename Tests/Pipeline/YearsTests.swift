import Foundation
import Simulation
import Testing

@Suite struct `Years in which units come and go` {
  /// How many years: the weeks around one reorganisation for every change, ten by `make years`.
  private static let years =
    ProcessInfo.processInfo.environment["YEARS"].flatMap(Double.init) ?? 0.05

  @Test(arguments: [UInt64(1), 2])
  func `leave nothing without an owner, and no clock without a bell`(seed: UInt64) async throws {
    var town = try await Years(seed: seed)
    let end: Duration = .seconds(Self.years * 365.25 * 86_400)
    while town.lasted < end { try await town.go() }
    print("years: \(Self.years), seed \(seed), \(town.sights.sorted { $0.key < $1.key })")
    #expect(town.sights["reorganisation", default: 0] >= max(1, Int(Self.years)))
    // In a few weeks not everything need happen.
    guard Self.years >= 1 else { return }
    for sight in ["report", "fall", "leap", "away", "sent on", "list", "accepted"] {
      #expect(town.sights[sight, default: 0] > 0, "\(sight)")
    }
  }
}
