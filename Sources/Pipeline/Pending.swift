import Admission
import Concerns
import Filtering
import Ledger
import Wire

/// What waits for the ledger's answer, in the order the entries were handed over.
enum Pending: Sendable {
  case concern(NewConcern, Retrial)
  case refusal(Problem, to: Asker)
  case repetition(Problem, Retrial)
  case handOver(Errand, StoredConcern, Disclosure, OpenDelivery)
  case acknowledgement([ReceiptLeaf.Item], AcknowledgementNote, to: Asker)
  case standing([DeliveryID])
  case redirection(Redirection, OpenDelivery, StoredConcern, to: Asker)
  case clock
  case act(RegistryAct, at: Moment, answer: JSONValue, to: Asker)
}
