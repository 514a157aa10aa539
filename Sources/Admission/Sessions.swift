package import Concerns
import Evidence
import Wire

/// All open sessions. A connection has at most one.
package struct Sessions: Sendable {
  /// Most sessions of one member: a machine and its rolling restart, several times over.
  package static let perMemberLimit = 8
  /// Silence after which a session ends.
  package static let idle: Duration = .seconds(60)
  /// Silence after which a session gives way to another of its member that has no room.
  ///
  /// A PING comes every 20 seconds, and may take half as long again. A broken line is most often
  /// not noticed.
  package static let assurance: Duration = .seconds(30)
  /// How far a member's clock may be off before its times mislead a reader.
  package static let skewLimit: Duration = .seconds(300)

  private var byNumber: [SessionNumber: Session] = [:]
  private var numbers: [Peer: SessionNumber] = [:]
  private var counts: [MemberID: Int] = [:]
  private var opened: UInt64 = 0

  package init() {}

  package var count: Int { byNumber.count }

  package subscript(_ number: SessionNumber) -> Session? { byNumber[number] }

  /// The session of a connection; `nil` when none is open.
  package func session(of peer: Peer) -> Session? { numbers[peer].flatMap { byNumber[$0] } }

  /// Opens a session. A second one on the same connection must be closed first.
  mutating func open(
    _ peer: Peer, functions: [FunctionID], token: Salt, at moment: Moment
  ) throws(Problem) -> Session {
    precondition(numbers[peer] == nil, "a connection has at most one session")
    guard counts[peer.member, default: 0] < Self.perMemberLimit,
      byNumber.count < BrokerCommand.Welcome.sessionLimit
    else {
      throw Problem(.tooManySessions)
    }
    opened += 1
    let number = SessionNumber(opened)
    let session = Session(
      number: number, peer: peer, token: token, functions: functions, lastHeard: moment)
    byNumber[number] = session
    numbers[peer] = number
    counts[peer.member, default: 0] += 1
    return session
  }

  /// The session that makes room for one more of a member: the one that has been silent longest.
  ///
  /// - Returns: `nil` while there is room, and when all of them are alive as far as anybody knows.
  package func replaceable(of member: MemberID, at moment: Moment) -> SessionNumber? {
    guard counts[member, default: 0] >= Self.perMemberLimit else { return nil }
    let silent = byNumber.values.filter {
      $0.peer.member == member && moment - $0.lastHeard > Self.assurance
    }
    return silent.min { ($0.lastHeard, $0.number) < ($1.lastHeard, $1.number) }?.number
  }

  /// Notes a sign of life.
  mutating func heard(_ number: SessionNumber, at moment: Moment) {
    byNumber[number]?.lastHeard = moment
  }

  /// Counts a publish that waits for its answer.
  mutating func publishBegan(_ number: SessionNumber) { byNumber[number]?.unanswered += 1 }

  /// Counts the answer to a publish.
  package mutating func publishEnded(_ number: SessionNumber) {
    guard let session = byNumber[number], session.unanswered > 0 else { return }
    byNumber[number]?.unanswered -= 1
  }

  /// The number for the next command the broker sends unasked.
  package mutating func nextNumber(_ number: SessionNumber) -> Int64 {
    byNumber[number]?.sent += 1
    return byNumber[number]?.sent ?? 1
  }

  /// Ends a session; `nil` if it had ended.
  package mutating func close(_ number: SessionNumber) -> Session? {
    guard let session = byNumber.removeValue(forKey: number) else { return nil }
    numbers[session.peer] = nil
    let left = (counts[session.peer.member] ?? 1) - 1
    counts[session.peer.member] = left == 0 ? nil : left
    return session
  }

  /// The sessions that have been silent too long, oldest first.
  package func silent(at moment: Moment) -> [SessionNumber] {
    byNumber.values.filter { moment - $0.lastHeard > Self.idle }.map(\.number).sorted()
  }

  /// The sessions of an agency, oldest first.
  package func open(for agency: AgencyID) -> [SessionNumber] {
    byNumber.values.filter { $0.peer.member.agency == agency }.map(\.number).sorted()
  }

  /// The sessions of members that are no longer registered, or no longer with these functions.
  package func revoked(by registry: Registry) -> [SessionNumber] {
    byNumber.values.filter { session in
      guard let member = registry.members[session.peer.member] else { return true }
      return !member.functions.isSuperset(of: session.functions)
    }.map(\.number).sorted()
  }
}
