import Admission
package import Concerns

extension Catalogue {
  /// What the register says when it stays as it was, in both languages.
  package static let register = RegistryError.allCases.map { error in
    LocalizedText(sv: swedish(error), en: error.description)
  }

  private static func swedish(_ error: RegistryError) -> String {
    switch error {
    case .unknownAgency:
      "Organisationen finns inte. Lista dem med samverkan agency ls, eller lägg till den först."
    case .unknownMember: "Medlemmen finns inte. Lista dem med samverkan member ls."
    case .unknownKey: "Nyckeln finns inte. Lista dem med samverkan key ls."
    case .agencyExists: "En organisation med det namnet finns redan. Välj ett annat."
    case .memberExists:
      "En medlem med det namnet finns redan. Ta bort den först, eller välj ett annat namn."
    case .keyExists: "Nyckeln är redan registrerad."
    case .curveKeyInUse: "En annan medlem har den CURVE-nyckeln. Gör ett eget nyckelpar."
    case .foreignFunction:
      "En funktion hör till en annan organisation. Ange organisationens egna."
    case .badCurveKey: "En CURVE-nyckel är fyrtio tecken Z85. Ta den ur .key-filen."
    case .reservedName: "Under det namnet talar mäklaren själv. Välj ett annat namn."
    case .tooMany: "Registret är fullt. Ta bort det som inte används längre."
    }
  }
}
