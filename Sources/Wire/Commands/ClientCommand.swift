package import Concerns
package import Evidence

/// What a member asks of the broker.
package enum ClientCommand: Hashable, Sendable {
  case hello(Hello)
  case publish(Publish)
  case credit(Credit)
  case acknowledge(Acknowledge)
  case list(List)
  case open(DeliveryID)
  /// Asks by which rules a delivery's sections are shown and withheld.
  case explain(DeliveryID)
  case claim(DeliveryID)
  case release(DeliveryID)
  case decide(Decide)
  /// Tells what was decided of a case.
  case rule(Ruling)
  case status(MessageID)
  /// Draws four words for an early contact, to come back with.
  case phrase(Reference)
  case comeBack(ComeBack)
  case choose(Choose)
  case duty(Duty)
  /// Asks who last knew the persons of a delivery.
  case known(DeliveryID)
  case ping
  case bye
  case admin(JSONValue)

  /// Opens a session.
  package struct Hello: Hashable, Sendable {
    package static let softwareLimit = 80
    package let time: Moment
    package let software: String
    /// The mailboxes the session wants to read.
    package let functions: [FunctionID]

    package init(time: Moment, software: String, functions: [FunctionID]) {
      self.time = time
      self.software = software
      self.functions = functions
    }
  }

  /// Sends one message.
  package struct Publish: Hashable, Sendable {
    package let proof: Proof
    package let message: SignedMessage

    package init(proof: Proof, message: SignedMessage) {
      self.proof = proof
      self.message = message
    }
  }

  /// Allows so many deliveries and bytes since the session opened.
  package struct Credit: Hashable, Sendable {
    package let messages: Int64
    package let bytes: Int64

    package init(messages: Int64, bytes: Int64) {
      self.messages = messages
      self.bytes = bytes
    }
  }

  /// Tells what became of deliveries.
  package struct Acknowledge: Hashable, Sendable {
    package let proof: Proof
    package let document: AckDocument

    package init(proof: Proof, document: AckDocument) {
      self.proof = proof
      self.document = document
    }
  }

  /// Asks for the labels of a mailbox, a page at a time.
  package struct List: Hashable, Sendable {
    package static let limits = 1...100
    package static let usualLimit = 20
    package let function: FunctionID
    package let after: String?
    package let limit: Int

    package init(function: FunctionID, after: String?, limit: Int) {
      self.function = function
      self.after = after
      self.limit = limit
    }
  }

  /// Sends a delivery on to the unit that should own it.
  package struct Decide: Hashable, Sendable {
    /// Why; a closed list, so that it never holds anything about anybody.
    package enum Reason: String, CaseIterable, Sendable {
      case wrongUnit = "wrong-unit"
      case moved
      case conflictOfInterest = "conflict-of-interest"
      case other
    }

    package let delivery: DeliveryID
    package let version: Int64
    package let to: FunctionID
    package let reason: Reason

    package init(delivery: DeliveryID, version: Int64, to: FunctionID, reason: Reason) {
      self.delivery = delivery
      self.version = version
      self.to = to
      self.reason = reason
    }
  }

  package var name: CommandName {
    switch self {
    case .hello: .hello
    case .publish: .publish
    case .credit: .credit
    case .acknowledge: .acknowledge
    case .list: .list
    case .open: .open
    case .explain: .explain
    case .claim: .claim
    case .release: .release
    case .decide, .rule: .decide
    case .status: .status
    case .phrase: .phrase
    case .comeBack: .comeBack
    case .choose: .decide
    case .duty: .duty
    case .known: .known
    case .ping: .ping
    case .bye: .bye
    case .admin: .admin
    }
  }
}
