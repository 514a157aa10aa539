import Concerns
import Evidence
import Pipeline
import Ringing
import Routing
import Simulation
import Support
import Testing
import Wire

/// A Friday evening at which on-call reads what has come, and what happens on Monday.
struct OnCallNight {
  /// Twenty past seven on a Friday in November, in Sweden.
  static let evening = Town.moment("2026-11-20T18:20:00Z")
  /// Nine o'clock on the Monday after.
  static let nine = Town.moment("2026-11-23T08:00:00Z")
  /// Two turns on call, for the end of a directory: another unit's on the Friday, the usual one's
  /// from then on.
  static let turns = """

    rosters:
      - id: helgen
        from: 2026-11-20
        until: 2026-11-22
        for: socialjour
        turns:
          - {function: bostadssamordning, begins: 2026-11-20 00.00, ends: 2026-11-21 00.00}
          - {function: socialjour, begins: 2026-11-21 00.00, ends: 2026-11-23 00.00}

    """
  static let words = "Mamman har ringt tillbaka och vill träffas."

  /// The first second of the Saturday.
  static let midnight = Town.moment("2026-11-20T23:00:00Z")

  var bench: Bench
  /// Who is on call, and the machine there.
  var onCall: FunctionID
  let machine: MemberID
  /// What on-call was handed, in the order it came.
  private(set) var taken: [BrokerCommand.Deliver] = []

  /// - Parameter reports: How many come, one after the other.
  init(
    reports: Int = 1, read state: AckState? = .read, onCall: FunctionID = Town.onCall,
    machine: MemberID = Bench.reception, directory: Directory = Town.directory,
    _ change: (inout Wording) -> Void = { _ in }
  ) async throws {
    (self.onCall, self.machine) = (onCall, machine)
    bench = try await Bench(at: Self.evening, directory: directory)
    try await bench.greet(Bench.school)
    for _ in 0..<reports { _ = try await bench.report(change) }
    try await comeOnCall()
    taken = bench.take(machine).delivers
    if let state { try await bench.acknowledge(taken, state, from: machine) }
  }

  /// The machine at on-call says hello; it reads nothing else.
  mutating func comeOnCall() async throws {
    bench.take(machine)
    try await bench.greet(machine, functions: [onCall])
  }

  /// The machine at the reception says hello, and is handed what waits; it reads nothing else.
  @discardableResult
  mutating func comeToReception() async throws -> [BrokerCommand.Deliver] {
    bench.take(Bench.secondReception)
    try await bench.greet(Bench.secondReception, functions: [Town.reception])
    return bench.take(Bench.secondReception).delivers
  }

  /// Lets time go on to a moment, a quarter of an hour at a time, and tells what was to be rung.
  mutating func wait(until moment: Moment) async throws -> [Call] {
    var calls: [Call] = []
    while bench.now < moment {
      try await bench.wait(min(.seconds(900), bench.now.distance(to: moment)))
      let rung = bench.takeRings()
      try await bench.tell(.rang(rung, .reached))
      calls += rung
    }
    return calls
  }

  static func item(_ delivery: DeliveryID, done: String = words) -> DutyDocument.Item {
    .init(delivery: delivery, done: done, promised: "Vi ringer på måndag.", next: "mån 10.00")
  }

  static func list(_ number: UInt8) throws -> DutyListID {
    try #require(DutyListID("00000000-0000-4000-8000-0000000000\(number)"))
  }

  /// The list of everything that on-call read.
  func document(_ number: UInt8 = 10, to owner: FunctionID = Town.reception) throws -> DutyDocument
  {
    DutyDocument(
      try Self.list(number),
      .handOver(from: onCall, to: owner, taken.map { Self.item($0.delivery) }))
  }

  @discardableResult
  mutating func send(
    _ document: DutyDocument, from member: MemberID, key: SigningKey? = nil
  ) async throws -> [BrokerCommand] {
    let proof = Proof.sign(
      [document.bytes], for: .duty, audience: Town.deployment,
      with: key ?? Town.key(of: member.agency))[0]
    return try await bench.send(.duty(.act(proof, document)), from: member)
  }

  /// On-call writes the list of all that it read.
  @discardableResult
  mutating func hand(over number: UInt8) async throws -> [BrokerCommand] {
    try await send(try document(number), from: machine)
  }

  /// A list as the reception is shown it.
  mutating func read(_ number: UInt8 = 10, by member: MemberID = Bench.secondReception)
    async throws -> DutyList
  {
    let answers = try await bench.send(.duty(.read(try Self.list(number))), from: member)
    guard case .dutyList(_, let bytes)? = answers.last else {
      throw Unshown(answers: answers)
    }
    return try DutyList(reading: bytes)
  }

  /// A list was asked for and not shown.
  struct Unshown: Error {
    let answers: [BrokerCommand]
  }

  /// Whoever is to accept a list does, as it is shown.
  @discardableResult
  mutating func accept(
    _ number: UInt8 = 10, by member: MemberID = Bench.secondReception
  ) async throws -> [BrokerCommand] {
    let view = try await read(number, by: member).view
    return try await send(DutyDocument(try Self.list(number), .accept(view: view)), from: member)
  }

  mutating func overview(
    of function: FunctionID, by member: MemberID = Bench.reception
  ) async throws -> DutyOverview {
    let answers = try await bench.send(.duty(.ask(function)), from: member)
    guard case .duties(let overview)? = answers.last else { throw Unshown(answers: answers) }
    return overview
  }
}

extension Moment {
  fileprivate func distance(to other: Moment) -> Duration {
    .milliseconds(other.milliseconds - milliseconds)
  }
}
