import Admission
import Concerns
import Deadlines
import Evidence
import Ledger
import Pipeline
import Routing
import Simulation
import Support
import Wire

/// A whole broker set up as a vector's context says: its deployment, directory and agencies.
struct VectorBench {
  private var host: Host
  private let now: Moment
  private let agency: AgencyID
  private let connection: UInt8

  init(_ context: Vector.Context) async throws {
    now = try require(context.now.flatMap(Moment.init(_:)))
    agency = try require(context.agency.flatMap(AgencyID.init(_:)))
    connection = context.connection ?? 1
    var setting = Host.Setting()
    setting.deployment = try require(context.deployment.flatMap(DeploymentID.init(_:)))
    setting.environment = try require(
      context.environment.flatMap(Environment.init(rawValue:)))
    setting.directory = try Directory(yaml: Protocols.text(of: "protocols/vectors/directory.yaml"))
    let agencies = context.parties
    setting.acts = try agencies.enumerated().flatMap(Self.acts)
    host = try await Host(setting, seed: 1, at: now)
    if context.session == true {
      for listed in agencies { try await greet(require(AgencyID(listed.agency))) }
    }
    if let credit = context.credit {
      let given = ClientCommand.credit(.init(messages: credit.messages, bytes: credit.bytes))
      _ = try await send(given.frames(1))
    }
  }

  /// Sends what an agency sent before, and drops what it was answered.
  mutating func send(_ earlier: Vector.Earlier) async throws -> [[[UInt8]]] {
    try await send(
      earlier.bytes, from: require(AgencyID(earlier.agency)), connection: earlier.connection)
  }

  /// Sends frames of the vector's own agency and returns what it is answered.
  mutating func send(_ frames: [[UInt8]]) async throws -> [[[UInt8]]] {
    try await send(frames, from: agency, connection: connection)
  }

  private mutating func send(
    _ frames: [[UInt8]], from agency: AgencyID, connection: UInt8
  ) async throws -> [[[UInt8]]] {
    let peer = Bench.peer(try Self.machine(of: agency), connection: connection)
    return try await host.settle(.received(peer, frames), at: Instant(wall: now, elapsed: .zero))
      .compactMap { action in
        if case .send(peer, let answer) = action { answer } else { nil }
      }
  }

  private mutating func greet(_ agency: AgencyID) async throws {
    let hello = ClientCommand.hello(.init(time: now, software: "vectors", functions: []))
    _ = try await send(hello.frames(1), from: agency, connection: 1)
  }

  private static func machine(of agency: AgencyID) throws -> MemberID {
    try require(MemberID(agency.text + "/m1"))
  }

  private static func acts(
    _ number: Int, of listed: Vector.Party
  ) throws -> [(act: RegistryAct, at: Moment?)] {
    let id = try require(AgencyID(listed.agency))
    let functions = Set(listed.functions.compactMap(FunctionID.init(_:)))
    let agency = Agency(
      id: id, name: listed.agency, party: try require(Party(rawValue: listed.party)),
      isBoundToReport: listed.bound, functions: functions)
    let member = Member(
      id: try machine(of: id), curveKey: Town.curveKey(number), functions: functions)
    return try [(.addAgency(agency), nil), (.addMember(member), nil)]
      + listed.keys.map { key in
        let since = try require(Moment(key.since))
        return (.addKey(try require(VerifyingKey(wire: key.key)), of: id, until: nil), since)
      }
  }
}

/// Unwraps what a vector must have.
func require<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw MissingContext() }
  return value
}

private struct MissingContext: Error {}
