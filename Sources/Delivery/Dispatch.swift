import Routing
import Policy
package import Concerns
import Evidence
package import Filtering
package import Ledger
package import Wire

/// A recorded hand-over as it goes to its recipient.
///
/// The only way from a message to a recipient: it takes proof that the hand-over is on disk, and
/// the disclosure that was recorded with it.
package struct Dispatch: Sendable {
  package let view: View
  package let command: BrokerCommand

  package init(
    _ recorded: Recorded, _ disclosure: Disclosure, payload: Payload, delivery: DeliveryID,
    attempt: Int, lease: Duration, thread: Keyed, lane: Lane, hasGap: Bool
  ) {
    let message = payload.message
    precondition(
      message.sections.count == disclosure.sections.count,
      "a disclosure belongs to the message it was made for")
    if disclosure.isWhole {
      view = View(whole: message)
    } else {
      let shown = zip(message.sections, disclosure.sections).filter(\.1.verdict.isShown)
      view = View(of: message, showing: shown.map(\.0))
    }
    command = .deliver(
      .init(
        delivery: delivery, attempt: attempt, lease: Int(lease.components.seconds),
        function: disclosure.recipient.function,
        thread: Base64.url.encode(thread.hash.bytes.prefix(16)), lane: lane,
        isWhole: disclosure.isWhole, hasGap: hasGap, key: payload.key, proof: payload.proof,
        envelope: view.envelope.bytes, view: view.bytes))
  }
}
