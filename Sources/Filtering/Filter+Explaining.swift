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
    let decisive = facts.sections.map { decisiveQuestion(approach, $0, in: facts) }
    let labelled = zip(facts.sections, decisive).map { section, question in
      Labelled(label: section, verdict: policy.mayBeSeen(question))
    }
    var known: [Seeing: Policy.Explanation] = [:]
    return facts.sections.indices.map { index in
      let other =
        labelled[index].verdict.isShown
        ? withholder(of: labelled[index].label, labelled, in: facts, to: recipient) : nil
      let question = decisive[other ?? index]
      let explanation = known[question] ?? policy.explanation(of: question)
      known[question] = explanation
      let section = facts.sections[index]
      return ExplainedSection(
        dataClass: section.dataClass,
        explanation: section.isKept(from: recipient) ? explanation.contradicted() : explanation)
    }
  }

  /// What a rule of the law in force rests on.
  package func ground(of rule: RuleID) -> LegalGround? { policy.ground(of: rule) }

  /// The question about the first person who may not be seen, or about the first of all.
  private func decisiveQuestion(
    _ approach: Approach, _ section: SectionLabel, in facts: Facts
  ) -> Seeing {
    let persons = facts.persons(in: section)
    let questions =
      persons.isEmpty
      ? [seeing(approach, section, about: nil, in: facts)]
      : persons.map { seeing(approach, section, about: $0, in: facts) }
    return questions.first { !policy.mayBeSeen($0).isShown } ?? questions[0]
  }
}
