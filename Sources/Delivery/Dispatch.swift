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
    if disclosure.isWhole {
      view = View(whole: message)
    } else {
      let shown = zip(message.sections, disclosure.sections).filter(\.1.verdict.isShown)
      view = View(of: message, showing: shown.map(\.0))
    }
    command = .deliver(
      .init(
        delivery: handOver.delivery, attempt: attempt, lease: Int(lease.components.seconds),
        function: disclosure.recipient.function,
        thread: Base64.url.encode(thread.hash.bytes.prefix(16)), lane: lane,
        isWhole: disclosure.isWhole, hasGap: hasGap, key: payload.key, proof: payload.proof,
        envelope: view.envelope.bytes, view: view.bytes))
  }
}
