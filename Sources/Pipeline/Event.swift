package import Admission
package import Concerns
package import Deadlines
package import Ledger
package import Ringing
package import Routing
package import Wire

/// Something that reaches the pipeline from outside.
package enum Event: Sendable {
  /// Frames came in from a connection.
  case received(Peer, [[UInt8]])
  /// More bytes came in from a connection than anybody may send; none of them was kept.
  case overlong(Peer)
  /// A connection is gone: nothing can be sent to it any more.
  case unreachable(Peer)
  /// Signatures were checked and standings looked up, in the order they were asked for.
  case examined([Examination])
  /// Entries were kept or not, in the order they were handed over.
  case recorded([Kept])
  /// Something was read from the ledger.
  case found([Discovery])
  /// How many were turned away at the door since the start, by reason.
  case turnedAway([KnockRefusal: Int])
  /// People were rung, or could not be.
  case rang([Call], Rung.Outcome)
  /// Time went on.
  case tick
}

/// What must be checked or looked up before a message can be judged.
package enum Inquiry: Sendable {
  case publish(Candidate<SignedMessage>, number: Int64)
  /// `elsewhere`: deliveries that are in no mailbox any more.
  case acknowledge(Candidate<AckDocument>, number: Int64, elsewhere: [DeliveryID])
  case duty(Candidate<DutyDocument>, number: Int64)
}

/// An inquiry with its answers.
package enum Examination: Sendable {
  case publish(Examined<SignedMessage>, number: Int64, standing: ConversationStanding?)
  /// `elsewhere`: what was asked for; `parcels`: what of it there is.
  case acknowledge(
    Examined<AckDocument>, number: Int64, elsewhere: [DeliveryID], parcels: [StoredParcel])
  case duty(Examined<DutyDocument>, number: Int64)
}

/// What is to be read from the ledger, and what for.
package enum Lookup: Sendable {
  /// What a delivery's concern says.
  case concern(EntryIndex, for: Errand)
  /// A delivery that is in no mailbox any more.
  case parcel(DeliveryID, for: Errand)
  /// How a conversation stands now, for a message that was overtaken.
  case conversation(Retrial)
  /// Whether a message that is to be refused was accepted once.
  case claim(Retrial, Problem)
  /// Who answers for a concern whose clock rings.
  case owner(of: EntryIndex, Ring)
  /// Who answers for a concern whose bell hangs.
  case answerer(of: EntryIndex, ClockID)
  /// Who sent what nobody has opened.
  case sender(of: EntryIndex, ClockID)
  /// The delivery by which a concern was last given to its owner.
  case holder(of: EntryIndex)
  /// Who keeps what a clock of duty runs for.
  case kept(Clock, of: EntryIndex)
  /// What a directory would change.
  case plan(PlanQuestion, asker: Asker)
  /// A delivery with all that explaining it takes.
  case file(DeliveryID, asker: Asker)
  case word(MessageID, AgencyID, asker: Asker)
  /// What had left before a withdrawal, one turn of counting more.
  case left(LeftCount, MessageID, BrokerCommand.Word, asker: Asker)
  case list(FunctionID, after: RowPlace, limit: Int, asker: Asker)
  /// Who last knew the persons of a delivery, one turn further back.
  case known(KnownSearch, DeliveryID, asker: Asker)
}

/// What was read.
package enum Discovery: Sendable {
  case concern(StoredConcern, for: Errand)
  case parcel(StoredParcel?, for: Errand)
  case conversation(Retrial, ConversationStanding?)
  case claim(Retrial, Problem, isTaken: Bool)
  case owner(FunctionID, Ring)
  case answerer(FunctionID, ClockID)
  case sender(SentMessage, ClockID)
  case holder(StoredParcel?, of: EntryIndex)
  case kept(Keepers.Kept?)
  case plan(PlanAnswer, asker: Asker)
  case file(DeliveryFile?, DeliveryID, asker: Asker)
  case word(SentWord?, MessageID, asker: Asker)
  case left(LeftCount, MessageID, BrokerCommand.Word, asker: Asker)
  case list([StoredParcel], limit: Int, asker: Asker)
  case known(KnownSearch, DeliveryID, asker: Asker)
}

/// A message as its sender knows it.
package struct SentMessage: Hashable, Sendable {
  let agency: AgencyID
  let id: MessageID
  /// The function that spoke.
  let unit: FunctionID

  init(_ message: SignedMessage) {
    agency = message.envelope.source
    id = message.envelope.id
    unit = message.matter.unit
  }
}

/// Who waits for an answer, under which number.
package struct Asker: Hashable, Sendable {
  package let session: SessionNumber
  package let number: Int64
  /// Whether the request counts against the session's limit until it is answered.
  var isCounted = false
  /// What the request holds until it is answered, if that counts.
  let load: UnderWay.Load?

  init(
    session: SessionNumber, number: Int64, isCounted: Bool = false, load: UnderWay.Load? = nil
  ) {
    self.session = session
    self.number = number
    self.isCounted = isCounted
    self.load = load
  }
}

/// An admitted message that must be routed and filtered anew.
package struct Retrial: Sendable {
  let admitted: Admitted<SignedMessage>
  let asker: Asker
  let attempt: Int
}
