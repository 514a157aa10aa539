import Concerns
import Evidence
import Wire

/// A subscription: how much may be on its way, and which deliveries have come before.
///
/// A delivery is known by its name alone. The same view under another name is another delivery: a
/// concern that was sent on from one function to another is whole for both, and what the one said
/// of it is not the other's word.
struct Mailbox {
  /// What became of a delivery.
  struct Seen {
    /// What it showed last; another view under the same name is handed on again.
    var view: Digest32
    var progress: AckState?
    /// Whether the program has it; until then a recall can still stop it.
    var isTaken = false
    var isRecalled = false
  }

  let functions: [FunctionID]
  let window: Int
  let stream: AsyncStream<Referral>.Continuation

  private var seen: [DeliveryID: Seen] = [:]
  /// The deliveries in the order they came, oldest first, so that the oldest is forgotten.
  private var order: [DeliveryID] = []
  /// Handed to the stream and not taken yet.
  private(set) var held = 0
  private var arrived: Int64 = 0
  private var granted: Int64 = 0

  init(functions: [FunctionID], window: Int, stream: AsyncStream<Referral>.Continuation) {
    self.functions = functions
    self.window = window
    self.stream = stream
  }

  /// A session begins: credit is counted from zero.
  mutating func begin() -> ClientCommand.Credit? {
    (arrived, granted) = (0, 0)
    return topUp()
  }

  /// Whether this delivery is within what was granted; one more is, since a delivery may overdraw.
  mutating func admit() -> Bool {
    guard held <= window else { return false }
    arrived += 1
    return true
  }

  /// Notes a delivery; tells what is known of it if it came before and showed the same.
  mutating func note(_ referral: Referral) -> Seen? {
    let delivery = referral.delivery
    if let known = seen[delivery], known.view == referral.view {
      // Sent again after a recall, it is wanted again; it waits in the stream still.
      seen[delivery]?.isRecalled = false
      return known
    }
    if seen.updateValue(Seen(view: referral.view), forKey: delivery) == nil {
      order.append(delivery)
    }
    held += 1
    if order.count > ClientLimits.remembered { seen[order.removeFirst()] = nil }
    return nil
  }

  /// The program takes a referral; false if it was recalled or shown anew meanwhile.
  mutating func take(_ referral: Referral) -> Bool {
    held -= 1
    guard let known = seen[referral.delivery] else { return true }
    // Another view has taken its place, and is right behind it.
    guard known.view == referral.view else { return false }
    guard !known.isRecalled else {
      forget(referral.delivery)
      return false
    }
    seen[referral.delivery]?.isTaken = true
    return true
  }

  /// More credit, once half of the window is free again.
  mutating func topUp() -> ClientCommand.Credit? {
    let target = arrived + Int64(max(0, window - held))
    let worthwhile = Int64(max(1, window / 2))
    guard target - granted >= worthwhile || (held == 0 && target > granted) else { return nil }
    granted = target
    return .init(messages: granted, bytes: granted * ClientLimits.deliveryBytes)
  }

  /// Notes what was recorded of a delivery, so that it can be said again when it comes again.
  mutating func settle(_ referral: Referral, as progress: AckState) {
    guard seen[referral.delivery]?.view == referral.view else { return }
    seen[referral.delivery]?.progress = progress
  }

  /// Forgets a delivery, so that it is handed on again when it comes again.
  mutating func forget(_ delivery: DeliveryID) {
    guard seen.removeValue(forKey: delivery) != nil else { return }
    order.removeAll { $0 == delivery }
  }

  /// The broker wants a delivery back.
  ///
  /// - Returns: What to answer: the view, and the state reached, `nil` for recalled. `nil` when the
  ///   program has it and has not said how far it is: its own acknowledgement will answer.
  mutating func recall(_ delivery: DeliveryID) -> (view: Digest32, state: AckState?)? {
    guard let known = seen[delivery] else { return nil }
    if let progress = known.progress { return (known.view, progress) }
    guard !known.isTaken else { return nil }
    seen[delivery]?.isRecalled = true
    return (known.view, nil)
  }
}
