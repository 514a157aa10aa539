import CZeroMQ
import Glibc

/// What a loop waits for: its wake-up, and each socket that somebody has asked about.
@safe struct PollSet {
  /// A socket that has something to say.
  struct Ready {
    let id: SocketID
    let isReadable: Bool
    let isWritable: Bool
  }

  /// How a wait ended.
  enum Outcome { case done, terminated }

  private let wakeup: Int32
  /// The wake-up first, then a socket per name in `ids`.
  private var items: [zmq_pollitem_t] = unsafe []
  private var ids: [SocketID] = []

  /// Whether the sockets or their readers and writers have changed since the last wait.
  var isOutdated = true

  init(wakeup: Int32) {
    self.wakeup = wakeup
  }

  /// Waits for input, or until `timeout` milliseconds have passed; -1 is for ever.
  mutating func wait(_ timeout: Int, _ table: SlotTable?) -> Outcome {
    if isOutdated { rebuild(table) }
    let code = unsafe zmq_poll(&items, Int32(ids.count + 1), timeout)
    guard code < 0 else {
      if unsafe items[0].revents != 0 { clearWakeup() }
      return .done
    }
    let reason = zmq_errno()
    for index in 0...ids.count { unsafe items[index].revents = 0 }
    if reason == CZeroMQErrno.terminated { return .terminated }
    precondition(reason == EINTR, "zmq_poll failed with errno \(reason) on a set of our own making")
    return .done
  }

  /// The sockets that the last wait found ready.
  var ready: [Ready] {
    var ready: [Ready] = []
    for (index, id) in ids.enumerated() {
      let events = unsafe Int32(items[index + 1].revents)
      guard events != 0 else { continue }
      ready.append(
        Ready(
          id: id, isReadable: events & ZMQ_POLLIN != 0, isWritable: events & ZMQ_POLLOUT != 0))
    }
    return ready
  }

  private mutating func rebuild(_ table: SlotTable?) {
    unsafe items = [zmq_pollitem_t(socket: nil, fd: wakeup, events: Int16(ZMQ_POLLIN), revents: 0)]
    ids = []
    isOutdated = false
    guard let table else { return }
    for (index, slot) in table.slots.enumerated() {
      guard let socket = slot.socket else { continue }
      let events =
        (slot.onReadable == nil ? 0 : ZMQ_POLLIN) | (slot.onWritable == nil ? 0 : ZMQ_POLLOUT)
      guard events != 0 else { continue }
      unsafe items.append(
        zmq_pollitem_t(socket: socket.handle, fd: -1, events: Int16(events), revents: 0))
      ids.append(SocketID(loop: table.loop, slot: index, generation: slot.generation))
    }
  }

  private func clearWakeup() {
    var count: UInt64 = 0
    // Non-blocking; an empty counter is as good as a cleared one.
    _ = unsafe read(wakeup, &count, MemoryLayout<UInt64>.size)
  }
}
