import AdapterKit
import Concerns
import EdgeSupport
import Testing
import Wire

@Suite(.timeLimit(.minutes(20))) struct `A question` {
  let delivery: DeliveryID

  init() {
    var generator = SystemRandomNumberGenerator()
    delivery = DeliveryID(using: &generator)
  }

  @Test func `lists labels and where the next page begins`() async throws {
    let label = BrokerCommand.Label(
      delivery: delivery, kind: .reportMandatory, lane: .report, state: "waiting",
      accepted: Sample.moment, attempts: 0, version: 3)
    try await Stage.run(
      script: { _, asked in
        guard case .list(let list) = asked.command else { return .usual }
        #expect(list.limit == 100)
        return .say(.list([label], next: list.after == nil ? "more" : nil))
      }
    ) { stage in
      try await stage.client.start()
      let page = try await stage.client.list(stage.sample.reception, limit: 1000)
      #expect(page.items.map(\.delivery) == [delivery])
      #expect(page.items.map(\.version) == [3])
      #expect(page.next == "more")
      let last = try await stage.client.list(stage.sample.reception, after: "more", limit: 100)
      #expect(last.next == nil)
    }
  }

  @Test func `opens a delivery, however the broker counts its own`() async throws {
    try await Stage.run(
      script: { edge, asked in
        guard case .open(let delivery) = asked.command else { return .usual }
        return .say(edge.answer(to: delivery))
      }
    ) { stage in
      try await stage.client.start()
      let referral = try await stage.client.open(delivery)
      #expect(referral.delivery == delivery)
      #expect(referral.source == stage.sample.agency)
      #expect(referral.isWhole)
    }
  }

  @Test func `decides once, and reports the new version and the owner`() async throws {
    try await Stage.run { stage in
      try await stage.client.start()
      let sent = try await stage.client.redirect(
        delivery, version: 7, to: stage.sample.reception, reason: .moved)
      #expect(sent.version == 8)
      #expect(sent.owner == stage.sample.reception)
      try await stage.client.release(delivery)
      #expect(await stage.edge.heardCount(.release) == 1)
    }
  }

  @Test func `reports an owner that is another than the one it named`() async throws {
    let head = try #require(FunctionID("social.head"))
    try await Stage.run(
      script: { _, asked in
        guard case .decide(let decide) = asked.command else { return .usual }
        return .say(.decided(decide.delivery, version: 8, to: head))
      }
    ) { stage in
      try await stage.client.start()
      let sent = try await stage.client.redirect(
        delivery, version: 7, to: stage.sample.reception, reason: .moved)
      #expect(sent.owner == head)
    }
  }

  @Test func `is not repeated when that could do something twice`() async throws {
    try await Stage.run(
      script: { edge, asked in
        guard asked.command.name == .admin else { return .usual }
        edge.cut()
        return .silence
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault {
        _ = try await stage.client.administer(json: "{\"act\":\"agency.add\"}")
      }
      #expect(found == .interrupted)
      _ = try await stage.client.status(of: try stage.prepared().id)
      #expect(await stage.edge.heardCount(.admin) == 1)
    }
  }

  @Test func `waits when sixty-four are unanswered, and a publish does not wait for it`()
    async throws
  {
    try await Stage.run(
      script: { edge, asked in
        switch asked.command {
        case .status: return edge.answered == 0 ? .silence : .usual
        case .publish:
          edge.holdNothingBack()
          return .usual
        default: return .usual
        }
      }
    ) { stage in
      try await stage.client.start()
      let id = try stage.prepared().id
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<70 {
          group.addTask { _ = try await stage.client.status(of: id) }
        }
        #expect(await stage.edge.hear(64, .status))
        _ = try await stage.client.publish(try Sample.document())
        try await group.waitForAll()
      }
      let order = await stage.edge.heard.map(\.command.name).filter {
        [.status, .publish].contains($0)
      }
      #expect(order.firstIndex(of: .publish) == 64)
      #expect(order.count == 71)
    }
  }

  @Test func `carries an act and its answer`() async throws {
    try await Stage.run { stage in
      try await stage.client.start()
      let answer = try await stage.client.administer(json: "{\"act\": \"agency.ls\"}")
      #expect(answer == "{\"act\":\"agency.ls\"}")
    }
  }

  @Test func `tells what the register advises`() async throws {
    try await Stage.run(
      script: { edge, asked in
        guard asked.command.name == .admin else { return .usual }
        let header =
          "{\"n\":\(asked.number),\"code\":\"bad-request\",\"retry\":\"mended\","
          + "\"remedy\":\"choose another name\"}"
        edge.sendFrames([CommandName.problem.frame, Array(header.utf8)])
        return .silence
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault {
        _ = try await stage.client.administer(json: "{\"act\":\"agency.add\"}")
      }
      guard case .refused(let refusal)? = found else {
        Issue.record("not refused: \(String(describing: found))")
        return
      }
      #expect(refusal.remedy == "choose another name")
    }
  }
}
