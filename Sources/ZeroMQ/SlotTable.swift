/// The sockets that a loop owns, under names that go stale instead of dangling.
struct SlotTable {
  struct Slot {
    var generation: UInt64
    var socket: Socket?
    var onReadable: (() -> Void)?
    var onWritable: (() -> Void)?
    /// For a monitor's PAIR: the socket it watches.
    var watched: SocketID?
  }

  let loop: UInt64
  private(set) var slots: [Slot] = []

  init(loop: UInt64) {
    self.loop = loop
  }

  mutating func insert(_ socket: Socket) -> SocketID {
    let slot = slots.firstIndex { $0.socket == nil } ?? slots.count
    if slot == slots.count { slots.append(Slot(generation: 0)) }
    slots[slot] = Slot(generation: slots[slot].generation + 1, socket: socket)
    return SocketID(loop: loop, slot: slot, generation: slots[slot].generation)
  }

  func isOpen(_ id: SocketID) -> Bool {
    id.loop == loop && slots[id.slot].generation == id.generation && slots[id.slot].socket != nil
  }

  /// The slot of a living socket; a stale name ends the process here.
  subscript(id: SocketID) -> Slot {
    get {
      precondition(id.loop == loop, "a socket id was used on a loop that does not own the socket")
      precondition(isOpen(id), "a socket id was used after its socket was closed")
      return slots[id.slot]
    }
    set {
      precondition(isOpen(id), "a socket id was used after its socket was closed")
      slots[id.slot] = newValue
    }
  }

  mutating func remove(_ id: SocketID) {
    slots[id.slot] = Slot(generation: self[id].generation)
  }

  /// Closes everything. Names of it are stale afterwards.
  mutating func removeAll() {
    slots.removeAll()
  }
}
