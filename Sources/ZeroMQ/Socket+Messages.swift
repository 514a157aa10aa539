import CZeroMQ
import Glibc

// Nothing here blocks: both directions answer at once, and the loop's poll does the waiting.

extension Socket {
  /// Queues a whole message or nothing of it.
  func send(_ frames: [[UInt8]], to route: Route?) throws(ZeroMQError) -> Sent {
    precondition(!frames.isEmpty, "a message has at least one frame")
    precondition((kind == .router) == (route != nil), "a route belongs to a ROUTER's message")
    if let route {
      let sent = try send(route.bytes, more: true)
      guard sent == .queued else { return sent }
    }
    var outcome = Sent.queued
    for (index, frame) in frames.enumerated() {
      let sent = try send(frame, more: index < frames.count - 1)
      // If the peer goes away in mid-message libzmq takes back what it had and swallows the rest;
      // it must be given that rest, or the swallowing would begin with the next message.
      if outcome == .queued { outcome = sent }
      if index == 0 && route == nil && sent != .queued { return sent }
    }
    return outcome
  }

  private func send(_ frame: [UInt8], more: Bool) throws(ZeroMQError) -> Sent {
    let flags = ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)
    while true {
      let count = unsafe frame.withUnsafeBytes {
        unsafe zmq_send(handle, $0.baseAddress, $0.count, flags)
      }
      if count >= 0 { return .queued }
      switch zmq_errno() {
      case EINTR: continue
      case EAGAIN: return .full
      case EHOSTUNREACH: return .unreachable
      default: throw .last(.send)
      }
    }
  }

  /// Takes the next message, or nil when there is none.
  ///
  /// What exceeds `limits` is read and let go frame by frame: libzmq hands over whole messages, so
  /// the rest of one is always there, and leaving it would garble the next.
  func receive(_ limits: MessageLimits) throws(ZeroMQError) -> Received? {
    guard var more = try receivePart(mayBeNone: true) else { return nil }
    var body = MessageBody(limits: limits)
    var route: Route?
    if kind == .router {
      route = Route(bytes: partBytes)
    } else {
      body.take(partSize, partBytes, from: partIdentity)
    }
    while more, let next = try receivePart(mayBeNone: false) {
      more = next
      body.take(partSize, partBytes, from: partIdentity)
    }
    return body.received(from: route)
  }

  /// Loads the next frame into `part`, freeing the one before; tells whether more belong to it.
  private func receivePart(mayBeNone: Bool) throws(ZeroMQError) -> Bool? {
    while true {
      if unsafe zmq_msg_recv(part, handle, ZMQ_DONTWAIT) >= 0 {
        return unsafe zmq_msg_more(part) != 0
      }
      let code = zmq_errno()
      if code == EINTR { continue }
      if code == EAGAIN && mayBeNone { return nil }
      throw code == CZeroMQErrno.terminated ? .terminated : .failed(.receive, code: code)
    }
  }

  private var partSize: Int { unsafe zmq_msg_size(part) }

  private var partBytes: [UInt8] {
    guard let start = unsafe zmq_msg_data(part) else { return [] }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: partSize))
  }

  private var partIdentity: FrameIdentity {
    guard trustsUserID, let text = unsafe zmq_msg_gets(part, "User-Id") else { return .nobody }
    guard let userID = unsafe UserID(rawValue: String(cString: text)) else { return .impossible }
    return .somebody(userID)
  }
}
