import Concerns
import Evidence
import Wire

/// A subscription: how much may be on its way, and what has been seen before.
struct Mailbox {
  /// What a view is known by.
  struct View: Hashable {
    let source: AgencyID
    let id: MessageID
    let digest: Digest32

    init(_ referral: Referral) {
      source = referral.source
      id = referral.id
      digest = referral.view
    }
  }

  /// What became of a view.
  struct Seen {
    /// Every delivery of it, so that each can be acknowledged.
    var deliveries: [DeliveryID]
    var progress: AckState?
    /// Whether the program has it; until then a recall can still stop it.
    var isTaken = false
    var isRecalled = false
  }

  let functions: [FunctionID]
  let window: Int
  let stream: AsyncStream<Referral>.Continuation

  private var seen: [Mailbox.View: Seen] = [:]
  /// The views in the order they came, oldest first, so that the oldest is forgotten.
  private var order: [Mailbox.View] = []
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

  /// Notes a delivery; tells what is known of its view if it came before.
  mutating func note(_ referral: Referral) -> Seen? {
    let view = View(referral)
    if var known = seen[view] {
      if !known.deliveries.contains(referral.delivery) {
        known.deliveries.append(referral.delivery)
      }
      seen[view] = known
      return known
    }
    seen[view] = Seen(deliveries: [referral.delivery])
    order.append(view)
    held += 1
    if order.count > ClientLimits.remembered { seen[order.removeFirst()] = nil }
    return nil
  }

  /// The program takes a referral; false if it was recalled meanwhile.
  mutating func take(_ referral: Referral) -> Bool {
    held -= 1
    let view = View(referral)
    let isRecalled = seen[view]?.isRecalled ?? false
    seen[view]?.isTaken = true
    return !isRecalled
  }

  /// More credit, once half of the window is free again.
  mutating func topUp() -> ClientCommand.Credit? {
    let target = arrived + Int64(max(0, window - held))
    let worthwhile = Int64(max(1, window / 2))
    guard target - granted >= worthwhile || (held == 0 && target > granted) else { return nil }
    granted = target
    return .init(messages: granted, bytes: granted * ClientLimits.deliveryBytes)
  }

  /// Every delivery of the view that a referral shows.
  func deliveries(of referral: Referral) -> [DeliveryID] {
    let known = seen[View(referral)]?.deliveries ?? []
    return known.contains(referral.delivery) ? known : known + [referral.delivery]
  }

  mutating func settle(_ referral: Referral, as progress: AckState) {
    seen[View(referral)]?.progress = progress
  }

  /// Forgets a view, so that its next delivery is handed on again.
  mutating func forget(_ delivery: DeliveryID) {
    guard let view = seen.first(where: { $0.value.deliveries.contains(delivery) })?.key else {
      return
    }
    seen[view] = nil
    order.removeAll { $0 == view }
  }

  /// The broker wants a delivery back.
  ///
  /// - Returns: What to answer: the view, and the state reached, `nil` for recalled. `nil` when the
  ///   program has it and has not said how far it is: its own acknowledgement will answer.
  mutating func recall(_ delivery: DeliveryID) -> (view: Digest32, state: AckState?)? {
    guard let (view, known) = seen.first(where: { $0.value.deliveries.contains(delivery) }) else {
      return nil
    }
    if let progress = known.progress { return (view.digest, progress) }
    guard !known.isTaken else { return nil }
    seen[view]?.isRecalled = true
    return (view.digest, nil)
  }
}
