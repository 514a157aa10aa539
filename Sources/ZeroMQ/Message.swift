/// Where a ROUTER's answer goes: the connection that a message came from.
///
/// Its bytes cannot be read or printed. A peer that learns how routes are numbered can make
/// libzmq 4.3.4 abort, so they reach no log, no error and no other peer.
public struct Route: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  let bytes: [UInt8]

  /// libzmq's own routes are a zero byte and a four-byte number.
  private static let automaticLength = 5

  /// Whether the library chose it. False means that the peer did: refuse it and tell an operator.
  public var isAutomatic: Bool { bytes.count == Self.automaticLength && bytes.first == 0 }

  /// Says only that it is a route.
  public var description: String { "route" }

  /// Empty, so that `dump` and test failures show nothing either.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A message that arrived whole and within the caller's limits.
public struct Message: Hashable, Sendable {
  /// The connection it came from; nil except on a ROUTER.
  public let route: Route?
  /// The frames without the route, at least one.
  public let frames: [[UInt8]]
  /// Who ZAP says the peer is; nil unless the socket enforces a ZAP domain.
  public let userID: UserID?
}

/// What ``LoopBound/receive(on:limits:)`` took from a socket.
public enum Received: Hashable, Sendable {
  /// Which of the ``MessageLimits`` a message went beyond first.
  public enum Excess: Hashable, Sendable {
    /// It has more frames.
    case frames
    /// It has more bytes.
    case bytes
  }

  /// A message to work with.
  case message(Message)
  /// It exceeded the limits and is gone; what is left is who to tell.
  case oversized(Excess, from: Route?, userID: UserID?)
  /// Its frames disagree about the sender, or name one that cannot be; nothing in it is kept.
  case mixedIdentity(from: Route?)
}

/// What became of a message given to ``LoopBound/send(_:to:on:)``.
///
/// None of them says that the peer has it: only its own answer can.
public enum Sent: Hashable, Sendable {
  /// All of it is queued.
  case queued
  /// None of it is queued: the peer's queue is at its high-water mark, or nobody is connected.
  case full
  /// None of it is queued: the route leads to no living connection.
  case unreachable
}

/// How much of one message a receiver is willing to keep.
///
/// libzmq limits single frames only, so a peer could send many: this limits the whole.
public struct MessageLimits: Hashable, Sendable {
  /// The most frames, the route not counted.
  public let frames: Int
  /// The most bytes in all frames together, the route not counted.
  public let bytes: Int

  /// Both limits are at least one.
  public init(frames: Int, bytes: Int) {
    precondition(frames > 0 && bytes > 0, "a message limit of nothing would refuse everything")
    self.frames = frames
    self.bytes = bytes
  }
}
