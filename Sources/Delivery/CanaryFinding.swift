package import Concerns
package import Policy

/// A canary that came out otherwise than the policy says it must.
package struct CanaryFinding: Hashable, Sendable {
  /// What was found in the frames, or at the door.
  package enum Fault: Hashable, Sendable {
    /// A section that must be withheld stood in the frames for this recipient.
    case reached(FunctionID, DataClass)
    /// A section that must be shown did not.
    case missed(FunctionID, DataClass)
    /// The door let in what it must turn away.
    case admitted
    /// The register did not take a waiver of the canary's.
    case unasked
    /// The door turned it away for another reason than the one that the canary tries.
    case untried
  }

  package let canary: RuleID
  /// Where it stands in the policy file.
  package let line: Int
  /// What it watches over.
  package let says: LocalizedText
  package let fault: Fault

  /// What was found, in words.
  package var sentence: LocalizedText {
    switch fault {
    case .reached(let function, let dataClass):
      let section = LegalWords.of(dataClass)
      return LocalizedText(
        sv: "\(section.sv) nådde \(function)", en: "\(section.en) reached \(function)")
    case .missed(let function, let dataClass):
      let section = LegalWords.of(dataClass)
      return LocalizedText(
        sv: "\(section.sv) nådde inte \(function)", en: "\(section.en) did not reach \(function)")
    case .admitted:
      return LocalizedText(sv: "dörren släppte in meddelandet", en: "the door let the message in")
    case .unasked:
      return LocalizedText(
        sv: "registret tog inte emot samtycket", en: "the register did not take the waiver")
    case .untried:
      return LocalizedText(
        sv: "dörren vände bort meddelandet av ett annat skäl än det som skulle prövas",
        en: "the door turned the message away for another reason than the one to be tried")
    }
  }
}
