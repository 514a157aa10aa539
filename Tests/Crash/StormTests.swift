import AdapterKit
import Testing
import ZeroMQ

@Suite struct `A broker among strangers` {
  /// Connections of the storm.
  private static let connections = 2000
  /// Concerns sent meanwhile.
  private static let concerns = 40

  @Test(.timeLimit(.minutes(20)))
  func `serves its members and stays up`() async throws {
    let stage = Stage()
    try await stage.prepare()
    let broker = try BrokerProcess(folder: stage.folder)
    try await broker.ready()
    let connection = try stage.connection(of: .school)
    let clock = ContinuousClock()
    let began = clock.now
    let storm = Storm(
      endpoint: connection.endpoint, connections: Self.connections, seed: 20_261_121)
    async let raged = storm.rage()
    let during = try await Self.publish(Self.concerns, over: connection)
    let heard = await raged
    // Whoever comes after the storm must get in, too.
    let after = try await Self.publish(1, over: connection)
    #expect(during == Self.concerns)
    #expect(after == 1)
    // The kernel drops whoever comes while its queue is full; that is no promise of ours.
    #expect(heard > Self.connections / 2)
    #expect(broker.isRunning)
    print(
      """
      storm: \(heard) of \(Self.connections) connections said something, \
      \(during + after) of \(Self.concerns + 1) concerns have receipts, \(clock.now - began)
      """)
    await broker.kill()
    try stage.strike()
  }

  /// Publishes one after the other over a connection of its own.
  ///
  /// - Returns: How many have a receipt that verifies.
  private static func publish(_ count: Int, over connection: Connection) async throws -> Int {
    let script = try Script()
    return try await withPollLoop(named: "school") { loop in
      let client = MemberClient(connection: connection, loop: loop, limits: .patient)
      try await client.start()
      var receipts = 0
      for number in 0..<count {
        guard let line = script.line(number, of: .school) else { continue }
        _ = try await client.publish(line.document)
        receipts += 1
      }
      await client.close()
      return receipts
    }
  }
}
