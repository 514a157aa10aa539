import Concerns
import Tables

/// Reads the parts of the municipality, and the schools that lie in them.
struct PartReading {
  let agency: AgencyID
  let municipality: MunicipalityCode

  /// A part as read, with the place where its desk is named: the units are not read yet.
  struct Draft {
    let part: MunicipalPart
    let desk: Passage?
  }

  /// Reads the schools: each is somebody who may speak, so its name is whole.
  func schools(_ passage: Passage?) throws(TableFlaw) -> [School] {
    guard let passage else { return [] }
    var schools: [School] = []
    for item in try passage.items() {
      let entries = try item.entries(known: ["id", "name", "party"])
      let id: FunctionID = try entries.required("id").name()
      guard !schools.contains(where: { $0.id == id }) else {
        throw item.flaw("two schools are named \(id)", "rename one of them")
      }
      let named = try entries.required("party")
      let party: Party = try named.word()
      guard party == .school || party == .preschool else {
        throw named.flaw("\(party.rawValue) is no school", "write school or preschool")
      }
      schools.append(
        School(id: id, name: try entries.required("name").localized(), party: party))
    }
    return schools
  }

  /// Reads the parts: each a name, or a mapping that says more.
  func parts(_ passage: Passage, with schools: Passage?) throws(TableFlaw) -> [Draft] {
    let known = try self.schools(schools).map(\.id)
    var drafts: [Draft] = []
    var placed: [FunctionID: AreaID] = [:]
    var elsewhere: [AreaID: MunicipalityCode] = [:]
    for item in try passage.items() {
      let entries = item.isMapping ? try item.entries(known: Self.keys) : nil
      let id: AreaID = try (entries?.required("id") ?? item).name()
      let place = try self.municipality(of: id, entries, beside: elsewhere[id])
      guard elsewhere.updateValue(place, forKey: id) == nil else {
        throw item.flaw("a word stands twice", "keep one of them")
      }
      let here = try self.schools(of: id, entries, among: known, beside: &placed)
      drafts.append(
        Draft(
          part: MunicipalPart(
            id: id, name: try entries?.optional("name")?.localized(),
            base: try entries?.optional("base")?.localized(),
            desk: try entries?.optional("desk")?.function(in: agency), schools: here),
          desk: entries?.optional("desk")))
    }
    if let schools, let stray = known.first(where: { placed[$0] == nil }) {
      throw schools.flaw(
        "the school \(stray) lies in no area", "list it under the area it lies in")
    }
    return drafts
  }

  private static let keys = ["id", "name", "municipality", "base", "desk", "schools"]

  /// The municipality of a part, which must be the directory's own.
  private func municipality(
    of area: AreaID, _ entries: Entries?, beside other: MunicipalityCode?
  ) throws(TableFlaw) -> MunicipalityCode {
    guard let passage = entries?.optional("municipality") else { return municipality }
    let code = try passage.municipality()
    if let other, other != code {
      throw passage.flaw(
        "the area \(area) lies in \(other) and in \(code)",
        "keep it in the directory of the municipality it lies in")
    }
    guard code == municipality else {
      throw passage.flaw(
        "the area \(area) lies in \(code), and this directory answers for \(municipality)",
        "move it to the directory of \(code)")
    }
    return code
  }

  private func schools(
    of area: AreaID, _ entries: Entries?, among known: [FunctionID],
    beside placed: inout [FunctionID: AreaID]
  ) throws(TableFlaw) -> [FunctionID] {
    guard let passage = entries?.optional("schools") else { return [] }
    var schools: [FunctionID] = []
    for item in try passage.items() {
      let school: FunctionID = try item.name()
      guard known.contains(school) else {
        throw item.flaw(
          "unknown school \(school)", "list it under \"schools\", or mend its name here")
      }
      if let other = placed.updateValue(area, forKey: school) {
        throw item.flaw("the school \(school) lies in \(other) and in \(area)", "keep one of them")
      }
      schools.append(school)
    }
    return schools
  }

  /// Checks that each desk is one that is there as long as the directory speaks.
  static func check(
    _ drafts: [Draft], against units: [DirectoryUnit], from day: CivilDate
  ) throws(TableFlaw) {
    for draft in drafts {
      guard let passage = draft.desk, let desk = draft.part.desk else { continue }
      guard let unit = units.first(where: { $0.functions.contains { $0.id == desk } }) else {
        throw passage.flaw("nobody is the desk \(desk)", "name a function in this file")
      }
      guard unit.period.covers(Period(from: day)), !unit.isWalled else {
        throw passage.flaw(
          "the desk \(desk) is walled or is not there on every day from \(day.text)",
          "name one that is")
      }
    }
  }
}
