import Concerns
import DequeModule
import Filtering
import Ledger
import Wire

/// Concerns that were recorded a moment ago, kept so that handing them over needs no reading.
struct RecentConcerns: Sendable {
  /// Most bytes held: some ten thousand ordinary concerns. Older ones are read back.
  static let byteLimit = 32 << 20

  /// A concern, and what each of its deliveries was recorded with.
  private struct Recent {
    let concern: StoredConcern
    let deliveries: [DeliveryID]
    let disclosures: [Disclosure]
  }

  private var concerns: [EntryIndex: Recent] = [:]
  private var order: Deque<EntryIndex> = []
  private var byteCount = 0

  subscript(_ index: EntryIndex) -> StoredConcern? { concerns[index]?.concern }

  /// What a delivery was recorded with; `nil` when that is no longer at hand.
  func disclosure(of delivery: DeliveryID, in index: EntryIndex) -> Disclosure? {
    guard let recent = concerns[index],
      let place = recent.deliveries.firstIndex(of: delivery)
    else { return nil }
    return recent.disclosures[place]
  }

  mutating func insert(
    _ concern: StoredConcern, _ deliveries: [DeliveryID] = [], _ disclosures: [Disclosure] = []
  ) {
    let recent = Recent(concern: concern, deliveries: deliveries, disclosures: disclosures)
    guard concerns[concern.index] == nil else { return }
    concerns[concern.index] = recent
    order.append(concern.index)
    byteCount += Self.byteCount(of: recent)
    while byteCount > Self.byteLimit, let oldest = order.popFirst(),
      let removed = concerns.removeValue(forKey: oldest)
    {
      byteCount -= Self.byteCount(of: removed)
    }
  }

  /// About a hundred bytes for each section's verdict, and what is said.
  private static func byteCount(of recent: Recent) -> Int {
    let message = recent.concern.payload.message
    return message.envelope.bytes.count + message.sections.reduce(1024) { $0 + $1.line.count }
      + recent.disclosures.reduce(0) { $0 + 100 * $1.sections.count }
  }
}
