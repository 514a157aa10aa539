package import Concerns
package import Evidence

/// What the broker answers or hands over.
package enum BrokerCommand: Hashable, Sendable {
  case welcome(Welcome)
  case receipt(Proof, leaf: [UInt8])
  case deliver(Deliver)
  case recall(DeliveryID)
  /// By which rules a delivery's sections are shown and withheld, or whom to ask.
  case explanation(DeliveryID, JSONValue)
  /// Who last knew the persons of a delivery.
  case known(DeliveryID, JSONValue)
  case list([Label], next: String?)
  case released(DeliveryID)
  /// With who owns it, if it was sent on and that is another than was named.
  case decided(DeliveryID, version: Int64, to: FunctionID? = nil)
  /// With what had left, if the message takes a waiver back.
  case status(MessageID, Word, left: [Left]? = nil)
  /// Nobody has opened something acute: whoever sent it must telephone.
  case unopened(Unopened)
  /// A notice, unasked, of what a transfer was answered with.
  case answered(Answered)
  /// How far a transfer has come that is answered.
  case answeredStatus(Answered, Word)
  /// Four words for an early contact, said this once.
  case phrase(Reference, words: [String])
  /// Which message a reference and its four words belong to, and where it is.
  case cameBack(MessageID, ConversationID)
  /// What a function keeps, and its hand-over lists.
  case duties(DutyOverview)
  /// One hand-over list: an acceptance names the digest of these bytes.
  case dutyList(DutyListID, [UInt8])
  case ping
  case bye
  case admin(JSONValue)
  case problem(Problem, refusal: Refusal?)

  /// A refusal that was recorded: its leaf, and the proof that it was.
  package struct Refusal: Hashable, Sendable {
    package let proof: Proof
    package let leaf: [UInt8]

    package init(proof: Proof, leaf: [UInt8]) {
      self.proof = proof
      self.leaf = leaf
    }
  }

  /// All that a sender ever learns of its message's way (never who owns it, or why).
  package enum Word: String, CaseIterable, Hashable, Comparable, Sendable {
    case accepted, delivered, read, committed

    package static func < (less: Self, more: Self) -> Bool { less.steps < more.steps }

    private var steps: Int {
      switch self {
      case .accepted: 0
      case .delivered: 1
      case .read: 2
      case .committed: 3
      }
    }
  }

  /// What had gone to one party on the waivers of a cooperation before somebody said no.
  package struct Left: Hashable, Sendable {
    package let party: AgencyID
    /// Deliveries that had been handed over.
    package let handed: Int
    /// Deliveries that the no ended, leased ones among them.
    package let withdrawn: Int

    package init(party: AgencyID, handed: Int, withdrawn: Int) {
      self.party = party
      self.handed = handed
      self.withdrawn = withdrawn
    }
  }

  /// What a session may do, and with whom it speaks.
  package struct Welcome: Hashable, Sendable {
    /// Most sessions of one broker: eight for each of 512 machines, and far below the descriptors
    /// that a listener may hold. One more is answered `too-many-sessions`.
    package static let sessionLimit = 4096

    package struct Entrance: Hashable, Sendable {
      package let function: FunctionID
      package let name: LocalizedText
      package let phone: String

      package init(function: FunctionID, name: LocalizedText, phone: String) {
        self.function = function
        self.name = name
        self.phone = phone
      }
    }

    /// The server key that takes the present one's place, and where it is used already.
    package struct Successor: Hashable, Sendable {
      /// The letters of a CURVE key in Z85.
      package static let keyLength = 40

      /// The CURVE key in Z85.
      package let key: String
      /// On the host of the endpoint that the member uses now.
      package let port: Int
      /// From when on members are to use it.
      package let from: Moment

      package init(key: String, port: Int, from: Moment) {
        self.key = key
        self.port = port
        self.from = from
      }
    }

    /// An address that leads on to another, because the unit behind it has ended.
    package struct Moved: Hashable, Sendable {
      package let function: FunctionID
      package let to: FunctionID
      /// The first day on which it does.
      package let since: CivilDate

      package init(function: FunctionID, to: FunctionID, since: CivilDate) {
        self.function = function
        self.to = to
        self.since = since
      }
    }

    package let session: Salt
    package let deployment: DeploymentID
    package let environment: Environment
    package let time: Moment
    package let agency: AgencyID
    /// Unanswered publishes allowed.
    package let publish: Int
    /// Seconds of silence before the session ends.
    package let idle: Int
    /// Seconds a delivery is leased.
    package let lease: Int
    package let functions: [FunctionID]
    package let keys: [VerifyingKey]
    package let entrances: [Entrance]
    /// `nil` unless the server key is being changed.
    package let next: Successor?
    /// Addresses that lead on to others, the latest first.
    package let moved: [Moved]

    package init(
      session: Salt, deployment: DeploymentID, environment: Environment, time: Moment,
      agency: AgencyID, publish: Int, idle: Int, lease: Int, functions: [FunctionID],
      keys: [VerifyingKey], entrances: [Entrance], next: Successor? = nil,
      moved: [Moved] = []
    ) {
      self.session = session
      self.deployment = deployment
      self.environment = environment
      self.time = time
      self.agency = agency
      self.publish = publish
      self.idle = idle
      self.lease = lease
      self.functions = functions
      self.keys = keys
      self.entrances = entrances
      self.next = next
      self.moved = moved
    }
  }

  /// One message, as far as this recipient may see it.
  package struct Deliver: Hashable, Sendable {
    package let delivery: DeliveryID
    package let attempt: Int
    /// Seconds until the broker offers it again.
    package let lease: Int
    package let function: FunctionID
    package let thread: String
    package let lane: Lane
    package let isWhole: Bool
    /// Whether an earlier message of the thread is parked.
    package let hasGap: Bool
    /// What must be done with what is shown.
    package let obligations: Set<Obligation>
    package let key: VerifyingKey
    package let proof: Proof
    package let envelope: [UInt8]
    package let view: [UInt8]

    package init(
      delivery: DeliveryID, attempt: Int, lease: Int, function: FunctionID, thread: String,
      lane: Lane, isWhole: Bool, hasGap: Bool, obligations: Set<Obligation>, key: VerifyingKey,
      proof: Proof, envelope: [UInt8], view: [UInt8]
    ) {
      self.delivery = delivery
      self.attempt = attempt
      self.lease = lease
      self.function = function
      self.thread = thread
      self.lane = lane
      self.isWhole = isWhole
      self.hasGap = hasGap
      self.obligations = obligations
      self.key = key
      self.proof = proof
      self.envelope = envelope
      self.view = view
    }
  }

  /// A delivery as a list shows it: labels, nothing about anybody.
  package struct Label: Hashable, Sendable {
    package let delivery: DeliveryID
    package let kind: Kind
    package let lane: Lane
    package let state: String
    package let accepted: Moment
    package let attempts: Int
    package let version: Int64

    package init(
      delivery: DeliveryID, kind: Kind, lane: Lane, state: String, accepted: Moment,
      attempts: Int, version: Int64
    ) {
      self.delivery = delivery
      self.kind = kind
      self.lane = lane
      self.state = state
      self.accepted = accepted
      self.attempts = attempts
      self.version = version
    }
  }
}
