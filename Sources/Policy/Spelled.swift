import Concerns

/// A word that stands in sentences for people.
protocol Spelled {
  /// The word as it stands inside a sentence.
  var spelled: LocalizedText { get }
}

extension Kind: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .reportMandatory:
      LocalizedText(sv: "en orosanmälan enligt plikt", en: "a mandatory report")
    case .reportVoluntary: LocalizedText(sv: "en frivillig orosanmälan", en: "a voluntary report")
    case .noticePolice:
      LocalizedText(sv: "en underrättelse från polisen", en: "a notice from the police")
    case .feedback: LocalizedText(sv: "en återkoppling", en: "feedback")
    case .feedbackRequest:
      LocalizedText(sv: "en begäran om återkoppling", en: "a request for feedback")
    case .meetingInvitation:
      LocalizedText(sv: "en inbjudan till möte", en: "an invitation to a meeting")
    case .inquiryRequest:
      LocalizedText(sv: "en begäran från en utredning", en: "a request from an inquiry")
    case .inquiryResponse:
      LocalizedText(sv: "ett svar till en utredning", en: "an answer to an inquiry")
    case .contactEarly: LocalizedText(sv: "en tidig kontakt", en: "an early contact")
    case .consultationAnonymous:
      LocalizedText(sv: "ett anonymt samråd", en: "an anonymous consultation")
    case .collaborationShare:
      LocalizedText(sv: "delning inom samverkan", en: "sharing within cooperation")
    case .planSummons:
      LocalizedText(
        sv: "en kallelse till en individuell plan", en: "a summons to an individual plan")
    case .careSocial:
      LocalizedText(
        sv: "uppgifter mellan vård och socialtjänst",
        en: "data between health care and social services")
    case .disclosurePolice:
      LocalizedText(sv: "ett utlämnande till polisen", en: "a disclosure to the police")
    case .transfer: LocalizedText(sv: "en överflyttning", en: "a transfer")
    case .releaseIndividual:
      LocalizedText(sv: "ett utlämnande till enskild", en: "a release to an individual")
    case .concernAdult: LocalizedText(sv: "en oro för en vuxen", en: "a concern about an adult")
    case .consentRecord: LocalizedText(sv: "ett registrerat samtycke", en: "a recorded consent")
    case .consentWithdraw: LocalizedText(sv: "ett återkallat samtycke", en: "a withdrawn consent")
    case .correction: LocalizedText(sv: "en rättelse", en: "a correction")
    case .emergencyDeclare:
      LocalizedText(sv: "en utlyst nödsituation", en: "a declared emergency")
    case .emergencyReview:
      LocalizedText(sv: "en granskad nödsituation", en: "the review of an emergency")
    case .reservationOffer:
      LocalizedText(sv: "ett erbjudet förbehåll", en: "the offer of a reservation")
    case .reservationAcknowledge:
      LocalizedText(
        sv: "bekräftelsen av ett förbehåll", en: "the acknowledgement of a reservation")
    case .currentRequest:
      LocalizedText(
        sv: "en fråga om någon är aktuell", en: "a question whether somebody is current")
    case .currentResponse:
      LocalizedText(
        sv: "ett svar på om någon är aktuell", en: "an answer whether somebody is current")
    }
  }
}

extension DataClass: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .matter: LocalizedText(sv: "ärendets ram", en: "the frame of the matter")
    case .handling: LocalizedText(sv: "hanteringen", en: "the handling")
    case .identity: LocalizedText(sv: "identitet", en: "identity")
    case .identityAgeBand: LocalizedText(sv: "åldersband", en: "the age band")
    case .contact: LocalizedText(sv: "kontaktuppgifter", en: "contact details")
    case .whereabouts: LocalizedText(sv: "vistelseort", en: "whereabouts")
    case .whereaboutsDistrict: LocalizedText(sv: "stadsdel", en: "the district")
    case .guardians: LocalizedText(sv: "vårdnadshavare", en: "guardians")
    case .household: LocalizedText(sv: "hushållet", en: "the household")
    case .narrative: LocalizedText(sv: "berättelsen", en: "the narrative")
    case .childView: LocalizedText(sv: "barnets egen syn", en: "the child's own view")
    case .health: LocalizedText(sv: "hälsa", en: "health")
    case .pupilHealth: LocalizedText(sv: "elevhälsa", en: "pupil health")
    case .school: LocalizedText(sv: "skolgång", en: "school matters")
    case .offence: LocalizedText(sv: "brott", en: "offences")
    case .socialServices:
      LocalizedText(sv: "kontakt med socialtjänsten", en: "involvement of social services")
    case .familyCounselling: LocalizedText(sv: "familjerådgivning", en: "family counselling")
    case .violenceHonour: LocalizedText(sv: "våld och heder", en: "violence and honour")
    case .thirdParty: LocalizedText(sv: "någon annan", en: "a third party")
    case .reporter: LocalizedText(sv: "anmälaren", en: "the reporter")
    case .measures: LocalizedText(sv: "åtgärder", en: "measures")
    case .outcome: LocalizedText(sv: "beskedet", en: "the outcome")
    case .attachment: LocalizedText(sv: "bilagan", en: "the attachment")
    }
  }
}

extension Party: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .preschool: LocalizedText(sv: "förskolan", en: "the preschool")
    case .school: LocalizedText(sv: "skolan", en: "the school")
    case .police: LocalizedText(sv: "polisen", en: "the police")
    case .health: LocalizedText(sv: "vården", en: "health care")
    case .socialServices: LocalizedText(sv: "socialtjänsten", en: "social services")
    case .leisure: LocalizedText(sv: "fritidsverksamheten", en: "the leisure centre")
    case .civilSociety: LocalizedText(sv: "föreningen", en: "the association")
    case .privatePerson: LocalizedText(sv: "en privatperson", en: "a private person")
    case .otherAuthority: LocalizedText(sv: "en annan myndighet", en: "another authority")
    }
  }
}

extension Purpose: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .childProtection: LocalizedText(sv: "skydd av barn", en: "protection of a child")
    case .feedback: LocalizedText(sv: "återkoppling", en: "feedback")
    case .earlySupport: LocalizedText(sv: "tidigt stöd", en: "early support")
    case .crimePrevention: LocalizedText(sv: "brottsförebyggande arbete", en: "prevention of crime")
    case .careCoordination: LocalizedText(sv: "samordnad vård", en: "coordinated care")
    case .consultation: LocalizedText(sv: "samråd", en: "consultation")
    }
  }
}

extension Ground: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .neglect: LocalizedText(sv: "omsorgssvikt", en: "neglect")
    case .violence: LocalizedText(sv: "våld", en: "violence")
    case .honour: LocalizedText(sv: "heder", en: "honour")
    case .abuse: LocalizedText(sv: "övergrepp", en: "abuse")
    case .absence: LocalizedText(sv: "frånvaro", en: "absence")
    case .crime: LocalizedText(sv: "brott", en: "crime")
    case .addiction: LocalizedText(sv: "beroende", en: "addiction")
    case .health: LocalizedText(sv: "hälsa", en: "health")
    case .conflict: LocalizedText(sv: "konflikt", en: "conflict")
    case .other: LocalizedText(sv: "annat", en: "something else")
    case .unknown: LocalizedText(sv: "okänd grund", en: "an unknown ground")
    }
  }
}

extension GuardianNotice: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .mayBeTold:
      LocalizedText(sv: "vårdnadshavare får underrättas", en: "guardians may be told")
    case .mustNotBeTold:
      LocalizedText(sv: "vårdnadshavare får inte underrättas", en: "guardians must not be told")
    case .unknown:
      LocalizedText(
        sv: "om vårdnadshavare får underrättas är okänt",
        en: "whether guardians may be told is unknown")
    }
  }
}

extension AgeBand: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .under12: LocalizedText(sv: "personen är under 12 år", en: "the person is under 12")
    case .from12: LocalizedText(sv: "personen är 12–14 år", en: "the person is 12 to 14")
    case .from15: LocalizedText(sv: "personen är 15–17 år", en: "the person is 15 to 17")
    case .from18: LocalizedText(sv: "personen är 18–20 år", en: "the person is 18 to 20")
    case .from21:
      LocalizedText(sv: "personen är 21 år eller äldre", en: "the person is 21 or older")
    case .unknown: LocalizedText(sv: "personens ålder är okänd", en: "the person's age is unknown")
    }
  }
}

extension Protection: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .none: LocalizedText(sv: "personen saknar skydd", en: "the person is not protected")
    case .marked:
      LocalizedText(sv: "personen har sekretessmarkering", en: "the person has a secrecy marking")
    case .registered:
      LocalizedText(
        sv: "personen har skyddad folkbokföring", en: "the person has protected registration")
    case .unknown:
      LocalizedText(sv: "personens skydd är okänt", en: "the person's protection is unknown")
    }
  }
}

extension Certainty: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .certain: LocalizedText(sv: "identiteten är säker", en: "the identity is certain")
    case .probable: LocalizedText(sv: "identiteten är trolig", en: "the identity is probable")
    case .uncertain: LocalizedText(sv: "identiteten är osäker", en: "the identity is uncertain")
    }
  }
}

extension RecipientStanding: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .owner: LocalizedText(sv: "som ansvarig", en: "as the owner")
    case .duty: LocalizedText(sv: "i tjänst för den ansvariga", en: "on duty for the owner")
    case .reporter: LocalizedText(sv: "som anmälare", en: "as the reporter")
    case .participant: LocalizedText(sv: "som deltagare", en: "as a participant")
    case .other: LocalizedText(sv: "som utomstående", en: "as an outsider")
    }
  }
}

extension Circumstance: Spelled {
  var spelled: LocalizedText {
    switch self {
    case .waiver: LocalizedText(sv: "ett samtycke", en: "a waiver")
    case .reservation:
      LocalizedText(sv: "ett bekräftat förbehåll", en: "an acknowledged reservation")
    case .agreement: LocalizedText(sv: "ett samverkansavtal", en: "a cooperation agreement")
    case .inquiry: LocalizedText(sv: "en öppen utredning", en: "an open inquiry")
    case .decision: LocalizedText(sv: "ett beslut", en: "a decision")
    case .emergency: LocalizedText(sv: "en nödsituation", en: "an emergency")
    case .asked: LocalizedText(sv: "en begäran om återkoppling", en: "a request for feedback")
    case .decided:
      LocalizedText(sv: "ett beslut i frågan om utredning", en: "a decision about an inquiry")
    case .policePresent: LocalizedText(sv: "polis eller åklagare", en: "police or prosecutor")
    }
  }
}
