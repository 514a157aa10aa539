package import Concerns
import Tables

/// The law as data: who may send what, and who may see which section of it.
///
/// Nothing is open unless a rule opens it; a rule that withholds wins over any that shows; an
/// exclusion comes before every rule. How to read the file: `protocols/policy/README.md`.
///
/// A table has been read, not proved: only a ``ProvedPolicy`` filters messages.
package struct PolicyTable: Sendable {
  /// The file as given, byte by byte: what a digest of the policy is taken over.
  package let bytes: [UInt8]
  /// The country whose law it is, two capital letters.
  package let country: String
  /// What the file says.
  package let book: RuleBook

  private let compiled: CompiledPolicy
  /// What each rule about seeing answers, made once: a rule is large and a verdict is not.
  private let verdicts: [Verdict]
  private let excluded: Verdict
  private let unruled: Verdict

  init(bytes: [UInt8], country: String, book: RuleBook) {
    self.bytes = bytes
    self.country = country
    self.book = book
    compiled = CompiledPolicy(book)
    verdicts = book.seeing.map { rule in
      let isShown = rule.effect == .show
      return Verdict(
        isShown: isShown, ground: rule.ground, unlocks: isShown ? nil : rule.unlocks)
    }
    excluded = Verdict(isShown: false, ground: book.fallbacks.excluded, unlocks: nil)
    unruled = Verdict(
      isShown: false, ground: book.fallbacks.unruled, unlocks: book.fallbacks.unlocks)
  }

  /// Rules about sending, in the order of the file.
  package var sendingRules: [SendingRule] { book.sending }
  /// Rules about seeing, in the order of the file.
  package var seeingRules: [SeeingRule] { book.seeing }

  /// Rules about who signs a waiver, in the order of the file.
  package var signingRules: [SigningRule] { book.signing }

  /// Decides whether a message may be sent; if not, names the kinds this sender may send.
  package func mayBeSent(_ question: Sending) -> SendingVerdict {
    let cell = Cell(question, era: compiled.eras.era(of: question.day))
    if let rule = compiled.sending.rule(on: question.kind.ordinal, for: cell) {
      return .lawful(book.sending[rule].ground)
    }
    return refusal(of: question)
  }

  /// Decides whether a recipient may see a section. Total: there is always an answer and a reason.
  package func mayBeSeen(_ question: Seeing) -> Verdict {
    var verdict = answer(to: question)
    if question.guardians != .mayBeTold { verdict.obligations.insert(.withholdFromGuardians) }
    return verdict
  }

  private func answer(to question: Seeing) -> Verdict {
    if question.isExcluded { return excluded }
    let cell = Cell(question, era: compiled.eras.era(of: question.day))
    let shelf = CompiledPolicy.shelf(question.kind, question.dataClass)
    return compiled.seeing.rule(on: shelf, for: cell).map { verdicts[$0] } ?? unruled
  }

  /// The kinds a sender may send on a day, to anyone, in the order of the vocabulary.
  package func lawfulKinds(for sender: Participant, on day: CivilDate) -> [Kind] {
    Kind.allCases.filter { kind in
      book.sending.contains { rule in
        rule.kind == kind && rule.conditions.period.contains(day)
          && rule.conditions.sender.admits(sender)
      }
    }
  }

  /// Names the first part of a message that no rule lets through.
  ///
  /// Where a rule carries that very purpose under that very provision, something else closes it:
  /// then its own words are the reason, and nobody is told that purpose or provision are wrong.
  private func refusal(of question: Sending) -> SendingVerdict {
    let today = book.sending.filter {
      $0.kind == question.kind && $0.conditions.period.contains(question.day)
    }
    let open = today.filter { $0.conditions.opensKind(for: question) }
    let meant = today.first { $0.conditions.isMeant(by: question) }
    let (part, reason): (SendingVerdict.Part, LocalizedText) =
      if open.isEmpty || meant != nil {
        (.kind, (meant ?? today.first)?.otherwise ?? book.fallbacks.kind)
      } else if !open.contains(where: { $0.conditions.purposes.admits(question.purpose) }) {
        (.purpose, book.fallbacks.purpose)
      } else {
        (.basis, book.fallbacks.basis)
      }
    return .unlawful(
      part, lawful: lawfulKinds(for: question.sender, on: question.day), reason: reason)
  }
}

extension Conditions.Side {
  func admits(_ participant: Participant) -> Bool {
    parties.admits(participant.party) && bound.admits(participant.isBound)
      && contracted.admits(participant.isContracted) && walled.admits(participant.isWalled)
  }
}

extension Conditions {
  /// Whether purpose, provision and parties are as they must be, whatever else is not.
  func isMeant(by question: Sending) -> Bool {
    sender.admits(question.sender) && recipient.admits(question.recipient)
      && purposes.admits(question.purpose) && bases.admits(question.basis)
  }

  /// Whether one of the grounds is among those that the law asks for.
  func admitsGround(of question: Sending) -> Bool {
    grounds == .any || !question.grounds.words.filter(grounds.admits).isEmpty
  }

  /// Whether everything but purpose and provision is as it must be.
  fileprivate func opensKind(for question: Sending) -> Bool {
    sender.admits(question.sender) && recipient.admits(question.recipient)
      && ages.admits(question.age) && certainties.admits(question.certainty)
      && admitsGround(of: question)
      && needs.allSatisfy(question.circumstances.contains)
      && !unless.contains(where: question.circumstances.contains)
  }
}
