import AdapterKit
import Broker
import Concerns
import Evidence
import Testing
import Wire
import ZeroMQ

@Suite(.timeLimit(.minutes(20))) struct `The door` {
  @Test func `counts who is turned away, and says so once a minute, without a key or an address`()
    async
  {
    await #expect(processExitsWith: .success) {
      try await Premises.run { premises in
        let operating = try premises.client(of: .operating)
        try await operating.start()
        // The broker's own tests of its doors are not strangers.
        #expect(try await premises.strangers(operating) == [:])
        let stranger = try CurveKeyPair.random()
        for _ in 0..<3 {
          try await premises.knock(with: stranger, at: premises.keys.server.publicKey)
        }
        try await premises.knock(with: stranger, at: stranger.publicKey)
        try await premises.knock(with: nil, at: premises.keys.server.publicKey)
        let wanted = ["unknown-key": 3, "wrong-server-key": 1, "wrong-mechanism": 1]
        var seen: [String: Int] = [:]
        for _ in 0..<2000 where seen != wanted {
          seen = try await premises.strangers(operating)
        }
        #expect(seen == wanted)
        let lines = premises.log.all
        #expect(
          lines.sorted()
            == wanted.keys.sorted().map {
              "a connection was turned away at the door count=1 reason=\($0)"
            })
        let secrets = [stranger.publicKey.z85, "127.0.0.1"]
        #expect(!lines.contains { line in secrets.contains { line.contains($0) } })
        await operating.close()
      }
    }
  }

  @Test func `is open at two ports while the server key is changed, and members are told`() async {
    await #expect(processExitsWith: .success) {
      try await Premises.run {
        $0.next = Moment("2030-01-15T08:00:00Z")
      } _: { premises in
        let school = try premises.client(of: .school)
        let told = try #require(try await school.start().next)
        #expect(told.key == premises.keys.next?.publicKey)
        #expect(told.from == Moment("2030-01-15T08:00:00Z"))
        #expect(told.from > .wallClock)
        #expect(!premises.endpoint.hasSuffix(":\(told.port)"))
        // By the next key to the other port: the same broker, the same words.
        let preschool = try premises.client(of: .preschool) { $0.moved(to: told) }
        #expect(preschool.connection.endpoint == "tcp://127.0.0.1:\(told.port)")
        let session = try await preschool.start()
        #expect(session.next == told)
        let reception = try premises.client(of: .reception)
        try await reception.start()
        var referrals = await reception.subscribe(
          to: try Premises.Who.reception.functions.sorted()
        ).makeAsyncIterator()
        let sent = try await preschool.publish(try Premises.document(of: .preschool))
        #expect(await referrals.next()?.id == sent.id)
        // Each key opens its own port alone, and neither is open to strangers.
        let crossed = try premises.client(of: .school) { _ in
          try premises.connection(of: .school, at: told.endpoint)
        }
        #expect(await premises.fault(of: crossed) == .wrongServer(endpoint: told.endpoint))
        let stranger = try CurveKeyPair.random()
        try await premises.knock(with: stranger, at: told.key, told.endpoint)
        for client in [school, preschool, reception] { await client.close() }
      }
    }
  }

  @Test func `shuts behind a machine that is removed, at both ports`() async {
    await #expect(processExitsWith: .success) {
      try await Premises.run {
        $0.next = Moment("2030-01-15T08:00:00Z")
      } _: { premises in
        let operating = try premises.client(of: .operating)
        let told = try #require(try await operating.start().next)
        let (old, new) = (Knocker(loop: premises.loop), Knocker(loop: premises.loop))
        let connection = try premises.connection(of: .school)
        let moved = try #require(connection.moved(to: told))
        try await old.enter(with: premises.curve(of: .school), connection)
        try await new.enter(with: premises.curve(of: .school), moved)
        _ = try await operating.administer(
          .object([.init("act", .string("member.remove")), .init("id", .string("school/main"))]))
        await old.cut()
        await new.cut()
        #expect(
          await premises.fault(of: try premises.client(of: .school))
            == .keyRefused(endpoint: premises.endpoint))
        #expect(
          await premises.fault(of: try premises.client(of: .school) { $0.moved(to: told) })
            == .keyRefused(endpoint: told.endpoint))
        await operating.close()
      }
    }
  }
}

@Suite struct `The next server key` {
  private static let plain = """
    data: /d
    deployment: prov
    environment: training
    directory: /d/a
    policy: /d/b
    listen: tcp://*:5710

    """

  @Test func `is none where its keys are empty or left out`() throws {
    #expect(try BrokerConfiguration(yaml: Self.plain).next == nil)
    let empty = "next-key: ''\nnext-listen: ''\nnext-from: ''\n"
    #expect(try BrokerConfiguration(yaml: Self.plain + empty).next == nil)
  }

  @Test func `is a file, a port of its own and a time`() throws {
    let text = "next-key: keys/next\nnext-listen: tcp://*:5711\nnext-from: 2030-01-15T08:00:00Z\n"
    let next = try #require(try BrokerConfiguration(yaml: Self.plain + text).next)
    #expect(next.keyFile == "keys/next")
    #expect(next.port == 5711)
    #expect(next.from == Moment("2030-01-15T08:00:00Z"))
  }

  @Test(arguments: [
    ("next-key: a\n", "next-key"),
    ("next-key: a\nnext-listen: tcp://*:5710\nnext-from: 2030-01-15T08:00:00Z\n", "next-listen"),
    ("next-key: a\nnext-listen: tcp://*:*\nnext-from: 2030-01-15T08:00:00Z\n", "next-listen"),
    ("next-key: a\nnext-listen: ipc://x:1\nnext-from: 2030-01-15T08:00:00Z\n", "next-listen"),
    ("next-key: a\nnext-listen: tcp://*:5711\nnext-from: January\n", "next-from"),
  ])
  func `stops the start when something of it is wrong`(text: String, key: String) {
    #expect {
      _ = try BrokerConfiguration(yaml: Self.plain + text)
    } throws: { error in
      guard case .invalid(key, _)? = error as? ConfigurationError else { return false }
      return true
    }
  }
}
