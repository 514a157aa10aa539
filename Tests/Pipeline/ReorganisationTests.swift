import Concerns
import Deadlines
import Ledger
import Pipeline
import Ringing
import Routing
import Simulation
import Testing
import Wire

@Suite struct `The move of 2025` {
  @Test func `is planned, refused, mended, and done at midnight`() async throws {
    var (bench, letters) = try await MovingTown.bench()
    try await bench.greet(Town.operatorMember)
    let refused = try #require(try await bench.plan(MovingTown.planned).answers.first)
    #expect(refused["refused"]?.bool == true)
    #expect(refused["persons"]?.integer == 2)
    for machine in MovingTown.newMachines {
      try await bench.greet(machine, functions: [MovingTown.new])
    }
    let plan = try #require(try await bench.plan().answers.first)
    #expect(plan["refused"]?.bool == false)
    let day = try #require(plan["days"]?.array?.first)
    #expect(day["day"]?.string == "2025-01-01")
    #expect(day["open"]?.integer == 3)
    #expect(day["moved"]?.integer == 3)

    let clocks = bench.host.recovery.clocks.count
    try await MovingTown.restart(&bench, directory: MovingTown.after)
    bench.now = MovingTown.midnight + .seconds(-1)
    try await MovingTown.greetAll(&bench)
    #expect(try await MovingTown.delivered(&bench).isEmpty)
    try await bench.wait(.seconds(1))
    #expect(try await MovingTown.delivered(&bench) == letters.map(\.message.sectionBytes))
    try await MovingTown.restart(&bench)
    #expect(bench.host.recovery.directories.performed?.text == "2025-01-01")
    #expect(clocks == 0 && bench.host.recovery.clocks.count == MovingTown.clocks)
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test func `tells each day what goes where, and each item`() async throws {
    var (bench, _) = try await MovingTown.bench()
    try await bench.greet(Town.operatorMember)
    try await bench.plan(MovingTown.planned)
    let day = JSONValue.Member("day", .string("2025-01-01"))
    let answer = try #require(try await bench.administer("directory.day", [day]).answers.first)
    let handOver = try #require(answer["handOvers"]?.array?.first)
    #expect(handOver["from"]?.string == MovingTown.old.text)
    #expect(handOver["to"]?.string == MovingTown.new.text)
    #expect(handOver["count"]?.integer == 3)
    #expect(
      answer["findings"]?.array?.map { $0["fault"]?.string } == [
        "not-checked-in", "too-few-persons",
      ])
    let limit = JSONValue.Member("limit", .integer(2))
    let page = try #require(
      try await bench.administer("directory.items", [day, limit]).answers.first)
    #expect(page["items"]?.array?.count == 2)
    #expect(page["items"]?.array?.first?["clocks"]?.array?.count == MovingTown.clocksOfReport)
    let next = try #require(page["next"]?.string)
    let rest = try await bench.administer(
      "directory.items", [day, .init("after", .string(next))]
    ).answers.first
    #expect(rest?["items"]?.array?.count == 1)
    #expect(rest?["next"] == nil)
  }

  @Test func `refuses a file with a hole, and a day that nobody planned`() async throws {
    var (bench, _) = try await MovingTown.bench()
    try await bench.greet(Town.operatorMember)
    let hole = MovingTown.planned.replacing("    from: 2025-01-01", with: "    from: 2025-02-01")
    #expect(try await bench.plan(hole).codes == [.badRequest])
    let day = JSONValue.Member("day", .string("2025-01-01"))
    #expect(try await bench.administer("directory.day", [day]).codes == [.badRequest])
    let late: [JSONValue.Member] = [.init("part", .integer(1)), .init("text", .string(""))]
    try await MovingTown.restart(&bench)
    try await bench.greet(Town.operatorMember)
    #expect(try await bench.administer("directory.draft", late).codes == [.badRequest])
  }

  @Test func `ends the old unit's sight at that instant`() async throws {
    var (bench, _) = try await MovingTown.moving()
    let held = bench.take(MovingTown.oldMachine).delivers
    #expect(held.count == 2)
    try await bench.wait(.seconds(1))
    let told = bench.take(MovingTown.oldMachine)
    #expect(told.delivers.isEmpty)
    #expect(told.recalls == held.map(\.delivery))
    for command in [
      ClientCommand.list(.init(function: MovingTown.old, after: nil, limit: 10)),
      .open(held[0].delivery), .claim(held[0].delivery), .explain(held[0].delivery),
    ] {
      #expect(
        try await bench.send(command, from: MovingTown.oldMachine).codes == [.unknownDelivery])
    }
  }

  @Test(arguments: 0..<8)
  func `loses, doubles and stops nothing, whenever the broker dies in it`(
    pieces: Int
  ) async throws {
    var (bench, letters) = try await MovingTown.moving()
    try bench.begin(after: .seconds(1))
    for _ in 0..<pieces {
      guard let kind = Host.Kind.allCases.first(where: bench.host.hasWork) else { break }
      try await bench.finish(kind)
    }
    try await MovingTown.restart(&bench)
    try await MovingTown.greetAll(&bench)
    #expect(try await MovingTown.delivered(&bench) == letters.map(\.message.sectionBytes))
    #expect(bench.host.recovery.clocks.count == MovingTown.clocks)
    #expect(bench.host.store.noted.faults.isEmpty)
    try await MovingTown.restart(&bench)
    let open = bench.host.recovery.parcels.filter { $0.recipient.standing == .owner }
    #expect(open.map(\.recipient.function) == Array(repeating: MovingTown.new, count: 3))
    #expect(Set(open.map(\.key.entry)).count == 3)
  }

  @Test(arguments: [false, true])
  func `takes the conversation along, and whatever comes later`(isClosed: Bool) async throws {
    var (bench, letters) = try await MovingTown.moving()
    if isClosed {
      let held = bench.take(MovingTown.oldMachine).delivers
      try await bench.acknowledge(held, .committed, from: MovingTown.oldMachine)
      let last = bench.take(MovingTown.oldMachine).delivers
      try await bench.acknowledge(last, .committed, from: MovingTown.oldMachine)
      for deliver in held + last { try await bench.decideNotToOpen(deliver) }
    }
    try await bench.wait(.seconds(1))
    let moved = try await MovingTown.delivered(&bench)
    #expect(moved.count == (isClosed ? 1 : 3))
    for _ in 0..<2 {
      let conversation = letters[2].message.matter.conversation
      var wording = Wording(.reportMandatory, from: Town.school.unit, in: conversation)
      MovingTown.health(&wording)
      let letter = bench.letter(wording)
      #expect(try await bench.publish(letter).receipts.count == 1)
      try await MovingTown.restart(&bench)
      try await MovingTown.greetAll(&bench)
      #expect(try await MovingTown.settled(&bench).contains(letter.message.sectionBytes))
    }
    #expect(bench.take(MovingTown.oldMachine).delivers.isEmpty)
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test(arguments: [false, true])
  func `gives what has a case number to whoever follows while a clock of it runs`(
    isDecided: Bool
  ) async throws {
    var (bench, letters) = try await MovingTown.moving()
    let held = bench.take(MovingTown.oldMachine).delivers
    try await bench.acknowledge(held, .committed, from: MovingTown.oldMachine)
    if isDecided { for deliver in held { try await bench.decideNotToOpen(deliver) } }
    try await bench.wait(.seconds(1))
    let moved = try await MovingTown.delivered(&bench)
    let views = Set(held.map(\.view))
    #expect(moved.count == (isDecided ? letters.count - held.count : letters.count))
    #expect(moved.contains(where: views.contains) == !isDecided)
    // Nobody is rung anew at midnight for what somebody had taken on.
    let acute = bench.takeRings().filter { $0.kind == .opening }
    #expect(acute.isEmpty)
    #expect(bench.host.store.noted.faults.isEmpty)
  }

  @Test func `is told days before, and to members once it is done`() async throws {
    var (bench, _) = try await MovingTown.moving()
    let day = try #require(CivilDate("2025-01-01"))
    #expect(bench.takeAlarms().contains(.reorganisation(day, days: 1)))
    try await bench.wait(.seconds(1))
    let answers = try await bench.hello(Bench.school, connection: 2)
    guard case .welcome(let welcome)? = answers.first else {
      Issue.record("no welcome: \(answers)")
      return
    }
    #expect(
      welcome.moved == [.init(function: MovingTown.old, to: MovingTown.new, since: day)])
  }
}

extension MovingTown {
  /// The same broker a second before midnight, with the move in its directory.
  static func moving() async throws -> (Bench, [Letter]) {
    var (bench, letters) = try await bench()
    try await restart(&bench, directory: after)
    bench.now = midnight + .seconds(-1)
    try await greetAll(&bench)
    return (bench, letters)
  }

  /// The same, acknowledged until nothing follows.
  static func settled(_ bench: inout Bench) async throws -> [[UInt8]] {
    var views: [[UInt8]] = []
    for machine in newMachines {
      var delivers = bench.take(machine).delivers
      while !delivers.isEmpty {
        views += delivers.map(\.view)
        delivers = try await bench.acknowledge(delivers, .received, from: machine).delivers
      }
    }
    return views
  }

  /// What the new unit has been handed, in the order of the ledger, each thing once.
  static func delivered(_ bench: inout Bench) async throws -> [[UInt8]] {
    let delivers = newMachines.flatMap { bench.take($0).delivers }
    #expect(delivers.allSatisfy { $0.function == new })
    #expect(Set(delivers.map(\.delivery)).count == delivers.count)
    let places = delivers.map { bench.host.store.noted.deliveries[$0.delivery]?.entry.value ?? 0 }
    return zip(delivers, places).sorted { $0.1 < $1.1 }.map(\.0.view)
  }
}

extension [BrokerCommand] {
  fileprivate var recalls: [DeliveryID] {
    compactMap { if case .recall(let delivery) = $0 { delivery } else { nil } }
  }
}
