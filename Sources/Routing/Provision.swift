package import Concerns

/// A provision that somebody may decide under: one that a message rests on, or the one by which a
/// board's decision stands in for a guardian's signature.
package enum Provision: RawRepresentable, CaseIterable, Hashable, Sendable {
  case basis(LegalBasis)
  case substitute(SubstituteCitation)

  package static let allCases =
    LegalBasis.allCases.map(basis) + SubstituteCitation.allCases.map(substitute)

  /// Reads the word that stands for it, in a message or in the directory.
  package init?(rawValue: String) {
    if let basis = LegalBasis(rawValue: rawValue) {
      self = .basis(basis)
    } else if let citation = SubstituteCitation(rawValue: rawValue) {
      self = .substitute(citation)
    } else {
      return nil
    }
  }

  /// The word that stands for it.
  package var rawValue: String {
    switch self {
    case .basis(let basis): basis.rawValue
    case .substitute(let citation): citation.rawValue
    }
  }
}
