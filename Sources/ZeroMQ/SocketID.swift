/// The name of a socket that a loop owns.
///
/// A name, not a pointer: after ``LoopBound/close(_:)``, or on another loop, using it stops the
/// process with a sentence instead of touching freed memory.
public struct SocketID: Hashable, Sendable {
  let loop: UInt64
  let slot: Int
  let generation: UInt64
}

/// What a socket is for.
public enum SocketKind: Hashable, Sendable {
  /// Talks to many peers, each by its ``Route``.
  case router
  /// Talks to one server, without lock-step.
  case dealer
  /// Talks to exactly one other socket in the process.
  case pair
}
