import Admission
import Concerns
import Deadlines
import Filtering
import Ledger
import Wire

/// What waits for the ledger's answer, in the order the entries were handed over.
enum Pending: Sendable {
  case concern(NewConcern, Retrial)
  /// `nil` when it is answered already.
  case refusal(Problem, to: Asker?)
  case repetition(Problem, Retrial)
  case handOver(Consignment)
  case acknowledgement([ReceiptLeaf.Item], AcknowledgementNote, RunningClocks, Telling)
  case standing([StandingChange])
  case redrive(StandingChange, to: Asker)
  case withdrawal(StandingChange)
  case ruling(RulingNote, to: Asker)
  /// And whether another than the named one owns it.
  case redirection(Redirection, StoredConcern, isElsewhere: Bool, to: Asker)
  /// A unit has ended, and what it had goes to whoever follows it.
  case succession(Redirection, StoredConcern, Successions.Subject)
  /// What somebody looks at, shown only once it is on disk that they do.
  case look(BrokerCommand, to: Asker)
  /// What happened to an early contact, and what is answered once it is on disk.
  case contact(ContactNote, BrokerCommand, to: Asker)
  case clock
  case ring(RingNote)
  case duty(DutyNote, to: Asker)
  case drill
  case act(RegistryAct, at: Moment, answer: JSONValue, to: Asker)
}

/// Clocks by the concern that they run for.
typealias RunningClocks = [EntryIndex: [ClockID]]

/// What a recipient tells of its deliveries, admitted and not yet kept.
struct Telling: Sendable {
  let document: Admitted<AckDocument>
  /// Those of the deliveries that were in no mailbox any more.
  let parcels: [StoredParcel]
  let asker: Asker
  /// How often it was tried; the register may change under it.
  var attempt = 0
}

/// A hand-over on its way through the ledger.
struct Consignment: Sendable {
  let errand: Errand
  let concern: StoredConcern
  /// As it stood before.
  let delivery: OpenDelivery
  let change: StandingChange
  /// Clocks that end with it.
  var opened: [ClockID] = []
  /// What whoever is on call takes with it.
  var taken: Taken?
}
