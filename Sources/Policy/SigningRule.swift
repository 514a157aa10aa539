package import Concerns
package import Tables

/// Whose signature a rule about waivers speaks of.
package enum Signer: String, CaseIterable, Hashable, Sendable {
  /// The person whose secrecy it is.
  case oneself = "self"
  /// Each of the guardians who decide: one where custody is sole, two where it is shared.
  case everyGuardian = "every-guardian"
  /// A board's decision that goes ahead on one guardian's word (FB 6:13 a).
  case decision
  /// A guardian who must not be told, or of whom nobody knows whether they may.
  case withheldGuardian = "withheld-guardian"
}

/// Who must sign a waiver of secrecy, by the age of whom it is about.
///
/// The register of waivers applies these rules in code of its own: a choice among persons and days
/// is no mask over a question. They stand in the law with citation, review status and day, no law
/// is proved whose rules are others, and tests hold the register to them word by word.
package struct SigningRule: Hashable, Sendable {
  /// How a signature counts.
  package enum Weight: String, CaseIterable, Hashable, Sendable {
    /// It is missing as long as it is not there.
    case needed
    /// It stands in for one guardian, beside another who has signed.
    case instead
    /// From the 15th and from the 18th birthday it has to be given anew.
    case anew
    /// It never counts.
    case never
  }

  /// Where it stands in the file, from 1.
  package let line: Int
  /// What it rests on.
  package let ground: LegalGround
  /// On which days it is law.
  package var period: Period
  /// Of whom it speaks.
  package var ages: Set<AgeBand>
  /// Whose signature.
  package var signers: Set<Signer>
  /// How that counts.
  package var weight: Weight

  static let keys = LegalGround.keys + Period.keys + ["ages", "signature", "of"]

  init(_ passage: Passage, names: inout Set<RuleID>) throws(TableFlaw) {
    let entries = try passage.entries(known: Self.keys)
    line = passage.line
    ground = try LegalGround(entries, names: &names)
    _ = try entries.required("from")
    period = try Period(entries)
    ages = try entries.required("ages").words()
    signers = try entries.required("of").words()
    weight = try entries.required("signature").word()
  }
}
