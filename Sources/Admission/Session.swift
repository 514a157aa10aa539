package import Concerns
package import Evidence

/// Where answers go: a connection as the edge names it, and whose key opened it.
///
/// The connection's name is made by the broker's own socket and shown to nobody.
package struct Peer: Hashable, Sendable {
  /// Which listener: agencies or the operator.
  package enum Door: Hashable, Sendable { case members, operators }

  package let door: Door
  package let connection: [UInt8]
  package let member: MemberID

  package init(door: Door, connection: [UInt8], member: MemberID) {
    self.door = door
    self.connection = connection
    self.member = member
  }
}

/// Names an open session, from 1 in the order they opened.
package struct SessionNumber: Hashable, Comparable, Sendable {
  package let value: UInt64

  package init(_ value: UInt64) { self.value = value }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// One member's open conversation with the broker.
package struct Session: Sendable {
  package let number: SessionNumber
  package let peer: Peer
  package let token: Salt
  package let functions: [FunctionID]
  package internal(set) var lastHeard: Moment
  /// Publishes that have no answer yet.
  package internal(set) var unanswered = 0
  /// The broker's own count of what it sent unasked.
  package internal(set) var sent: Int64 = 0
}
