import AdapterKit
import Concerns
import Support
import Wire
import ZeroMQ

/// Kills one broker after the other under load, and asks each next one what it remembers.
struct Run {
  /// Longest wait for something that takes milliseconds: beyond it the broker hangs.
  private static let patience: Duration = .seconds(60)
  /// Promises sent once more after a restart; the last ones are those a crash could have cost.
  private static let resends = 4

  let stage: Stage
  let kills: Int
  let seed: UInt64

  /// What came of it.
  struct Outcome: Sendable {
    var figures = Journal.Figures()
    var findings: [String] = []
    var duringStart = 0
    var redriven = 0
    var restarts: [Duration] = []
    var missing = 0
    var undelivered = 0
  }

  func perform() async throws -> Outcome {
    let script = try Script()
    return try await withPollLoop(named: "members") { loop in
      let journal = Journal(loop: loop)
      var clients: [Party: MemberClient] = [:]
      for party in Party.allCases {
        clients[party] = MemberClient(
          connection: try stage.connection(of: party), loop: loop, limits: .impatient)
      }
      let troupe = Troupe(clients: clients, journal: journal, script: script)
      return try await perform(troupe, on: loop)
    }
  }

  private func perform(_ troupe: Troupe, on loop: PollLoop) async throws -> Outcome {
    var outcome = Outcome()
    var broker = try await start(&outcome)
    for client in troupe.clients.values { try await client.start() }
    let curtain = Curtain()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sender in troupe.senders(until: curtain) { group.addTask { await sender.run() } }
      // Those who read never end by themselves: they are closed when all is delivered.
      for recipient in troupe.recipients { group.addTask { await recipient.run() } }
      do {
        var dice = SplitMix64(seed: seed)
        for _ in 0..<kills {
          broker = try await kill(broker, at: .draw(&dice), troupe, &outcome)
        }
        curtain.fall()
        try await finish(troupe, on: loop, &outcome)
      } catch {
        curtain.fall()
        await troupe.leave()
        await broker.kill()
        throw error
      }
      await troupe.leave()
      try await group.waitForAll()
    }
    await broker.kill()
    outcome.figures = await troupe.journal.figures
    outcome.findings = await troupe.journal.findings
    return outcome
  }

  private func start(_ outcome: inout Outcome) async throws -> BrokerProcess {
    let clock = ContinuousClock()
    let began = clock.now
    let broker = try BrokerProcess(folder: stage.folder)
    try await broker.ready()
    outcome.restarts.append(clock.now - began)
    return broker
  }

  /// Waits for the moment, kills, and starts the next.
  private func kill(
    _ broker: BrokerProcess, at moment: KillMoment, _ troupe: Troupe, _ outcome: inout Outcome
  ) async throws -> BrokerProcess {
    switch moment {
    case .starting(let time):
      await broker.kill()
      outcome.duringStart += 1
      let next = try BrokerProcess(folder: stage.folder)
      await troupe.journal.pass(time)
      await next.kill()
    case .receipt(let count):
      try await audit(troupe, &outcome)
      guard await troupe.journal.waitForReceipts(count, atMost: Self.patience) else {
        await broker.kill()
        throw BrokerProcess.NotReady(description: "no receipts, though the broker is there")
      }
      await broker.kill()
    case .serving(let time):
      await troupe.journal.pass(time)
      await broker.kill()
    }
    return try await start(&outcome)
  }

  /// Asks for everything promised since the last time, and sends the last of it once more.
  private func audit(_ troupe: Troupe, _ outcome: inout Outcome) async throws {
    let promises = await troupe.journal.takeRecent()
    async let resent: Void = troupe.resend(promises.suffix(Self.resends))
    outcome.missing += await troupe.forgotten(of: promises)
    await resent
  }

  /// Waits until all is delivered, and compares the ledger's lists with what everybody knows.
  private func finish(
    _ troupe: Troupe, on loop: PollLoop, _ outcome: inout Outcome
  ) async throws {
    try await audit(troupe, &outcome)
    outcome.redriven = try await redrive(on: loop)
    let isDone = await troupe.journal.waitUntilAllDelivered(atMost: Self.patience)
    outcome.undelivered = await troupe.journal.undelivered
    if !isDone { await troupe.journal.find("not everything was delivered and signed for in time") }
    try await troupe.compareLists()
  }

  /// Gives what was parked, as it was on its way at too many deaths, another chance.
  private func redrive(on loop: PollLoop) async throws -> Int {
    let client = MemberClient(
      connection: try stage.operatorConnection(), loop: loop, limits: .patient)
    try await client.start()
    let parked = try await client.administer(.object([.init("act", .string("parked.ls"))]))
    let deliveries = (parked["parked"]?.array ?? []).compactMap { $0["delivery"] }
    for delivery in deliveries {
      _ = try await client.administer(
        .object([.init("act", .string("parked.redrive")), .init("delivery", delivery)]))
    }
    await client.close()
    return deliveries.count
  }
}
