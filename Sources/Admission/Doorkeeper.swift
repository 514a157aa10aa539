package import Concerns
package import Evidence
package import Wire

/// The second stage: who is speaking, and may it speak here.
package struct Doorkeeper: Sendable {
  /// Publishes of one session that may wait for their answer at once.
  package static let unansweredLimit = 256
  /// Recorded refusals of one member in a minute; beyond that they are only counted, so that
  /// nobody can fill the ledger with nonsense.
  package static let refusalsPerMinute = 60

  /// Keys of one agency that an acknowledgement is tried against: two in an overlap, and to spare.
  package static let activeKeyLimit = 4

  package let deployment: DeploymentID
  package let environment: Environment
  package private(set) var registry: Registry
  package private(set) var sessions = Sessions()
  private var quota: RateLimit<KeyID>
  private var refusals = RateLimit<MemberID>(perMinute: refusalsPerMinute)

  /// - Parameter publishesPerMinute: The quota of one signing key.
  package init(
    deployment: DeploymentID, environment: Environment, registry: Registry,
    publishesPerMinute: Int
  ) {
    self.deployment = deployment
    self.environment = environment
    self.registry = registry
    quota = RateLimit(perMinute: publishesPerMinute)
  }

  /// Throws unless this peer may open the session it asks for, if there is room.
  ///
  /// - Parameter wall: What the wall clock says. The ledger's time may be ahead of it for long,
  ///   after a leap, and a member's clock must not be wrong for being right.
  package func check(
    _ hello: ClientCommand.Hello, from peer: Peer, wall: Moment
  ) throws(Problem) {
    guard let member = registry.members[peer.member] else { throw Problem(.notPermitted) }
    let skew = wall.milliseconds - hello.time.milliseconds
    guard abs(skew) <= Sessions.skewLimit.components.seconds * 1000 else {
      throw Problem(.clockSkew, frame: 1, pointer: "/time")
    }
    guard member.functions.isSuperset(of: hello.functions) else {
      throw Problem(.unknownFunction, frame: 1, pointer: "/functions")
    }
  }

  /// Opens a session for a connection that has none.
  package mutating func hello(
    _ hello: ClientCommand.Hello, from peer: Peer, token: Salt, at moment: Moment, wall: Moment
  ) throws(Problem) -> Session {
    try check(hello, from: peer, wall: wall)
    return try sessions.open(peer, functions: hello.functions, token: token, at: moment)
  }

  /// The open session of a connection, with a sign of life noted.
  package mutating func session(
    of peer: Peer, at moment: Moment
  ) throws(Problem) -> Session {
    guard let session = sessions.session(of: peer) else { throw Problem(.noSession) }
    sessions.heard(session.number, at: moment)
    return session
  }

  /// Notes a sign of life, if the connection has a session: also one that cannot be read.
  package mutating func heard(_ peer: Peer, at moment: Moment) {
    if let session = sessions.session(of: peer) { sessions.heard(session.number, at: moment) }
  }

  /// Ends a session; `nil` if it had ended.
  package mutating func close(_ number: SessionNumber) -> Session? { sessions.close(number) }

  /// The number for the next command the broker sends unasked.
  package mutating func nextNumber(_ session: SessionNumber) -> Int64 {
    sessions.nextNumber(session)
  }

  /// Counts the answer to a publish, so that the member may send another.
  package mutating func answered(_ session: SessionNumber) { sessions.publishEnded(session) }

  /// Takes a publish as far as it can be judged without the signature.
  package mutating func receive(
    _ publish: ClientCommand.Publish, from session: Session, at moment: Moment
  ) throws(Problem) -> Candidate<SignedMessage> {
    guard session.unanswered < Self.unansweredLimit else { throw Problem(.tooManyUnanswered) }
    let envelope = publish.message.envelope
    guard envelope.audience == deployment else {
      throw Problem(.wrongAudience, frame: 2, pointer: "/audience")
    }
    guard envelope.source == session.peer.member.agency else {
      throw Problem(.wrongSource, frame: 2, pointer: "/source")
    }
    let key = try vouching(envelope.key, of: envelope.source, at: moment)
    guard let agency = registry.agencies[envelope.source],
      agency.functions.contains(publish.message.matter.unit)
    else { throw Problem(.unknownUnit, frame: 3, pointer: "/unit") }
    try NumberRule(environment: environment).check(publish.message)
    guard quota.take(envelope.key, at: moment) else { throw Problem(.quotaExceeded) }
    sessions.publishBegan(session.number)
    return Candidate(
      said: publish.message, session: session.number, member: session.peer.member,
      proof: publish.proof, keys: [key], leaf: envelope.bytes, purpose: .publish,
      audience: deployment)
  }

  /// Takes an acknowledgement as far as it can be judged without the signature.
  ///
  /// Any active key of the agency may have signed it; the header does not name which.
  package func receive(
    _ acknowledge: ClientCommand.Acknowledge, from session: Session, at moment: Moment
  ) throws(Problem) -> Candidate<AckDocument> {
    Candidate(
      said: acknowledge.document, session: session.number, member: session.peer.member,
      proof: acknowledge.proof, keys: try usableKeys(of: session.peer.member.agency, at: moment),
      leaf: acknowledge.document.bytes, purpose: .ack,
      audience: deployment)
  }

  /// Takes what is told of a change of duty as far as it can be judged without the signature.
  package func receive(
    _ document: DutyDocument, _ proof: Proof, from session: Session, at moment: Moment
  ) throws(Problem) -> Candidate<DutyDocument> {
    Candidate(
      said: document, session: session.number, member: session.peer.member, proof: proof,
      keys: try usableKeys(of: session.peer.member.agency, at: moment), leaf: document.bytes,
      purpose: .duty, audience: deployment)
  }

  /// The keys that a header which names none may have been signed with.
  private func usableKeys(
    of agency: AgencyID, at moment: Moment
  ) throws(Problem) -> [VerifyingKey] {
    // Newest first, and what was replaced last: a backlog of old keys must not crowd out the new.
    let usable = registry.keys(of: agency)
      .filter { $0.refusal(at: moment) == nil }
      .sorted { ($0.isActive ? 1 : 0, $0.from) > ($1.isActive ? 1 : 0, $1.from) }
    guard !usable.isEmpty else { throw Problem(.unknownKey) }
    return usable.prefix(Self.activeKeyLimit).map(\.key)
  }

  /// Makes the vouching value, if the signature held and the key still vouches now.
  package func admit<Said>(
    _ examined: Examined<Said>, at moment: Moment
  ) throws(Problem) -> Admitted<Said> {
    let candidate = examined.candidate
    guard let attested = examined.attested else {
      throw Problem(.badSignature, frame: 1, pointer: "/proof")
    }
    // Again, at the position of acceptance: the key may have been revoked while it was checked.
    let key = try vouching(attested.key, of: candidate.member.agency, at: moment)
    guard registry.members[candidate.member] != nil,
      let agency = registry.agencies[candidate.member.agency]
    else { throw Problem(.notPermitted) }
    return Admitted(
      candidate.said, by: candidate.member, of: agency, key: key,
      proof: candidate.proof, at: moment)
  }

  /// Throws unless what was admitted before may still be accepted at this moment.
  package func check<Said>(_ admitted: Admitted<Said>, at moment: Moment) throws(Problem) {
    _ = try vouching(admitted.key.id, of: admitted.agency.id, at: moment)
    guard registry.members[admitted.member] != nil else { throw Problem(.notPermitted) }
  }

  /// Whether one more refusal of a member is recorded, or only counted.
  package mutating func recordsRefusal(of member: MemberID, at moment: Moment) -> Bool {
    refusals.take(member, at: moment)
  }

  /// Changes the register, or throws and changes nothing.
  package mutating func apply(_ act: RegistryAct, at moment: Moment) throws(RegistryError) {
    try registry.apply(act, at: moment)
  }

  private func vouching(
    _ id: KeyID, of agency: AgencyID, at moment: Moment
  ) throws(Problem) -> VerifyingKey {
    guard let key = registry.key(id, of: agency) else {
      throw Problem(.unknownKey, frame: 2, pointer: "/keyid")
    }
    switch key.refusal(at: moment) {
    case .revoked: throw Problem(.keyRevoked, frame: 2, pointer: "/keyid")
    case .notValid: throw Problem(.keyNotValid, frame: 2, pointer: "/keyid")
    case nil: return key.key
    }
  }
}
