import Evidence
import Concerns
import Ledger
import Pipeline
import Simulation
import Testing
import Wire

@Suite struct `A session` {
  @Test func `must be opened before anything else`() async throws {
    var bench = try await Bench()
    #expect(try await bench.send(.ping, from: Bench.school).codes == [.noSession])
    let letter = bench.letter(bench.wording())
    #expect(try await bench.publish(letter).codes == [.noSession])
    #expect(bench.host.store.noted.claims.isEmpty)
  }

  @Test(arguments: [(300, true), (-300, true), (301, false), (-301, false)])
  func `needs a clock that is right within five minutes`(
    seconds: Int, isWelcome: Bool
  ) async throws {
    var bench = try await Bench()
    let answers = try await bench.send(
      .hello(.init(time: bench.now + .seconds(seconds), software: "bench", functions: [])),
      from: Bench.school)
    #expect(answers.codes == (isWelcome ? [] : [.clockSkew]))
  }

  @Test func `goes by the wall clock, also after that has leapt and was set right`() async throws {
    var bench = try await Bench()
    let right = bench.now
    try await bench.wait(.seconds(86_400))
    let leapt = bench.now
    bench.now = right + .seconds(1)
    let answers = try await bench.send(
      .hello(.init(time: bench.now, software: "bench", functions: [])), from: Bench.school)
    guard case .welcome(let welcome)? = answers.first else {
      Issue.record("no welcome: \(answers)")
      return
    }
    #expect(welcome.time == bench.now)
    let late = try await bench.send(
      .hello(.init(time: leapt, software: "bench", functions: [])), from: Bench.association)
    #expect(late.codes == [.clockSkew])
    // What is on disk never goes back.
    let letter = bench.letter(bench.wording())
    #expect(try await bench.publish(letter).leaves.map(\.at) == [leapt])
  }

  @Test func `tells who speaks, what may be done, and which doors are public`() async throws {
    var bench = try await Bench()
    let answers = try await bench.send(
      .hello(.init(time: bench.now, software: "bench", functions: [Town.school.unit])),
      from: Bench.school)
    guard case .welcome(let welcome)? = answers.first else {
      Issue.record("no welcome: \(answers)")
      return
    }
    #expect(welcome.agency == Town.school.agency)
    #expect(welcome.deployment == Town.deployment)
    #expect(welcome.environment == .training)
    #expect(welcome.functions == [Town.school.unit])
    #expect(welcome.keys == [Town.receiptKey.verifyingKey])
    #expect(welcome.entrances.map(\.function) == [Town.reception, Town.onCall])
    #expect(welcome.publish == 256)
    #expect(welcome.idle == 60)
    #expect(welcome.lease == 30)
  }

  @Test func `does not read the mailboxes of others`() async throws {
    var bench = try await Bench()
    let answers = try await bench.send(
      .hello(.init(time: bench.now, software: "bench", functions: [Town.reception])),
      from: Bench.school)
    #expect(answers.codes == [.unknownFunction])
  }

  @Test func `that is opened again gives back what it had, without an answer left over`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report()
    let first = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.greet(Bench.reception)
    try await bench.wait(.seconds(1))
    let second = try #require(bench.take(Bench.reception).delivers.first)
    #expect(second.delivery == first.delivery)
    #expect((first.attempt, second.attempt) == (1, 2))
  }

  @Test func `ends after a minute of silence`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.wait(.seconds(60))
    #expect(try await bench.send(.ping, from: Bench.school).codes.isEmpty)
    try await bench.wait(.seconds(61))
    #expect(try await bench.send(.ping, from: Bench.school).codes == [.noSession])
  }

  @Test func `is kept open also by what cannot be read`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.wait(.seconds(50))
    #expect(try await bench.send([[1], [2]], from: Bench.school).codes == [.unknownCommand])
    try await bench.wait(.seconds(50))
    try await bench.tell(.overlong(Bench.peer(Bench.school)))
    #expect(bench.take(Bench.school).codes == [.tooLarge])
    try await bench.wait(.seconds(50))
    #expect(try await bench.send(.ping, from: Bench.school) == [.ping])
  }

  @Test func `is not needed for a refusal to be kept, so many in a minute`() async throws {
    var bench = try await Bench()
    let before = bench.host.store.noted.last
    #expect(try await bench.send(.ping, from: Bench.school).codes == [.noSession])
    #expect(bench.host.store.noted.last == before.next)
    for _ in 0..<100 {
      #expect(try await bench.send(.ping, from: Bench.school).codes == [.noSession])
    }
    #expect(bench.host.store.noted.last == EntryIndex(before.value + 60))
  }

  @Test func `ends with a farewell`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    #expect(try await bench.send(.bye, from: Bench.school) == [.bye])
    #expect(try await bench.send(.ping, from: Bench.school).codes == [.noSession])
  }

  @Test func `never takes back credit`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.reception, credit: 5)
    let answers = try await bench.send(
      .credit(.init(messages: 4, bytes: 1 << 30)), from: Bench.reception)
    #expect(answers.codes == [.creditFell])
  }

  @Test func `of a machine is one of eight at most`() async throws {
    var bench = try await Bench()
    for connection in UInt8(1)...8 {
      try await bench.greet(Bench.school, credit: 0, connection: connection)
    }
    #expect(try await bench.hello(Bench.school, connection: 9).codes == [.tooManySessions])
  }

  @Test func `that has been silent longest makes room for a ninth`() async throws {
    var bench = try await Bench()
    for connection in UInt8(1)...8 {
      try await bench.greet(Bench.school, credit: 0, connection: connection)
    }
    try await bench.wait(.seconds(20))
    for connection in [UInt8(1), 2, 4, 5, 6, 7, 8] {
      try await bench.send(.ping, from: Bench.school, connection: connection)
    }
    try await bench.wait(.seconds(10))
    // A PING every twenty seconds may take a while: nobody who sends them is cut off.
    #expect(try await bench.hello(Bench.school, connection: 9).codes == [.tooManySessions])
    try await bench.wait(.seconds(1))
    #expect(try await bench.hello(Bench.school, connection: 9).codes.isEmpty)
    #expect(
      try await bench.send(.ping, from: Bench.school, connection: 3).codes == [.noSession])
    for connection in [UInt8(1), 2, 4, 5, 6, 7, 8, 9] {
      #expect(
        try await bench.send(.ping, from: Bench.school, connection: connection) == [.ping])
    }
  }

  @Test func `makes no room for a HELLO that is wrong, nor for another machine`() async throws {
    var bench = try await Bench()
    for connection in UInt8(1)...8 {
      try await bench.greet(Bench.school, credit: 0, connection: connection)
    }
    try await bench.wait(.seconds(31))
    let wrong = try await bench.hello(
      Bench.school, reading: [Town.reception], connection: 9)
    #expect(wrong.codes == [.unknownFunction])
    try await bench.greet(Bench.secondSchool, credit: 0, connection: 9)
    for connection in UInt8(1)...8 {
      #expect(
        try await bench.send(.ping, from: Bench.school, connection: connection) == [.ping])
    }
  }
}
