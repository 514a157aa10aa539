import Concerns
import Policy
import Routing

// A declared emergency is one more established fact. The policy is asked as ever, so that it opens
// what some rule gives it, and passes no rule that withholds, no wall and no exclusion.
extension Filter {
  /// The emergencies that hold for a recipient of a message.
  func emergencies(
    around facts: Facts, for recipient: FunctionID, at moment: Moment
  ) -> [Emergency] {
    facts.conversation.map {
      emergencies.holding(in: $0, from: facts.source, for: recipient, at: moment)
    } ?? []
  }

  /// The facts as they are for one recipient.
  func heeding(_ facts: Facts, for recipient: Recipient, at moment: Moment) -> Facts {
    let isHolding = !emergencies(around: facts, for: recipient.function, at: moment).isEmpty
    return facts.establishing(
      WordSet(
        (isHolding ? [Circumstance.emergency] : [])
          + (isBound(recipient.function, by: facts) ? [.reservation] : [])))
  }

  /// Whether the sender itself has declared an emergency for a recipient.
  ///
  /// Another's would tell the sender, by what it may send, that there is one.
  func hasDeclared(_ facts: Facts, for recipient: Recipient, at moment: Moment) -> Bool {
    emergencies(around: facts, for: recipient.function, at: moment)
      .contains { $0.agency == facts.source }
  }
}
