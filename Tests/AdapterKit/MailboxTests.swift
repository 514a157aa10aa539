import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Testing
import Wire
import ZeroMQ

@Suite(.timeLimit(.minutes(20))) struct `A mailbox` {
  @Test(arguments: [true, false])
  func `hands on what verifies, readable`(isWhole: Bool) async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let message = try stage.sample.message()
      await stage.edge.deliver(try stage.sample.delivery(of: message, whole: isWhole))
      var iterator = referrals.makeAsyncIterator()
      let referral = try #require(await iterator.next())
      #expect(referral.id == message.envelope.id)
      #expect(referral.source == stage.sample.agency)
      #expect(referral.isWhole == isWhole)
      #expect(referral.matter?.kind == .reportMandatory)
      #expect((referral.handling == nil) == !isWhole)
      #expect(referral.sections.contains { $0.dataClass == .handling } == isWhole)
      let narrative = try #require(referral.sections.first { $0.dataClass == .narrative })
      #expect(narrative.json == "{\"text\":\"borta sedan maj\"}")
      #expect(referral.viewDigest.utf8.count == 43)
    }
  }

  @Test func `is said in the hello`() async throws {
    try await Stage.run { stage in
      _ = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let hello = await stage.edge.heard.first?.command
      guard case .hello(let hello)? = hello else {
        Issue.record("no hello")
        return
      }
      #expect(hello.functions == [stage.sample.reception])
    }
  }

  @Test(arguments: Tampering.allCases)
  func `hands on nothing that was tampered with`(tampering: Tampering) async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let bad = try stage.sample.delivery(of: try stage.sample.message(), whole: false)
      await stage.edge.deliver(try tampering.apply(to: bad, of: stage.sample))
      let good = try stage.sample.message()
      await stage.edge.deliver(try stage.sample.delivery(of: good))
      var iterator = referrals.makeAsyncIterator()
      #expect(await iterator.next()?.id == good.envelope.id)
      #expect(await stage.client.counts.forged == 1)
      #expect(await stage.edge.heardCount(.acknowledge) == 0)
    }
  }

  @Test func `hands on a delivery once, and another of the same view as well`() async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let message = try stage.sample.message()
      let first = try stage.sample.delivery(of: message)
      let second = try stage.sample.delivery(of: message)
      for delivery in [first, first, second, second] { await stage.edge.deliver(delivery) }
      var iterator = referrals.makeAsyncIterator()
      let referral = try #require(await iterator.next())
      #expect(referral.delivery == first.delivery)
      #expect(try await stage.client.acknowledge(referral, as: .received) == .received)
      let other = try #require(await iterator.next())
      #expect(other.delivery == second.delivery)
      #expect(other.viewDigest == referral.viewDigest)
      #expect(await stage.client.counts.duplicates == 2)
      let acknowledged = await stage.edge.heard.compactMap { asked -> [DeliveryID]? in
        guard case .acknowledge(let said) = asked.command else { return nil }
        return said.document.items.map(\.delivery)
      }
      #expect(acknowledged == [[first.delivery]])
    }
  }

  @Test func `hands on another view of a delivery, and only the last`() async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let message = try stage.sample.message()
      let whole = try stage.sample.delivery(of: message)
      let less = try stage.sample.delivery(
        of: message, whole: false, id: whole.delivery, attempt: 2)
      for delivery in [whole, less] { await stage.edge.deliver(delivery) }
      #expect(await stage.isCaughtUp())
      var iterator = referrals.makeAsyncIterator()
      let referral = try #require(await iterator.next())
      #expect(referral.attempt == 2)
      #expect(!referral.isWhole)
      await stage.edge.deliver(whole)
      #expect(await iterator.next()?.isWhole == true)
      #expect(await stage.client.counts.duplicates == 0)
    }
  }

  @Test func `acknowledges again what comes again`() async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let delivery = try stage.sample.delivery(of: try stage.sample.message())
      await stage.edge.deliver(delivery)
      var iterator = referrals.makeAsyncIterator()
      let referral = try #require(await iterator.next())
      try await stage.client.acknowledge(referral, as: .committed, caseNumber: "SOC-1")
      await stage.edge.deliver(delivery)
      #expect(await stage.edge.hear(2, .acknowledge))
      let states = await stage.edge.heard.compactMap { asked -> AckState? in
        guard case .acknowledge(let said) = asked.command else { return nil }
        return said.document.items[0].state
      }
      #expect(states == [.committed, .committed])
    }
  }

  @Test func `believes no receipt of a foreign key for what it acknowledged`() async throws {
    var generator = SystemRandomNumberGenerator()
    let forger = SigningKey(using: &generator)
    try await Stage.run(
      script: { edge, asked in
        guard case .acknowledge(let said) = asked.command else { return .usual }
        return .say(edge.receipt(for: said.document, signedBy: forger))
      }
    ) { stage in
      try await stage.client.start()
      let delivery = try stage.sample.delivery(of: try stage.sample.message())
      let referral = try Referral(
        verifying: delivery, over: try stage.sample.connection("tcp://127.0.0.1:1"))
      let found = await fault {
        try await stage.client.acknowledge(referral, as: .received)
      }
      #expect(found == .forged(.receipt))
    }
  }

  @Test func `gives credit as referrals are taken, and never takes it back`() async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception], credit: 2)
      try await stage.client.start()
      for _ in 0..<2 {
        await stage.edge.deliver(try stage.sample.delivery(of: try stage.sample.message()))
      }
      var iterator = referrals.makeAsyncIterator()
      for _ in 0..<2 { #expect(await iterator.next() != nil) }
      #expect(await stage.edge.hear(3, .credit))
      let credits = await stage.edge.heard.compactMap { asked -> Int64? in
        guard case .credit(let credit) = asked.command else { return nil }
        return credit.messages
      }
      #expect(credits == [2, 3, 4])
    }
  }

  @Test func `hands on nothing that was recalled in time`() async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let recalled = try stage.sample.delivery(of: try stage.sample.message())
      let other = try stage.sample.message()
      await stage.edge.deliver(recalled)
      await stage.edge.say(.recall(recalled.delivery), 99)
      await stage.edge.deliver(try stage.sample.delivery(of: other))
      #expect(await stage.edge.hear(1, .acknowledge))
      var iterator = referrals.makeAsyncIterator()
      #expect(await iterator.next()?.id == other.envelope.id)
      let last = await stage.edge.heard.last { $0.command.name == .acknowledge }
      guard case .acknowledge(let said)? = last?.command else {
        Issue.record("no answer to the recall")
        return
      }
      #expect(said.document.items.map(\.delivery) == [recalled.delivery])
      #expect(said.document.items[0].state == nil)
    }
  }

  @Test(arguments: [true, false])
  func `hands on what was recalled and comes again`(isDropped: Bool) async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let (message, other) = (try stage.sample.message(), try stage.sample.message())
      let delivery = try stage.sample.delivery(of: message)
      await stage.edge.deliver(delivery)
      await stage.edge.say(.recall(delivery.delivery), 99)
      #expect(await stage.edge.hear(1, .acknowledge))
      var iterator = referrals.makeAsyncIterator()
      if isDropped {
        await stage.edge.deliver(try stage.sample.delivery(of: other))
        #expect(await iterator.next()?.id == other.envelope.id)
      }
      await stage.edge.deliver(delivery)
      #expect(await stage.isCaughtUp())
      let referral = try #require(await iterator.next())
      #expect(referral.delivery == delivery.delivery)
      #expect(try await stage.client.acknowledge(referral, as: .read) == .read)
    }
  }

  @Test func `ends when its reader is cancelled`() async throws {
    try await Stage.run { stage in
      let referrals = await stage.client.subscribe(to: [stage.sample.reception])
      try await stage.client.start()
      let count = await withTaskGroup(of: Int.self) { group in
        group.addTask {
          var count = 0
          for await _ in referrals { count += 1 }
          return count
        }
        group.cancelAll()
        return await group.next()
      }
      #expect(count == 0)
    }
  }
}

/// What somebody between might do to a delivery.
enum Tampering: CaseIterable {
  case changedLine, addedLine, foreignKey, foreignSignature, notWhole

  func apply(
    to deliver: BrokerCommand.Deliver, of sample: Sample
  ) throws -> BrokerCommand.Deliver {
    var generator = SystemRandomNumberGenerator()
    let stranger = SigningKey(using: &generator)
    var (view, key, proof, isWhole) = (deliver.view, deliver.key, deliver.proof, false)
    switch self {
    case .changedLine:
      let text = String(decoding: view, as: UTF8.self)
      view = Array(text.replacing("sedan maj", with: "sedan mars").utf8)
    case .addedLine:
      let other = try sample.message()
      view += try #require(other.sections.first).line + [0x0A]
    case .foreignKey: key = stranger.verifyingKey
    case .foreignSignature:
      proof =
        Proof.sign(
          [deliver.envelope], for: .publish, audience: sample.deployment, with: stranger)[0]
    case .notWhole: isWhole = true
    }
    return .init(
      delivery: deliver.delivery, attempt: 1, lease: 30, function: deliver.function,
      thread: deliver.thread, lane: deliver.lane, isWhole: isWhole, hasGap: false, obligations: [],
      key: key,
      proof: proof, envelope: deliver.envelope, view: view)
  }
}
