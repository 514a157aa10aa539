import Concerns
package import Tables

extension Directory {
  /// The only form of file that is read.
  static let format = "samverkan-directory/1"
  /// Longest file that is read: a large city with its history is a tenth of it.
  package static let fileLimit = 1 << 20

  /// Reads a directory; what it says of owners and duty is proved by `proved()`.
  ///
  /// - Throws: The first flaw, with its line and what to do.
  package init(yaml: String) throws(TableFlaw) {
    let file = try Passage.whole(yaml, limit: Self.fileLimit).entries(known: [
      "format", "agency", "municipality", "from", "boards", "areas", "schools", "units",
      "holds-together", "rosters", "reception", "protected-desk", "office-hours", "entrances",
      "data-protection-officer", "agreements", "delegations", "consultations",
    ])
    let format = try file.required("format")
    guard try format.text() == Self.format else {
      throw format.flaw("unknown format", "write \(Self.format)")
    }
    let agency: AgencyID = try file.required("agency").name()
    let municipality = try file.required("municipality").municipality()
    let from = try file.required("from").day()
    hours = try OfficeHours(file.required("office-hours"))

    var boards: [Board] = []
    for passage in try file.required("boards").items() {
      boards.append(try Board(passage, of: agency, beside: boards))
    }
    let places = PartReading(agency: agency, municipality: municipality)
    schools = try places.schools(file.optional("schools"))
    let drafts = try places.parts(file.required("areas"), with: file.optional("schools"))
    let areas = Set(drafts.map(\.part.id))
    let claims = ClaimReading(areas: areas)
    let draft = try UnitReading(boards: boards, claims: claims).units(file.required("units"))
    try PartReading.check(drafts, against: draft, from: from)
    parts = drafts.map(\.part)
    holdings = try claims.holdings(file.optional("holds-together"), among: draft, of: agency)
    rosters = try RosterReading(agency: agency, units: draft).rosters(file.optional("rosters"))

    reception = try Self.lasting(file.required("reception"), among: draft, of: agency, from: from)
    protectedDesk = try Self.lasting(
      file.required("protected-desk"), among: draft, of: agency, from: from)
    let entrances = try file.required("entrances").entries(known: ["office", "otherwise"])
    dayEntrance = try PublicEntrance(entrances.required("office"), of: reception)
    nightEntrance = try PublicEntrance(entrances.required("otherwise"), of: reception)
    dataProtectionOfficer = try Self.officer(
      file.optional("data-protection-officer"), among: draft, of: agency, from: from)
    let terms = AgreementReading(agency: agency, units: draft)
    agreements = try terms.agreements(file.optional("agreements"))
    delegations = try terms.delegations(file.optional("delegations"))
    try Self.checkTold(
      of: delegations, draft, dataProtectionOfficer, at: file.optional("delegations"))
    consultations = try ConsultationReading(agency: agency, units: draft)
      .desks(file.optional("consultations"))
    functions = draft.flatMap { $0.functions.map(\.id) }
    (self.agency, self.municipality, self.from) = (agency, municipality, from)
    (self.boards, self.areas, units) = (boards, areas, draft)
    bytes = Array(yaml.utf8)
  }

  /// A function that is there on every day, and is no unit's head: it looks at what heads do.
  private static func officer(
    _ passage: Passage?, among units: [DirectoryUnit], of agency: AgencyID, from: CivilDate
  ) throws(TableFlaw) -> FunctionID? {
    guard let passage else { return nil }
    let function = try passage.function(in: agency)
    guard let unit = units.first(where: { $0.functions.contains { $0.id == function } }) else {
      throw passage.flaw("nobody holds \(function)", "name a function in this file")
    }
    guard unit.period.covers(Period(from: from)), !unit.isWalled else {
      throw passage.flaw(
        "\(function) is walled or does not exist on every day from \(from.text)",
        "name a function of a unit without a last day")
    }
    guard !units.contains(where: { $0.head == function }) else {
      throw passage.flaw(
        "\(function) is the head of a unit", "name another: it looks at what heads do")
    }
    return function
  }

  /// Where somebody may declare an emergency, there is somebody to tell and to look at it.
  private static func checkTold(
    of delegations: [Delegation], _ units: [DirectoryUnit], _ officer: FunctionID?,
    at passage: Passage?
  ) throws(TableFlaw) {
    let decided = delegations.reduce(into: Set<Kind>()) { $0.formUnion($1.kinds ?? []) }
    guard let passage, decided.contains(.emergencyDeclare) else { return }
    let declaring = delegations.filter { $0.kinds?.contains(.emergencyDeclare) ?? false }
    let headless = units.first { unit in
      unit.head == nil && !unit.isWalled
        && declaring.contains { $0.period.overlaps(unit.period) }
    }
    if let unit = headless {
      throw passage.flaw(
        "an emergency may be declared, and \(unit.id) has no head", "name its \"head\"")
    }
    guard officer != nil else {
      throw passage.flaw(
        "an emergency may be declared, and there is no data protection officer",
        "name the \"data-protection-officer\"")
    }
    guard decided.contains(.emergencyReview) else {
      throw passage.flaw(
        "an emergency may be declared, and nobody may review one",
        "add a delegation for emergency.review")
    }
  }

  /// A unit that must never be missing: from the first day of the directory, without an end.
  private static func lasting(
    _ passage: Passage, among units: [DirectoryUnit], of agency: AgencyID, from: CivilDate
  ) throws(TableFlaw) -> DirectoryUnit {
    let unit = try passage.unit(in: agency, among: units)
    guard unit.period.covers(Period(from: from)), !unit.isWalled else {
      throw passage.flaw(
        "\(unit.id) is walled or does not exist on every day from \(from.text)",
        "name a unit that takes in everything and has no last day")
    }
    return unit
  }
}

extension Period {
  /// When a part of the organisation exists: from a day that is known.
  init(ofPart entries: Entries) throws(TableFlaw) {
    _ = try entries.required("from")
    try self.init(entries)
  }
}

extension Board {
  /// Reads a board; one without an authority of its own is the directory's.
  init(
    _ passage: Passage, of agency: AgencyID, beside others: [Board]
  ) throws(TableFlaw) {
    let entries = try passage.entries(known: ["id", "name", "agency"] + Period.keys)
    let id: ControllerID = try entries.required("id").name()
    guard !others.contains(where: { $0.id == id }) else {
      throw passage.flaw("two boards are named \(id)", "rename one of them")
    }
    self.id = id
    self.agency = try entries.optional("agency")?.name() ?? agency
    name = try entries.required("name").localized()
    period = try Period(ofPart: entries)
  }
}

extension PublicEntrance {
  /// Longest telephone number, with spaces and hyphens.
  static let phoneLimit = 20

  init(_ passage: Passage, of reception: DirectoryUnit) throws(TableFlaw) {
    let entries = try passage.entries(known: ["function", "name", "phone"])
    let named = try entries.required("function")
    function = try named.function(in: reception.function.agency)
    let id = function
    guard reception.functions.contains(where: { $0.id == id }) else {
      throw named.flaw(
        "\(id) is no function of the reception",
        "name one of them: an entrance must tell nothing about a concern")
    }
    name = try entries.required("name").localized()
    let number = try entries.required("phone")
    phone = try number.text()
    let allowed = Set("0123456789 -+".utf8)
    guard phone.utf8.count <= Self.phoneLimit, phone.utf8.allSatisfy(allowed.contains) else {
      throw number.flaw("this is no telephone number", "use digits, spaces and hyphens")
    }
  }
}
