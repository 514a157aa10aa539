import Admission
import Concerns
import Wire

/// Bytes of messages and acknowledgements that have no answer yet: in all, and of each member.
package struct UnderWay: Sendable {
  /// What one request holds until it is answered, and whose it is.
  struct Load: Hashable, Sendable {
    let member: MemberID
    let byteCount: Int
  }

  /// Of all members at once.
  ///
  /// Read, sealed and written, each is held about eight times over. On a disk that is too slow this
  /// is a quarter of the memory that the service has; whoever comes then tries again.
  package static let limit = 1 << 26
  /// Of one member, over all its sessions: what a session may have unanswered, each message as
  /// large as can be. So no member fills the whole alone, and a quarter is left when three do.
  package static let share = Doorkeeper.unansweredLimit * SignedMessage.payloadLimit

  private let limit: Int
  private let share: Int
  private var total = 0
  private var byMember: [MemberID: Int] = [:]

  /// Nothing is under way.
  package init(limit: Int = Self.limit, share: Int = Self.share) {
    self.limit = limit
    self.share = share
  }

  /// Throws unless there is room, whoever has taken it.
  func check(_ load: Load) throws(Problem) {
    guard total + load.byteCount <= limit,
      byMember[load.member, default: 0] + load.byteCount <= share
    else { throw Problem(.busy) }
  }

  mutating func begin(_ load: Load) {
    total += load.byteCount
    byMember[load.member, default: 0] += load.byteCount
  }

  mutating func end(_ load: Load) {
    let rest = byMember[load.member, default: 0] - load.byteCount
    precondition(rest >= 0, "a request is answered once")
    total -= load.byteCount
    byMember[load.member] = rest > 0 ? rest : nil
  }
}

extension UnderWay.Load {
  /// What a message holds: small ones, too, take a page of memory.
  init(_ message: SignedMessage, of member: MemberID) {
    let byteCount = message.sections.reduce(message.envelope.bytes.count) { $0 + $1.line.count }
    self.init(member: member, byteCount: max(byteCount, Header.paddingUnit))
  }

  /// What an acknowledgement holds.
  init(_ document: AckDocument, of member: MemberID) {
    self.init(member: member, byteCount: max(document.bytes.count, Header.paddingUnit))
  }
}
