import Admission
import Broker
import Concerns
import Consents
import Evidence
import Filtering
import Foundation
import Ledger
import LedgerSQLite
import Pipeline
import Policy
import Routing
import Wire

/// What each stage costs a concern: the broker's own pipeline and ledger, without sockets or loop.
///
/// One thing at a time in one process, on the same messages, a batch after the other. The sum is
/// the work; how much of it runs side by side is for the throughput to tell.
struct StageMeasurement {
  /// Concerns of one batch: what a session may have unanswered.
  private static let batch = 256

  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  func run(concerns: Int) async throws -> StageFigures {
    let world = try await World.make(options, named: "stages")
    let keys = try world.folder.keys()
    let store = try await world.folder.store(keys)
    var bench = try await Workbench(world, keys, store)
    try await bench.open()
    let corpus = try Corpus(world)
    let single = try corpus.reports(concerns, from: .first)
    let shared = try corpus.reports(concerns, from: .first, batch: 64)
    // Twice, and the second time counts: by then every table and cache has its size.
    for letters in [try corpus.reports(Self.batch, from: .first), single] {
      bench.figures = StageFigures()
      for part in Self.parts(of: letters) { try await bench.pass(part) }
    }
    for part in Self.parts(of: shared) { bench.verifyAlone(part, stage: .verifyShared) }
    try await store.close()
    try world.remove()
    return bench.figures
  }

  private static func parts(of letters: [Letter]) -> [[Letter]] {
    stride(from: 0, to: letters.count, by: batch).map {
      Array(letters[$0..<min($0 + batch, letters.count)])
    }
  }
}

/// Microseconds of each stage, per concern with its two deliveries.
struct StageFigures: Codable, Sendable {
  enum Stage: String, CaseIterable, Codable, Sendable {
    case decode = "decode: frames to a message"
    case admit = "admit: session, key, quota, numbers"
    case verify = "verify: one signature each"
    case verifyShared = "(verify: one signature over 64)"
    case standing = "look the conversation up"
    case route = "admit anew, route, filter"
    case sealConcern = "seal the concern"
    case commitConcern = "commit the concern"
    case offer = "receipt, mailboxes, filter anew"
    case sealHandOver = "seal two hand-overs"
    case commitHandOver = "commit two hand-overs"
    case encode = "encode two deliveries"
    case acknowledge = "two acknowledgements, decide"
    case sealAcknowledgement = "two acknowledgements, seal"
    case commitAcknowledgement = "two acknowledgements, commit"
    case settle = "two acknowledgements, settle"
  }

  private var times: [String: Double] = [:]
  private var concerns = 0

  mutating func add(_ stage: Stage, _ elapsed: Duration) {
    times[stage.rawValue, default: 0] += elapsed / .microseconds(1)
  }

  mutating func count(_ concerns: Int) { self.concerns += concerns }

  private func perConcern(_ stage: Stage) -> Double {
    (times[stage.rawValue] ?? 0) / Double(max(1, concerns))
  }

  var rows: [[String]] {
    let counted = Stage.allCases.filter { $0 != .verifyShared }
    let total = counted.reduce(0) { $0 + perConcern($1) }
    return [["stage", "µs", "%"]]
      + Stage.allCases.map { stage in
        let value = perConcern(stage)
        return [
          stage.rawValue, fine(value),
          stage == .verifyShared ? "" : whole(value / max(total, 1) * 100),
        ]
      } + [["in all", fine(total), "100"]]
  }
}
