package import Concerns

/// The words of the law as they stand inside a sentence for people.
package enum LegalWords {
  package static func of(_ word: Kind) -> LocalizedText { word.spelled }
  package static func of(_ word: DataClass) -> LocalizedText { word.spelled }
  package static func of(_ word: Party) -> LocalizedText { word.spelled }
  package static func of(_ word: Purpose) -> LocalizedText { word.spelled }
  package static func of(_ word: Ground) -> LocalizedText { word.spelled }
  package static func of(_ word: RecipientStanding) -> LocalizedText { word.spelled }
  package static func of(_ word: AgeBand) -> LocalizedText { word.spelled }
  package static func of(_ word: Protection) -> LocalizedText { word.spelled }
  package static func of(_ word: GuardianNotice) -> LocalizedText { word.spelled }
  package static func of(_ word: Certainty) -> LocalizedText { word.spelled }
  package static func of(_ word: Circumstance) -> LocalizedText { word.spelled }

  /// A provision as the law cites it.
  package static func of(_ basis: LegalBasis) -> String {
    switch basis {
    case .formerDuty: return "SoL (2001:453) 14:1"
    case .municipalityToPolice: return "lagen (2025:170) 6 §"
    case .headTeacherToPolice: return "lagen (2025:170) 7 §"
    case .policeNotice: return "polislagen 6 §"
    case .accountableAccess: return "SoPUL 10 §"
    default:
      // The others are chapter and section of one of two acts: osl-10-18-a.
      let parts = basis.rawValue.split(separator: "-")
      let act = parts[0] == "sol" ? "SoL" : "OSL"
      return "\(act) \(parts[1]):" + parts[2...].joined(separator: " ")
    }
  }

  /// How far a rule may be trusted.
  package static func of(_ review: ReviewStatus) -> LocalizedText {
    switch review {
    case .read: LocalizedText(sv: "läst", en: "read")
    case .derived: LocalizedText(sv: "härledd", en: "derived")
    case .needsLegalReview:
      LocalizedText(sv: "behöver granskas av jurist", en: "needs legal review")
    }
  }

  /// Whose signature.
  package static func of(_ signer: Signer) -> LocalizedText {
    switch signer {
    case .oneself: LocalizedText(sv: "personen själv", en: "the person")
    case .everyGuardian: LocalizedText(sv: "varje vårdnadshavare", en: "each guardian")
    case .decision: LocalizedText(sv: "ett beslut av nämnden", en: "a decision of the board")
    case .withheldGuardian:
      LocalizedText(
        sv: "en vårdnadshavare som inte ska underrättas",
        en: "a guardian who must not be told")
    }
  }

  /// How a signature counts.
  package static func of(_ weight: SigningRule.Weight) -> LocalizedText {
    switch weight {
    case .needed: LocalizedText(sv: "behövs", en: "is needed")
    case .instead:
      LocalizedText(sv: "i stället för en vårdnadshavare", en: "stands in for one guardian")
    case .anew: LocalizedText(sv: "på nytt vid 15 och 18 år", en: "anew at 15 and 18")
    case .never: LocalizedText(sv: "räknas aldrig", en: "never counts")
    }
  }

  /// What must be done with whatever is received.
  package static func of(_ obligation: Obligation) -> LocalizedText {
    switch obligation {
    case .withholdFromGuardians:
      LocalizedText(
        sv: "Inget av detta får nå en vårdnadshavare.",
        en: "Nothing of this may reach a guardian.")
    }
  }
}
