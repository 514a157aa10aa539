import Admission
import Concerns
import Routing

/// Who has come to read which mailbox since the start, and who reads it now.
///
/// Machines, and by their names the persons whose they are; at most as many as are registered.
struct Attendance: Sendable {
  private var sessions: [SessionNumber: [FunctionID]] = [:]
  private var readers: [FunctionID: Set<MemberID>] = [:]

  mutating func come(_ session: Session) {
    sessions[session.number] = session.functions
    for function in session.functions {
      readers[function, default: []].insert(session.peer.member)
    }
  }

  mutating func leave(_ session: SessionNumber) { sessions[session] = nil }

  var presence: Presence {
    Presence(read: Set(sessions.values.flatMap(\.self)), readers: readers)
  }
}
