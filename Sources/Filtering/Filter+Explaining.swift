package import Concerns
package import Policy
package import Routing

/// Why one section of a message is shown to a recipient or withheld.
package struct ExplainedSection: Hashable, Sendable {
  package let dataClass: DataClass
  /// The question that decided, about whichever person and, for free text, whichever other section.
  package let explanation: Policy.Explanation
}

extension Filter {
  /// Explains what ``disclose(_:to:at:)`` answers at this moment, section by section.
  ///
  /// Each different question costs a look at every change of circumstances: half a millisecond.
  package func explain(
    _ facts: Facts, to recipient: Recipient, at moment: Moment
  ) -> [ExplainedSection] {
    let facts = heeding(facts, for: recipient, at: moment)
    let approach = Approach(facts, to: recipient, at: moment)
    var known: [Seeing: Policy.Explanation] = [:]
    return decided(approach, in: facts, to: recipient).map { each in
      let explanation = known[each.question] ?? policy.explanation(of: each.question)
      known[each.question] = explanation
      return ExplainedSection(
        dataClass: each.label.dataClass,
        explanation: each.label.isKept(from: recipient)
          ? explanation.contradicted() : explanation)
    }
  }

  /// What a rule of the law in force rests on.
  package func ground(of rule: RuleID) -> LegalGround? { policy.ground(of: rule) }
}
