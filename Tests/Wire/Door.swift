import Admission
import Concerns
import Evidence
import Support
import Wire

/// The first two stages set up as a vector's context says, with real keys and a real session.
struct Door {
  private var admission: Doorkeeper
  private let peer: Peer
  private let now: Moment
  private var session: Session?

  init(_ context: Vector.Context) throws {
    let agency = try require(context.agency.flatMap(AgencyID.init(_:)))
    let functions = Set((context.functions ?? []).compactMap(FunctionID.init(_:)))
    now = try require(context.now.flatMap(Moment.init(_:)))
    let member = try require(MemberID(agency.text + "/m1"))
    var registry = Registry()
    try registry.apply(
      .addAgency(
        Agency(id: agency, name: "", party: .school, isBoundToReport: true, functions: functions)),
      at: now)
    try registry.apply(
      .addMember(
        Member(
          id: member, curveKey: String(repeating: "0", count: 40), functions: functions)), at: now)
    for listed in context.keys ?? [] {
      let key = try require(VerifyingKey(wire: listed.key))
      let since = try require(Moment(listed.since))
      try registry.apply(.addKey(key, of: agency, until: nil), at: since)
      switch listed.state {
      case "retired": try registry.apply(.retireKey(key.id, of: agency), at: since)
      case "revoked": try registry.apply(.revokeKey(key.id, of: agency), at: since)
      default: break
      }
    }
    admission = Doorkeeper(
      deployment: try require(context.deployment.flatMap(DeploymentID.init(_:))),
      environment: try require(context.environment.flatMap(Environment.init(rawValue:))),
      registry: registry, publishesPerMinute: 1000)
    peer = Peer(door: .members, connection: [1], member: member)
    if context.session == true {
      var generator = SystemRandomNumberGenerator()
      session = try admission.hello(
        .init(time: now, software: "vectors", functions: []), from: peer,
        token: Salt(using: &generator), at: now, wall: now)
    }
  }

  mutating func publish(_ frames: [[UInt8]]) -> (Admitted<SignedMessage>?, Problem?) {
    judge(frames) { door, command throws(Problem) in
      guard case .publish(let publish) = command else { throw Problem(.unknownCommand) }
      let session = try door.admission.session(of: door.peer, at: door.now)
      return try door.admission.receive(publish, from: session, at: door.now)
    }
  }

  mutating func acknowledge(_ frames: [[UInt8]]) -> (Admitted<AckDocument>?, Problem?) {
    judge(frames) { door, command throws(Problem) in
      guard case .acknowledge(let acknowledge) = command else { throw Problem(.unknownCommand) }
      let session = try door.admission.session(of: door.peer, at: door.now)
      return try door.admission.receive(acknowledge, from: session, at: door.now)
    }
  }

  private mutating func judge<Said>(
    _ frames: [[UInt8]],
    _ receive: (inout Door, ClientCommand) throws(Problem) -> Candidate<Said>
  ) -> (Admitted<Said>?, Problem?) {
    switch ClientCommand.read(frames) {
    case .problem(_, let problem): return (nil, problem)
    case .command(let numbered):
      do {
        let candidate = try receive(&self, numbered.command)
        var attestation = Attestation()
        return (try admission.admit(candidate.examine(with: &attestation), at: now), nil)
      } catch {
        return (nil, error)
      }
    }
  }
}

/// Unwraps what a vector must have.
private func require<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw MissingContext() }
  return value
}

private struct MissingContext: Error {}
