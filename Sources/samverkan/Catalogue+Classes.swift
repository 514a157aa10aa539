package import Concerns

extension Catalogue {
  /// What a class of sections is called.
  package static func label(of dataClass: DataClass) -> LocalizedText {
    switch dataClass {
    case .matter: LocalizedText(sv: "Ärendet", en: "Matter")
    case .handling: LocalizedText(sv: "Hantering", en: "Handling")
    case .identity: LocalizedText(sv: "Identitet", en: "Identity")
    case .identityAgeBand: LocalizedText(sv: "Åldersgrupp", en: "Age band")
    case .contact: LocalizedText(sv: "Kontaktuppgifter", en: "Contact")
    case .whereabouts: LocalizedText(sv: "Vistelseort", en: "Whereabouts")
    case .whereaboutsDistrict: LocalizedText(sv: "Område", en: "District")
    case .guardians: LocalizedText(sv: "Vårdnadshavare", en: "Guardians")
    case .household: LocalizedText(sv: "Hushåll", en: "Household")
    case .narrative: LocalizedText(sv: "Berättelse", en: "Narrative")
    case .childView: LocalizedText(sv: "Barnets egna ord", en: "The child's own words")
    case .health: LocalizedText(sv: "Hälsa", en: "Health")
    case .pupilHealth: LocalizedText(sv: "Elevhälsa", en: "Pupil health")
    case .school: LocalizedText(sv: "Skola", en: "School")
    case .offence: LocalizedText(sv: "Brott och misstankar", en: "Offences")
    case .socialServices: LocalizedText(sv: "Socialtjänst", en: "Social services")
    case .familyCounselling: LocalizedText(sv: "Familjerådgivning", en: "Family counselling")
    case .violenceHonour:
      LocalizedText(sv: "Våld och hedersförtryck", en: "Violence and honour")
    case .thirdParty: LocalizedText(sv: "Annan person", en: "Third party")
    case .reporter: LocalizedText(sv: "Anmälare", en: "Reporter")
    case .measures: LocalizedText(sv: "Åtgärder hittills", en: "Measures so far")
    case .outcome: LocalizedText(sv: "Besked", en: "Outcome")
    case .attachment: LocalizedText(sv: "Bilaga", en: "Attachment")
    }
  }
}
