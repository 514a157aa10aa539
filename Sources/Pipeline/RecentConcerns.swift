import Wire
import DequeModule
import Ledger

/// Concerns that were recorded a moment ago, kept so that handing them over needs no reading.
struct RecentConcerns: Sendable {
  /// Most bytes held: some ten thousand ordinary concerns. Older ones are read back.
  static let byteLimit = 32 << 20

  private var concerns: [EntryIndex: StoredConcern] = [:]
  private var order: Deque<EntryIndex> = []
  private var byteCount = 0

  subscript(_ index: EntryIndex) -> StoredConcern? { concerns[index] }

  mutating func insert(_ concern: StoredConcern) {
    guard concerns.updateValue(concern, forKey: concern.index) == nil else { return }
    order.append(concern.index)
    byteCount += Self.byteCount(of: concern)
    while byteCount > Self.byteLimit, let oldest = order.popFirst(),
      let removed = concerns.removeValue(forKey: oldest)
    {
      byteCount -= Self.byteCount(of: removed)
    }
  }

  private static func byteCount(of concern: StoredConcern) -> Int {
    let message = concern.payload.message
    return message.envelope.bytes.count + message.sections.reduce(1024) { $0 + $1.line.count }
  }
}
