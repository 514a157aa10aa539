package import Concerns

// No rule of any file: it is about a message that contradicts itself, whatever the law is.

extension Verdict {
  /// The verdict on a section that says in general something else than is said precisely.
  ///
  /// What the law withholds already stays withheld for its own reason.
  package func contradicted() -> Verdict {
    guard isShown else { return self }
    return Verdict(
      isShown: false, ground: Self.contradiction, unlocks: Self.agreement, obligations: obligations)
  }

  /// Why something general is withheld where the precise says otherwise.
  package static let contradiction: LegalGround = {
    guard let rule = RuleID("contradicted") else {
      preconditionFailure("a word is the name of a rule")
    }
    return LegalGround(
      rule: rule, citation: ["OSL 7:1"], review: .derived,
      reason: LocalizedText(
        sv: "Det allmänna stämmer inte med det exakta. Bara den som ansvarar ser det.",
        en: "The general does not match the precise. Only whoever is answerable sees it."))
  }()

  /// What would open it.
  static let agreement = LocalizedText(
    sv: "En rättelse från avsändaren, där åldersbandet är det som numret ger och stadsdelen är "
      + "området i hanteringen, ett som katalogen har.",
    en: "A correction by the sender, in which the age band is what the number gives and the "
      + "district is the area in handling, one that the directory has.")
}

extension Explanation {
  /// The same where the section says something else than is said precisely.
  ///
  /// The contradiction withholds beside whatever rules do, and is named after them. Mending it
  /// opens the section only where no rule withholds it.
  package func contradicted() -> Explanation {
    Explanation(
      question: question, verdict: verdict.contradicted(), isField: isField,
      barring: barring + [Verdict.contradiction],
      opening: verdict.isShown ? .words(Verdict.agreement) : opening)
  }
}

extension DataClass {
  /// Whether it tells less than another class does, and can be compared with that.
  package var isGeneral: Bool { self == .identityAgeBand || self == .whereaboutsDistrict }
}
