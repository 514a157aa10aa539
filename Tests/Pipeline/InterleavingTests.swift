import Concerns
import Foundation
import Ledger
import Pipeline
import Simulation
import Support
import Testing
import Wire

/// A broker with a no on its way to it, and what is shared with the police waiting for credit.
///
/// The broker's own steps and a real store: nothing of what is under test is played.
private struct Afternoon {
  /// What may happen next; each of the broker's own three queues keeps its order.
  private enum Move {
    case ask
    case sayNo
    case perform(Simulation.Host.Kind)
    case hand(Simulation.Host.Kind)
  }

  /// How the deliveries and the no met.
  struct Meeting {
    var before = 0
    var after = 0
    var stale = 0
  }

  private static let shares = 3
  private static let signedPaper = Bench.own

  private var bench: Bench
  private let no: Letter
  /// What the police ask for: credit for one more, or to read one that they have not been given.
  private let asks: [ClientCommand]
  private var hasSaidNo = false
  private var stale = 0

  /// Everything up to where the order begins to matter; each order starts on its disk.
  init() async throws {
    bench = try await Bench()
    try await bench.greet(Bench.school)
    let cooperation = bench.conversation()
    try await bench.record(Self.signedPaper, in: cooperation)
    for _ in 0..<Self.shares { try await bench.share() }
    no = bench.letter(
      Wording(
        Paper.father, takesBack: Self.signedPaper, from: Town.school.unit, in: cooperation))
    let first = try await bench.shares().first?.key.delivery
    let credits = (1...Int64(Self.shares) + 1).map {
      ClientCommand.credit(.init(messages: $0, bytes: 1 << 30))
    }
    asks = [credits[0]] + [first.map(ClientCommand.open)].compactMap(\.self) + credits[1...]
  }

  /// Does everything in an order drawn by the dice.
  mutating func pass(_ dice: inout SplitMix64) async throws -> Meeting {
    try await bench.restart()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: 0)
    var asks = asks
    while let move = dice.pick(moves(asks)) {
      switch move {
      case .ask: try bench.begin(asks.removeFirst(), from: Bench.police)
      case .sayNo:
        hasSaidNo = true
        try bench.begin(
          .publish(.init(proof: no.proof, message: no.message)), from: Bench.school)
      case .perform(let kind): try await bench.host.perform(kind, batches: 1 + dice.below(3))
      case .hand(let kind): note(try bench.hand(kind))
      }
    }
    try await bench.wait(.seconds(2))
    return try await meeting()
  }

  private func moves(_ asks: [ClientCommand]) -> [Move] {
    (asks.isEmpty ? [] : [.ask]) + (hasSaidNo ? [] : [.sayNo])
      + Simulation.Host.Kind.allCases.filter(bench.host.hasWork).map(Move.perform)
      + Simulation.Host.Kind.allCases.filter(bench.host.hasAnswer).map(Move.hand)
  }

  private mutating func note(_ event: Event?) {
    guard case .recorded(let kept)? = event else { return }
    stale += kept.count { if case .stale = $0 { true } else { false } }
  }

  /// Where the ledger has the no, and where each time that the police were shown something.
  private mutating func meeting() async throws -> Meeting {
    let reader = bench.host.reader
    let found = try await reader.word(for: no.id, of: Town.school.agency)
    let place = try #require(found?.withdrawn?.at)
    var meeting = Meeting(stale: stale)
    for share in try await bench.shares() {
      for handOver in try await reader.handOvers(of: share.key.entry)
      where handOver.delivery == share.key.delivery {
        let index = try #require(handOver.index)
        if index < place { meeting.before += 1 } else { meeting.after += 1 }
      }
      #expect(share.standing.state == .withdrawn)
    }
    let shown = try bench.take(Bench.police).delivers.shown()
    #expect(shown.count { $0.kind == "collaboration.share" } <= meeting.before)
    #expect(bench.host.store.noted.faults.isEmpty)
    return meeting
  }
}

/// How many orders: few for every change; a hundred thousand by hand, `WITHDRAWAL_ORDERS=100000`.
private enum Extent {
  static let orders =
    Int(ProcessInfo.processInfo.environment["WITHDRAWAL_ORDERS"] ?? "") ?? 80
  /// Told apart so that a machine with several cores uses them.
  static let lanes = 4
}

@Suite struct `A no among deliveries` {
  @Test(arguments: 0..<Extent.lanes)
  func `is never followed by one on disk, whatever the order`(lane: Int) async throws {
    let prepared = try await Afternoon()
    var dice = SplitMix64(seed: UInt64(20_261_122 + lane))
    var sum = Afternoon.Meeting()
    for _ in 0..<max(1, Extent.orders / Extent.lanes) {
      var afternoon = prepared
      let meeting = try await afternoon.pass(&dice)
      sum.before += meeting.before
      sum.after += meeting.after
      sum.stale += meeting.stale
    }
    #expect(sum.after == 0)
    // Otherwise the orders would have tried nothing.
    #expect(sum.before > 0 && sum.stale > 0)
    print("interleavings:", lane, sum)
  }
}
