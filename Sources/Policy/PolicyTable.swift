package import Concerns

/// The law as data: who may send what, and who may see which section of it.
///
/// Nothing is open unless a rule opens it; a rule that withholds wins over any that shows; an
/// exclusion comes before every rule. How to read the file: `protocols/policy/README.md`.
package struct PolicyTable: Sendable {
  /// The file as given, byte by byte: what a digest of the policy is taken over.
  package let bytes: [UInt8]
  /// The country whose law it is, two capital letters.
  package let country: String
  /// Rules about sending, in the order of the file.
  package let sendingRules: [SendingRule]
  /// Rules about seeing, in the order of the file.
  package let seeingRules: [SeeingRule]

  /// What is said where no rule speaks.
  struct Fallbacks: Sendable {
    let excluded: Ground
    let unruled: Ground
    let unlocks: LocalizedText
    let kind: LocalizedText
    let purpose: LocalizedText
    let basis: LocalizedText
  }

  /// What a verdict turns on first, so that few rules remain to be asked.
  struct Gate: Hashable {
    let kind: Kind
    let standing: RecipientStanding
    let dataClass: DataClass
  }

  let fallbacks: Fallbacks
  private let sending: [Kind: [SendingRule]]
  private let seeing: [Gate: [ShelvedRule]]

  init(
    bytes: [UInt8], country: String, sendingRules: [SendingRule], seeingRules: [SeeingRule],
    fallbacks: Fallbacks
  ) {
    self.bytes = bytes
    self.country = country
    self.sendingRules = sendingRules
    self.seeingRules = seeingRules
    self.fallbacks = fallbacks
    sending = Dictionary(grouping: sendingRules, by: \.kind)
    var seeing: [Gate: [ShelvedRule]] = [:]
    for rule in seeingRules {
      let shelved = ShelvedRule(rule)
      for kind in Kind.allCases where rule.kinds.admits(kind) {
        for standing in RecipientStanding.allCases where rule.standings.admits(standing) {
          for dataClass in DataClass.allCases where rule.classes.admits(dataClass) {
            let gate = Gate(kind: kind, standing: standing, dataClass: dataClass)
            seeing[gate, default: []].append(shelved)
          }
        }
      }
    }
    self.seeing = seeing
  }

  /// Decides whether a message may be sent; if not, names the kinds this sender may send.
  package func mayBeSent(_ question: Sending) -> SendingVerdict {
    let rules = (sending[question.kind] ?? []).filter { $0.period.contains(question.day) }
    let open = rules.filter {
      $0.admits(sender: question.sender) && $0.admits(recipient: question.recipient)
    }
    if open.isEmpty {
      return refusal(.kind, of: question, because: rules.first?.otherwise ?? fallbacks.kind)
    }
    let meant = open.filter { $0.purposes.admits(question.purpose) }
    if meant.isEmpty { return refusal(.purpose, of: question, because: fallbacks.purpose) }
    guard let rule = meant.first(where: { $0.bases.admits(question.basis) }) else {
      return refusal(.basis, of: question, because: fallbacks.basis)
    }
    return .lawful(rule.ground)
  }

  /// Decides whether a recipient may see a section. Total: there is always an answer and a reason.
  package func mayBeSeen(_ question: Seeing) -> Verdict {
    if question.isExcluded {
      return Verdict(isShown: false, ground: fallbacks.excluded, unlocks: nil)
    }
    guard question.kind.classes?.contains(question.dataClass) == true else { return closed }
    let gate = Gate(
      kind: question.kind, standing: question.standing, dataClass: question.dataClass)
    var opener: ShelvedRule?
    for rule in seeing[gate] ?? [] where rule.applies(to: question) {
      switch rule.effect {
      case .withhold:
        return Verdict(isShown: false, ground: rule.ground, unlocks: rule.unlocks)
      case .show: opener = opener ?? rule
      }
    }
    guard let opener else { return closed }
    return Verdict(isShown: true, ground: opener.ground, unlocks: nil)
  }

  /// Made only when it is the answer: it is a handful of texts.
  private var closed: Verdict {
    Verdict(isShown: false, ground: fallbacks.unruled, unlocks: fallbacks.unlocks)
  }

  /// The kinds a sender may send on a day, to anyone, in the order of the vocabulary.
  package func lawfulKinds(for sender: Participant, on day: CivilDate) -> [Kind] {
    Kind.allCases.filter { kind in
      (sending[kind] ?? []).contains { $0.period.contains(day) && $0.admits(sender: sender) }
    }
  }

  private func refusal(
    _ part: SendingVerdict.Part, of question: Sending, because reason: LocalizedText
  ) -> SendingVerdict {
    .unlawful(
      part, lawful: lawfulKinds(for: question.sender, on: question.day), reason: reason)
  }
}
