package import Concerns
package import Tables

/// A board of the municipality: the controller of what its units own.
package struct Board: Hashable, Sendable {
  /// The controller's name.
  package let id: ControllerID
  /// The authority it is towards others; what one of them knows the next does not (OSL 8:2).
  package let agency: AgencyID
  /// What people call it.
  package let name: LocalizedText
  /// When it exists.
  package let period: Period
}

/// A function of a unit: an address with a mailbox, never a person.
package struct UnitFunction: Hashable, Sendable {
  /// The address.
  package let id: FunctionID
  /// What people call it.
  package let name: LocalizedText
  /// Who is asked when nobody here opens; `nil` at the end of the line.
  package let deputy: FunctionID?
}

/// A unit that can own a concern.
package struct DirectoryUnit: Hashable, Sendable {
  /// Which unit.
  package let id: UnitID
  /// What people call it.
  package let name: LocalizedText
  /// The board it belongs to.
  package let board: ControllerID
  /// When it exists.
  package let period: Period
  /// Its mailboxes.
  package let functions: [UnitFunction]
  /// The function that owns what the unit owns.
  package let function: FunctionID
  /// Who receives while the offices are open.
  package let officeDuty: FunctionID
  /// Who receives at all other hours; may belong to another unit.
  package let onCallDuty: FunctionID
  /// Who answers for what its workers do; told at once of an emergency. `nil` where none is named.
  package let head: FunctionID?
  /// Who has its open matters and its addresses once it has ended; `nil` where none is named.
  package let successor: UnitID?
  /// Whether a lawyer must confirm what the directory says of the unit.
  package let needsLegalReview: Bool
  /// Whether nothing may be handed to it from outside (OSL 26:3).
  package let isWalled: Bool
  /// What it owns before the reception is asked.
  let claims: [Claim]
  /// Where it stands in the file.
  package let line: Int
}

/// What anyone may know and ring: the door a sender is shown.
package struct PublicEntrance: Hashable, Sendable {
  /// The function behind it.
  package let function: FunctionID
  /// What people call it.
  package let name: LocalizedText
  /// Its telephone number.
  package let phone: String
}

/// What ownership depends on, and nothing else.
package struct OwnershipFacts: Hashable, Sendable {
  /// Where the person lives; `nil` when unknown.
  package let municipality: MunicipalityCode?
  /// Which part of it.
  package let area: Area
  /// The strongest protection of anyone concerned.
  package let protection: Protection
  /// Whom social services would help.
  package let target: TargetGroup
  /// Why someone is concerned.
  package let grounds: Set<Ground>
  /// How old whoever it is about is; unknown where several differ.
  package let age: AgeBand
  /// What is sent.
  package let kind: Kind
  /// Where the person is, if help cannot wait; `nil` where it can or nobody says.
  package let acuteIn: MunicipalityCode?

  /// Takes the facts.
  package init(
    municipality: MunicipalityCode?, area: Area, protection: Protection, target: TargetGroup,
    grounds: Set<Ground>, age: AgeBand = .unknown, kind: Kind = .reportMandatory,
    acuteIn: MunicipalityCode? = nil
  ) {
    self.municipality = municipality
    self.area = area
    self.protection = protection
    self.target = target
    self.grounds = grounds
    self.age = age
    self.kind = kind
    self.acuteIn = acuteIn
  }

  /// Takes them from the `handling` section of a message of this kind, received that day.
  package init(_ handling: Handling, of kind: Kind, on day: CivilDate) {
    self.init(
      municipality: handling.municipality, area: handling.area, protection: handling.protection,
      target: handling.target, grounds: handling.grounds, age: handling.age(on: day), kind: kind,
      acuteIn: handling.urgency == .acute ? handling.particulars.present : nil)
  }
}

/// The one unit that owns a concern.
package struct Owner: Hashable, Sendable {
  /// The unit.
  package let unit: UnitID
  /// Its function, whose mailbox keeps the concern.
  package let function: FunctionID
  /// The board that answers in law.
  package let controller: ControllerID
  /// Why this unit; for the owner and the inspector, never for a sender.
  package let reason: LocalizedText

  /// Takes the parts as decided, or as read back from the ledger.
  package init(
    unit: UnitID, function: FunctionID, controller: ControllerID, reason: LocalizedText
  ) {
    self.unit = unit
    self.function = function
    self.controller = controller
    self.reason = reason
  }
}

extension Handling {
  /// The age of whomever the message is about; unknown where several differ.
  fileprivate func age(on day: CivilDate) -> AgeBand {
    var found: AgeBand?
    for person in persons where person.role == .child || person.role == .adult {
      let age = person.age(on: day)
      if let found, found != age { return .unknown }
      found = age
    }
    return found ?? .unknown
  }
}

enum OwnershipReason {
  static let protected = LocalizedText(
    sv: "Skyddade personuppgifter: den särskilda funktionen svarar. Adressen får inte avgöra.",
    en: "Protected personal data: the designated desk answers. An address must not decide.")
  static let elsewhere = LocalizedText(
    sv: "Kommunen är en annan eller okänd: mottagningen svarar tills någon annan tagit över.",
    en: "The municipality is another or unknown: reception answers until someone else takes over.")
  static let present = LocalizedText(
    sv: "Akut hjälp ges där personen är (SoL 29:4), oavsett bosättningskommun: enheten svarar här.",
    en: "Acute help is given where somebody is (SoL 29:4), wherever they live: here by this unit.")
  static let claimed = LocalizedText(
    sv: "Enheten svarar för området, målgruppen eller grunden.",
    en: "The unit answers for this area, target group or ground.")
  static let heldTogether = LocalizedText(
    sv: "Enheten håller ihop sådana ärenden, oavsett område och målgrupp.",
    en: "The unit holds such matters together, whatever the area and target group.")
  static let remained = LocalizedText(
    sv: "Enheten hade ärendet och finns kvar.", en: "The unit had the matter and remains.")
  static let succeeded = LocalizedText(
    sv: "Enheten har tagit över efter en som upphört.",
    en: "The unit has taken over from one that has ended.")
  static let reception = LocalizedText(
    sv: "Ingen annan enhet svarar för detta: mottagningen gör det.",
    en: "No other unit answers for this, so reception does.")
  static let coordinated = LocalizedText(
    sv: "Överenskommelsen säger att enheten håller ihop samverkan.",
    en: "The agreement says that this unit coordinates the cooperation.")
  static let spoken = LocalizedText(
    sv: "Enheten har själv skrivit detta och svarar för det.",
    en: "The unit wrote this itself and answers for it.")
  static let addressed = LocalizedText(
    sv: "Avsändaren har riktat detta till enheten.",
    en: "The sender has addressed this to the unit.")
  static let conveyed = LocalizedText(
    sv: "Detta går mellan andra parter: mottagningen ser till att det kommer fram, oläst.",
    en: "This goes between other parties: reception sees that it arrives, without being shown it.")
  static let consulted = LocalizedText(
    sv: "Enheten svarar på frågor som inte säger vem de gäller.",
    en: "The unit answers questions that do not say whom they are about.")
  static let answering = LocalizedText(
    sv: "Den som leder enheten svarar för att nödsituationen granskas.",
    en: "Whoever heads the unit answers for the emergency being looked at.")
  static let sentAround = LocalizedText(
    sv: "Saken har skickats vidare två gånger. Den som leder mottagningen avgör vart den hör.",
    en: "The matter was sent on twice. Whoever heads the reception decides where it belongs.")
  static let passedOver = LocalizedText(
    sv: "Den enhet som annars hade svarat har lämnat saken ifrån sig på grund av jäv.",
    en: "The unit that would answer has let the matter go because of a conflict of interest.")
  static let redirected = LocalizedText(
    sv: "En handläggare har lämnat över saken hit.",
    en: "A worker has handed the matter over to this unit.")
}
