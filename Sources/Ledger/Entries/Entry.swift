package import Admission
package import Concerns
package import Consents
package import Deadlines
package import Evidence
package import Filtering
package import Routing
package import Wire

/// One thing that happened and must be kept before anybody is told.
package enum Entry: Sendable {
  /// A message was accepted: it has an owner, deliveries and running clocks.
  case concern(NewConcern)
  /// A message was refused, and whose it was is known.
  case refusal(Refusal)
  /// A delivery is about to be handed to a session, if its basis still stands.
  case handOver(HandOverNote)
  /// A recipient told what became of deliveries.
  case acknowledgement(AcknowledgementNote)
  /// Deliveries came back, were parked, or were put back.
  case standing([StandingChange])
  /// A delivery was sent on to another unit, which now owns the concern.
  case redirection(Redirection)
  /// A board has told what it decided of a case.
  case ruling(RulingNote)
  /// A clock rang, or somebody acted and it ended.
  case clock(ClockNote)
  /// People are about to be rung, or what came of that.
  case ring(RingNote)
  /// What was noted of rounds goes that nobody needs any more.
  case weeding(RingWeeding)
  /// Another policy is in force, by the hash of its file; `endorsed`: the lines that were signed
  /// for it, none for a ledger's first.
  case policy(Digest32, at: Moment, endorsed: [String] = [])
  /// Somebody is about to look at what was decided or consented.
  case inspection(InspectionNote)
  /// Something happened to an early contact.
  case contact(ContactNote)
  /// The register changed, by an operator's act.
  case act(RegistryAct, by: MemberID, at: Moment)
  /// A directory was planned or put in force, or one of its days is done.
  case directory(DirectoryNote)
  /// On-call has written a hand-over list, or an owner has accepted one.
  case duty(DutyNote)
}

/// An accepted message, ready to be kept.
package struct NewConcern: Sendable {
  package let cleared: Cleared
  package let reference: Reference
  /// One for each disclosure, in order.
  package let deliveries: [DeliveryID]
  package let clocks: [Clock]
  /// What the receipt promises; kept, signed and replayed byte for byte.
  package let leaf: [UInt8]
  /// What it changes in the register of waivers, if anything.
  package let consent: Consent?
  /// What it changes in the register of emergencies, if anything.
  package let emergency: Emergency?
  /// What it changes in the register of reservations, if anything.
  package let reservation: Reserved?
  package let at: Moment
  /// What vouches for what the broker says in its own name; there once it has been signed.
  var voucher: Voucher?

  /// Whether it changes one of the registers, so that the next one waits until it is on disk.
  package var changesRegister: Bool {
    consent != nil || emergency != nil || reservation != nil
  }

  /// A change of the register, judged and recorded with the message that asks for it.
  package struct Consent: Sendable {
    package let change: ConsentChange
    /// Those whose epochs rise with it.
    package let raised: [PersonPseudonym]

    package init(change: ConsentChange, raised: [PersonPseudonym]) {
      self.change = change
      self.raised = raised
    }
  }

  /// The same for a change of the register of emergencies.
  package struct Emergency: Sendable {
    package let change: EmergencyChange
    /// The clock that ends with a review.
    package let ended: ClockID?

    package init(change: EmergencyChange, ended: ClockID?) {
      self.change = change
      self.ended = ended
    }
  }

  /// The same for a change of the register of reservations.
  package struct Reserved: Sendable {
    package let change: ReservationChange
    /// The clock that ends with an acknowledgement.
    package let ended: ClockID?

    package init(change: ReservationChange, ended: ClockID?) {
      self.change = change
      self.ended = ended
    }
  }

  package init(
    cleared: Cleared, reference: Reference, deliveries: [DeliveryID], clocks: [Clock],
    leaf: [UInt8], consent: Consent? = nil, emergency: Emergency? = nil,
    reservation: Reserved? = nil, at: Moment
  ) {
    precondition(deliveries.count == cleared.disclosures.count, "one delivery each disclosure")
    self.cleared = cleared
    self.reference = reference
    self.deliveries = deliveries
    self.clocks = clocks
    self.leaf = leaf
    self.consent = consent
    self.emergency = emergency
    self.reservation = reservation
    self.at = at
  }
}

/// A refused message: who, which code, and when; nothing of what it said.
package struct Refusal: Sendable {
  package let member: MemberID
  package let code: ProblemCode
  /// The signed refusal, when the message could be read far enough to name it.
  package let leaf: [UInt8]?
  /// The message, when its identifier is known to be taken: the ledger then says whether it is the
  /// same one, and gives its receipt again, instead of keeping a refusal.
  package let repeated: SignedMessage?
  package let at: Moment

  package init(
    member: MemberID, code: ProblemCode, leaf: [UInt8]?, repeated: SignedMessage? = nil,
    at: Moment
  ) {
    self.repeated = repeated
    self.member = member
    self.code = code
    self.leaf = leaf
    self.at = at
  }
}

/// What a delivery is in the ledger, as far as the pipeline must know to move it.
package struct DeliveryKey: Hashable, Sendable {
  package let delivery: DeliveryID
  /// Whose contents are delivered.
  package let entry: EntryIndex
  package let controller: ControllerNumber
  package let generation: KeyGeneration
  /// The conversation that the entry is sealed under.
  package let conversation: Keyed

  package init(
    delivery: DeliveryID, entry: EntryIndex, controller: ControllerNumber,
    generation: KeyGeneration, conversation: Keyed
  ) {
    self.delivery = delivery
    self.entry = entry
    self.controller = controller
    self.generation = generation
    self.conversation = conversation
  }
}

/// Moves one delivery from one standing to the next, if nobody else has.
package struct StandingChange: Hashable, Sendable {
  package let key: DeliveryKey
  package let standing: DeliveryStanding

  package init(key: DeliveryKey, standing: DeliveryStanding) {
    self.key = key
    self.standing = standing
  }
}

/// A delivery on its way to a session: what is shown, by which rules, on which basis.
package struct HandOverNote: Sendable {
  package let change: StandingChange
  package let disclosure: Disclosure
  package let member: MemberID
  /// Whether the delivery was recorded with the same: then that is said, and not repeated.
  package let isAsRecorded: Bool
  /// Clocks that end because somebody opens it.
  package let opened: [ClockID]
  /// What whoever is on call takes by opening it.
  package let taken: Taken?

  package init(
    change: StandingChange, disclosure: Disclosure, member: MemberID, isAsRecorded: Bool,
    opened: [ClockID] = [], taken: Taken? = nil
  ) {
    self.opened = opened
    self.taken = taken
    self.change = change
    self.disclosure = disclosure
    self.member = member
    self.isAsRecorded = isAsRecorded
  }
}

/// An acknowledgement with what it changes.
package struct AcknowledgementNote: Sendable {
  package let document: Admitted<AckDocument>
  package let changes: [StandingChange]
  /// Clocks that end because somebody has acted.
  package let ended: [ClockID]
  /// Clocks that end because somebody has read.
  package let opened: [ClockID]
  /// What whoever is on call has taken by reading it.
  package let taken: [Taken]
  package let leaf: [UInt8]
  /// How often the register had changed when its key and its member were judged: it is kept only
  /// if nothing has since.
  package let registerEpoch: Int64
  package let at: Moment

  package init(
    document: Admitted<AckDocument>, changes: [StandingChange], ended: [ClockID],
    opened: [ClockID] = [], taken: [Taken] = [], leaf: [UInt8], registerEpoch: Int64, at: Moment
  ) {
    self.taken = taken
    self.document = document
    self.registerEpoch = registerEpoch
    self.changes = changes
    self.ended = ended
    self.opened = opened
    self.leaf = leaf
    self.at = at
  }
}

/// A concern goes on to another unit: its deliveries end here and new ones begin there.
package struct Redirection: Sendable {
  /// Why it goes on.
  package enum Cause: Hashable, Sendable {
    /// Somebody decided so.
    case decided(by: MemberID, ClientCommand.Decide.Reason)
    /// The unit that had it is not there since a day.
    case ended(by: CivilDate)
  }

  /// Of the delivery that somebody decided on, or whose function is there no more.
  package let change: StandingChange
  /// Whose mailbox that delivery was in: the conversation goes on only if it is there, too.
  package let decider: FunctionID
  /// Of the others that the old owner's unit had open.
  package let others: [StandingChange]
  package let owner: Owner
  package let disclosures: [Disclosure]
  /// One for each disclosure, in order.
  package let deliveries: [DeliveryID]
  package let lane: Lane
  package let thread: ConversationID
  /// Starts anew, for the new owner, the wait for somebody who reads what is acute.
  package let opening: Clock?
  package let cause: Cause
  /// How often people have sent it on by now, this time included.
  package let journey: Journey
  package let at: Moment

  package init(
    change: StandingChange, of decider: FunctionID, others: [StandingChange], owner: Owner,
    disclosures: [Disclosure], deliveries: [DeliveryID], lane: Lane, thread: ConversationID,
    opening: Clock? = nil, because cause: Cause, after journey: Journey, at: Moment
  ) {
    self.change = change
    self.decider = decider
    self.others = others
    self.owner = owner
    self.disclosures = disclosures
    self.deliveries = deliveries
    self.lane = lane
    self.thread = thread
    self.opening = opening
    self.cause = cause
    self.journey = journey
    self.at = at
  }
}

/// Who looked at what was decided, consented or declared, noted before it is shown.
package struct InspectionNote: Hashable, Sendable {
  /// What is looked at.
  package enum Subject: Hashable, Sendable {
    /// Why a delivery shows what it shows; whether all was told or only whom to ask.
    case delivery(DeliveryID, isFull: Bool)
    /// A page of the cooperations, from after one of them.
    case consents(after: CooperationID?)
    /// What each authority has obtained in a cooperation.
    case cooperation(CooperationID)
    /// A page of the emergencies, from after one of them.
    case emergencies(after: EmergencyID?)
    /// Who was told of an emergency, and until when somebody must look at it.
    case emergency(EmergencyID)
    /// A page of the reservations, from after one of them.
    case reservations(after: ReservationID?)
    /// Who is bound by a reservation.
    case reservation(ReservationID)
    /// The counts of a year's early contacts.
    case contacts(year: Int)
    /// What a hand-over list says.
    case dutyList(DutyListID)
    /// Who last knew the persons of a delivery.
    case known(DeliveryID)
  }

  package let subject: Subject
  package let member: MemberID
  package let at: Moment

  package init(of subject: Subject, by member: MemberID, at: Moment) {
    self.subject = subject
    self.member = member
    self.at = at
  }
}

/// A clock rang at a level, or ended.
package struct ClockNote: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    case rang(ClockLevel)
    case ended
    /// Its sender was told that nobody has opened what it sent, or what that was answered with.
    case told
  }

  package let clock: ClockID
  package let event: Event
  package let at: Moment

  package init(clock: ClockID, event: Event, at: Moment) {
    self.clock = clock
    self.event = event
    self.at = at
  }
}
