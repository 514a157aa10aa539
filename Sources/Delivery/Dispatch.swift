import Routing
import Policy
package import Concerns
import Evidence
import Filtering
package import Ledger
package import Wire

/// A recorded hand-over as it goes to its recipient.
///
/// The only way from a message to a recipient: it takes a hand-over that is on disk, which names
/// the delivery, the concern and the disclosure, and shows no more, and of no other.
package struct Dispatch: Sendable {
  package let view: View
  package let command: BrokerCommand

  package init(
    _ handOver: RecordedHandOver, of concern: StoredConcern, attempt: Int, lease: Duration,
    thread: Keyed, lane: Lane, hasGap: Bool
  ) {
    let (payload, disclosure) = (concern.payload, handOver.disclosure)
    let message = payload.message
    precondition(handOver.concern == concern.index, "a hand-over opens the concern it names")
    precondition(
      message.sections.count == disclosure.sections.count,
      "a disclosure belongs to the message it was made for")
    view = Self.view(of: message, under: disclosure)
    command = Self.command(
      for: handOver.delivery, view, under: disclosure, attempt: attempt,
      lease: Int(lease.components.seconds), thread: thread.hash.bytes.prefix(16), lane: lane,
      hasGap: hasGap, key: payload.key, proof: payload.proof)
  }

  /// What a disclosure gives of a message. A canary's goes the same way.
  static func view(of message: SignedMessage, under disclosure: Disclosure) -> View {
    guard !disclosure.isWhole else { return View(whole: message) }
    let shown = zip(message.sections, disclosure.sections).filter(\.1.verdict.isShown)
    return View(of: message, showing: shown.map(\.0))
  }

  /// The frames' contents, for a hand-over and for a canary.
  static func command(
    for delivery: DeliveryID, _ view: View, under disclosure: Disclosure, attempt: Int, lease: Int,
    thread: ArraySlice<UInt8>, lane: Lane, hasGap: Bool, key: VerifyingKey, proof: Proof
  ) -> BrokerCommand {
    .deliver(
      .init(
        delivery: delivery, attempt: attempt, lease: lease,
        function: disclosure.recipient.function, thread: Base64.url.encode(thread), lane: lane,
        isWhole: disclosure.isWhole, hasGap: hasGap,
        obligations: disclosure.obligations, key: key, proof: proof,
        envelope: view.envelope.bytes, view: view.bytes))
  }
}
