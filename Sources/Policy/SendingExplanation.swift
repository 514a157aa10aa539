package import Concerns
import Tables

/// Whether a kind may be sent, under what, and if not, what is lawful instead.
package struct SendingExplanation: Hashable, Sendable {
  /// A rule that would carry it if something else were established.
  package struct Way: Hashable, Sendable {
    /// What would have to be established.
    package let established: WordSet<Circumstance>
    /// What would have to be so no longer.
    package let ended: WordSet<Circumstance>
    /// The rule.
    package let rule: SendingRule
  }

  /// A rule for that purpose under that provision, and what does not fit it.
  package struct Misfit: Hashable, Sendable {
    /// Of what is known about a person and not established by anybody.
    package enum Part: String, CaseIterable, Hashable, Sendable {
      /// How old the person is.
      case age
      /// How sure it is who it is.
      case certainty
      /// Why somebody is concerned.
      case ground
    }

    package let rule: SendingRule
    package let parts: [Part]
  }

  /// The rules that carry it, in the order of the file; none when it may not be sent.
  package let carriers: [SendingRule]
  /// Why it may not be sent; `nil` when it may.
  package let reason: LocalizedText?
  /// Rules that carry it, but for another purpose or under another provision than those named; none
  /// where a rule carries those and something else does not fit: nobody is to look for a provision
  /// that does.
  package let otherwise: [SendingRule]
  /// Rules for what was named that something about the person does not fit.
  package let misfits: [Misfit]
  /// What would have to be established, or no longer be so.
  package let ways: [Way]
  /// Other kinds that rules open to this sender and recipient; empty when this one may be sent.
  package let instead: [Kind]
}

extension PolicyTable {
  /// Explains whether a kind may be sent.
  ///
  /// - Parameters:
  ///   - question: Who, to whom, what is known. Its purpose and provision count only as named.
  ///   - purpose: Why; `nil` to be told what it may be sent for.
  ///   - basis: Under which provision; `nil` to be told under which it may be sent.
  package func explanation(
    of question: Sending, purpose: Purpose?, basis: LegalBasis?
  ) -> SendingExplanation {
    let space = FoldedSpace(book)
    let rules = space.rules(at: Place(kind: question.kind, dataClass: nil))
    let era = space.eras.era(of: question.day)
    func carries(_ rule: Int, _ question: Sending) -> Bool {
      space.sent[rule].admits(Cell(question, era: era).bits)
    }
    let named = rules.filter { carries($0, question.said(purpose, basis, as: book.sending[$0])) }
    let open = rules.filter { carries($0, question.said(nil, nil, as: book.sending[$0])) }
    let ways = rules.compactMap { index -> SendingExplanation.Way? in
      let rule = book.sending[index]
      let missing = WordSet(rule.conditions.needs).bits & ~question.circumstances.bits
      let barred = WordSet(rule.conditions.unless).bits & question.circumstances.bits
      let changed = WordSet<Circumstance>(bits: question.circumstances.bits ^ missing ^ barred)
      guard missing | barred != 0,
        carries(index, question.said(purpose, basis, as: rule, given: changed))
      else { return nil }
      return SendingExplanation.Way(
        established: WordSet(bits: missing), ended: WordSet(bits: barred), rule: rule)
    }
    let isOpen = !named.isEmpty
    let meant = book.sending.filter { rule in
      rule.kind == question.kind && rule.conditions.period.contains(question.day)
        && rule.conditions.isMeant(by: question.said(purpose, basis, as: rule))
    }
    let isMeant = purpose != nil && basis != nil && !meant.isEmpty
    return SendingExplanation(
      carriers: named.map { book.sending[$0] },
      reason: isOpen ? nil : refusal(of: question, purpose, basis),
      otherwise: isOpen || isMeant ? [] : open.map { book.sending[$0] },
      misfits: isOpen ? [] : meant.compactMap { .init($0, question) }, ways: isOpen ? [] : ways,
      instead: isOpen ? [] : kinds(insteadOf: question))
  }

  /// The refusal in the table's own words; what was not named is taken from the kind's first rule.
  private func refusal(
    of question: Sending, _ purpose: Purpose?, _ basis: LegalBasis?
  ) -> LocalizedText? {
    let first = book.sending.first { $0.kind == question.kind }
    let asked = first.map { question.said(purpose, basis, as: $0) } ?? question
    guard case .unlawful(_, _, let reason) = mayBeSent(asked) else { return nil }
    return reason
  }

  private func kinds(insteadOf question: Sending) -> [Kind] {
    Kind.allCases.filter { kind in
      kind != question.kind
        && book.sending.contains { rule in
          rule.kind == kind && rule.conditions.period.contains(question.day)
            && rule.conditions.sender.admits(question.sender)
            && rule.conditions.recipient.admits(question.recipient)
        }
    }
  }
}

extension SendingExplanation.Misfit {
  /// - Returns: `nil` where all that is known of the person fits.
  fileprivate init?(_ rule: SendingRule, _ question: Sending) {
    let conditions = rule.conditions
    let parts = Part.allCases.filter { part in
      switch part {
      case .age: !conditions.ages.admits(question.age)
      case .certainty: !conditions.certainties.admits(question.certainty)
      case .ground: !conditions.admitsGround(of: question)
      }
    }
    guard !parts.isEmpty else { return nil }
    self.init(rule: rule, parts: parts)
  }
}

extension Sending {
  /// The same question with what was not named taken from a rule.
  fileprivate func said(
    _ purpose: Purpose?, _ basis: LegalBasis?, as rule: SendingRule,
    given circumstances: WordSet<Circumstance>? = nil
  ) -> Sending {
    let usual = (Purpose.allCases.first(where: rule.conditions.purposes.admits) ?? self.purpose)
    let carried = (LegalBasis.allCases.first(where: rule.conditions.bases.admits) ?? self.basis)
    return Sending(
      kind: kind, sender: sender, recipient: recipient, purpose: purpose ?? usual,
      basis: basis ?? carried, age: age, certainty: certainty, grounds: grounds,
      circumstances: circumstances ?? self.circumstances, day: day)
  }
}
