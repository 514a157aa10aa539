/// Who one frame says it is from.
enum FrameIdentity: Equatable {
  /// It names nobody, or nobody that can be believed.
  case nobody
  /// ZAP vouches for this one.
  case somebody(UserID)
  /// It names something that is no ``UserID``.
  case impossible
}

/// A message being put together: keeps no more than its limits, and watches who speaks.
struct MessageBody {
  private let limits: MessageLimits
  private var frames: [[UInt8]] = []
  private var bytesLeft: Int
  /// What was too much first; nil while nothing is.
  private var excess: Received.Excess?

  /// Nil before the first frame.
  private var identity: FrameIdentity?

  init(limits: MessageLimits) {
    self.limits = limits
    bytesLeft = limits.bytes
  }

  /// Adds a frame. `bytes` is copied out only if it fits.
  ///
  /// After a poll, libzmq 4.3.4 leaves the sender's name out of a ROUTER's first frame, the route;
  /// so only body frames count, and each of them must say the same.
  mutating func take(_ size: Int, _ bytes: @autoclosure () -> [UInt8], from other: FrameIdentity) {
    identity = identity == nil || identity == other ? other : .impossible
    if excess == nil {
      if frames.count == limits.frames {
        excess = .frames
      } else if size > bytesLeft {
        excess = .bytes
      }
    }
    guard excess == nil else { return frames.removeAll() }
    bytesLeft -= size
    frames.append(bytes())
  }

  func received(from route: Route?) -> Received {
    let userID: UserID?
    switch identity {
    case .nobody: userID = nil
    case .somebody(let name): userID = name
    case .impossible, nil: return .mixedIdentity(from: route)
    }
    if let excess { return .oversized(excess, from: route, userID: userID) }
    return .message(Message(route: route, frames: frames, userID: userID))
  }
}
