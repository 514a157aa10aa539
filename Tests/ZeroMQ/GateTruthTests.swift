import Testing
import ZeroMQ

/// One handler per process, so everything that needs one waits its turn here.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `A gate` {}

/// A row of what libzmq 4.3.4 does with a stranger's key.
struct TruthRow: Sendable, CustomTestStringConvertible {
  let handler: HandlerKind
  let hasDomain: Bool
  let isEnforced: Bool
  let isStrangerIn: Bool

  var settings: [SocketOption] {
    get throws {
      var settings: [SocketOption] = [.handshakeLimit(.milliseconds(300))]
      if hasDomain { settings.append(.zapDomain(try #require(Gate.domain))) }
      if isEnforced { settings.append(.enforceZapDomain) }
      return settings
    }
  }

  var testDescription: String {
    "handler \(handler), \(hasDomain ? "a" : "no") domain, \(isEnforced ? "" : "not ")enforced"
  }
}

extension `A gate` {
  /// The table that the product's settings are chosen from; a new libzmq that differs shows here.
  @Test(arguments: [
    TruthRow(handler: .none, hasDomain: false, isEnforced: false, isStrangerIn: true),
    TruthRow(handler: .none, hasDomain: true, isEnforced: false, isStrangerIn: true),
    TruthRow(handler: .none, hasDomain: true, isEnforced: true, isStrangerIn: false),
    TruthRow(handler: .none, hasDomain: false, isEnforced: true, isStrangerIn: true),
    TruthRow(handler: .refusesAll, hasDomain: false, isEnforced: false, isStrangerIn: false),
    TruthRow(handler: .refusesAll, hasDomain: true, isEnforced: false, isStrangerIn: false),
    TruthRow(handler: .refusesAll, hasDomain: true, isEnforced: true, isStrangerIn: false),
    TruthRow(handler: .refusesAll, hasDomain: false, isEnforced: true, isStrangerIn: true),
    TruthRow(handler: .hangs, hasDomain: true, isEnforced: false, isStrangerIn: false),
    TruthRow(handler: .hangs, hasDomain: true, isEnforced: true, isStrangerIn: false),
  ])
  func `treats a stranger as libzmq does`(row: TruthRow) async throws {
    try await withPollLoop(named: "test") { loop in
      let handler = ZapHandler(loop: loop)
      switch row.handler {
      case .none: break
      case .refusesAll: try await handler.start()
      case .hangs:
        let mute = Peer(loop)
        try await mute.bind(try await mute.open(.router, []), "inproc://zeromq.zap.01")
      }
      let gate = try await Gate.open(loop, settings: try row.settings)
      let visit = try await Visitor(loop).visit(gate, as: .random())
      if row.isStrangerIn {
        #expect(visit == .delivered(nil))
      } else {
        guard case .refused = visit else {
          Issue.record("the stranger was not refused: \(visit)")
          return
        }
        #expect(try await gate.peer.receive(on: gate.listener, limits: Peer.limits) == nil)
      }
      let asked = await handler.counts.refused.values.reduce(0, +)
      let isAsked = row.handler == .refusesAll && !row.isStrangerIn
      #expect(asked == (isAsked ? 1 : 0))
    }
  }

  @Test(arguments: [false, true])
  func `whose handler has ended is open unless enforced`(isEnforced: Bool) async throws {
    try await withPollLoop(named: "test") { loop in
      let member = try CurveKeyPair.random()
      let handler = ZapHandler(loop: loop, table: try Gate.table([member.publicKey: "school"]))
      try await handler.start()
      let domain = try #require(Gate.domain)
      let gate = try await Gate.open(
        loop, settings: [.zapDomain(domain)] + (isEnforced ? [.enforceZapDomain] : []))
      let visitor = Visitor(loop)
      guard case .delivered = try await visitor.visit(gate, as: member) else {
        Issue.record("the member was not let in")
        return
      }
      await handler.stop()
      let visit = try await visitor.visit(gate, as: .random())
      #expect((visit == .delivered(nil)) == !isEnforced)
    }
  }

  @Test func `lets a member in under its own name, on every frame after a poll`() async throws {
    try await withPollLoop(named: "test") { loop in
      let member = try CurveKeyPair.random()
      let handler = ZapHandler(loop: loop, table: try Gate.table([member.publicKey: "school-1"]))
      try await handler.start()
      let visit = try await Visitor(loop).visit(try await Gate.open(loop), as: member)
      #expect(visit == .delivered(UserID(rawValue: "school-1")))
      #expect(await handler.counts.admitted == 1)
      #expect(await handler.counts.refused.isEmpty)
    }
  }

  @Test func `tells a stranger 400 and counts it`() async throws {
    try await withPollLoop(named: "test") { loop in
      let handler = ZapHandler(loop: loop, table: try Gate.table([:]))
      try await handler.start()
      let visit = try await Visitor(loop).visit(try await Gate.open(loop), as: .random())
      #expect(visit == .refused(.refused(status: 400)))
      #expect(await handler.counts.refused == [.unknownKey: 1])
      #expect(await handler.counts.admitted == 0)
    }
  }

  @Test func `follows a new table at the next handshake`() async throws {
    try await withPollLoop(named: "test") { loop in
      let (old, new) = (try CurveKeyPair.random(), try CurveKeyPair.random())
      let handler = ZapHandler(loop: loop, table: try Gate.table([old.publicKey: "old"]))
      try await handler.start()
      let gate = try await Gate.open(loop)
      let visitor = Visitor(loop)
      #expect(try await visitor.visit(gate, as: old) == .delivered(UserID(rawValue: "old")))
      await handler.replace(try Gate.table([new.publicKey: "new"]))
      #expect(try await visitor.visit(gate, as: new) == .delivered(UserID(rawValue: "new")))
      #expect(try await visitor.visit(gate, as: old) == .refused(.refused(status: 400)))
    }
  }

  @Test func `holds each key to its own budget of handshakes`() async throws {
    try await withPollLoop(named: "test") { loop in
      let (hasty, calm) = (try CurveKeyPair.random(), try CurveKeyPair.random())
      let handler = ZapHandler(
        loop: loop, table: try Gate.table([hasty.publicKey: "hasty", calm.publicKey: "calm"]),
        budget: HandshakeBudget(burst: 2, pace: .seconds(3600)))
      try await handler.start()
      let gate = try await Gate.open(loop)
      let visitor = Visitor(loop)
      let hastyName = UserID(rawValue: "hasty")
      #expect(try await visitor.visit(gate, as: hasty) == .delivered(hastyName))
      #expect(try await visitor.visit(gate, as: hasty) == .delivered(hastyName))
      #expect(try await visitor.visit(gate, as: hasty) == .refused(.refused(status: 500)))
      #expect(try await visitor.visit(gate, as: calm) == .delivered(UserID(rawValue: "calm")))
      #expect(await handler.counts.refused == [.overBudget: 1])
    }
  }

  @Test func `gives a key its budget back with time`() async throws {
    try await withPollLoop(named: "test") { loop in
      let member = try CurveKeyPair.random()
      let handler = ZapHandler(
        loop: loop, table: try Gate.table([member.publicKey: "school"]),
        budget: HandshakeBudget(burst: 1, pace: .milliseconds(20)))
      try await handler.start()
      let gate = try await Gate.open(loop)
      for _ in 0..<2 {
        let visit = try await Visitor(loop).visit(gate, as: member)
        #expect(visit == .delivered(UserID(rawValue: "school")))
        await gate.peer.wait(.milliseconds(25))
      }
    }
  }

  @Test func `has one handler only`() async throws {
    try await withPollLoop(named: "test") { loop in
      let first = ZapHandler(loop: loop)
      try await first.start()
      let error = await #expect(throws: ZeroMQError.self) {
        try await ZapHandler(loop: loop).start()
      }
      let text = try #require(error?.description)
      #expect(text.contains("stop the other listener"))
      await first.stop()
      try await ZapHandler(loop: loop).start()
    }
  }

  @Test func `goes on after malformed requests`() async throws {
    try await withPollLoop(named: "test") { loop in
      let member = try CurveKeyPair.random()
      let handler = ZapHandler(loop: loop, table: try Gate.table([member.publicKey: "school"]))
      try await handler.start()
      let peer = Peer(loop)
      let asker = try await peer.run { peer in
        let asker = try peer.open(.dealer, [.linger(.zero)])
        try peer.connect(asker, "inproc://zeromq.zap.01")
        for request in malformedRequests { #expect(try peer.send(request, on: asker) == .queued) }
        return asker
      }
      // Only the last two have a number to answer to; both are refused.
      for number in ["a", "b"] {
        let answer = try #require(try await peer.message(on: asker))
        #expect(
          answer.frames[..<4] == [[], Array("1.0".utf8), Array(number.utf8), Array("400".utf8)])
      }
      #expect(await handler.counts.refused == [.malformed: malformedRequests.count])
      let visit = try await Visitor(loop).visit(try await Gate.open(loop), as: member)
      #expect(visit == .delivered(UserID(rawValue: "school")))
    }
  }
}

private let malformedRequests: [[[UInt8]]] = [
  [[]],
  [[], Array("1.0".utf8)],
  [[], Array("2.0".utf8), [1]],
  [[1], Array("1.0".utf8), [1]],
  Array(repeating: [], count: 9),
  [[], [UInt8](repeating: 0xFF, count: 4096)],
  zapRequest("a", mechanism: "NULL", key: []),
  zapRequest("b", mechanism: "CURVE", key: [UInt8](repeating: 1, count: 31)),
]

private func zapRequest(_ number: String, mechanism: String, key: [UInt8]) -> [[UInt8]] {
  let head = ["", "1.0", number, "broker", "127.0.0.1", "", mechanism].map { Array($0.utf8) }
  return head + [key]
}
