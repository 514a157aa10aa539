import Concerns
import Tables

extension Passage {
  /// What a unit owns by: different words, or `any`, read as `nil`.
  func owned<Word>(of _: Word.Type = Word.self) throws(TableFlaw) -> Set<Word>?
  where Word: RawRepresentable<String> & CaseIterable & Hashable {
    isAny ? nil : try words()
  }

  /// A name that follows its grammar, with what stands before it in the full form.
  func name<Name: TextIdentifier>(
    of _: Name.Type = Name.self, after prefix: String = ""
  ) throws(TableFlaw) -> Name {
    let text = try text()
    guard let name = Name(prefix + text) else {
      throw flaw(
        "the name \"\(text)\" is malformed",
        "use at most 40 lower-case letters, digits and hyphens")
    }
    return name
  }

  /// A function by its short name, or by its whole one where it is another authority's.
  func function(in agency: AgencyID) throws(TableFlaw) -> FunctionID {
    try name(after: prefix(agency))
  }

  /// A unit by its short name or its whole one, whether the file has it or not.
  func unit(in agency: AgencyID) throws(TableFlaw) -> UnitID {
    try name(after: prefix(agency))
  }

  /// A unit of the file, by its short name or its whole one.
  func unit(in agency: AgencyID, among units: [DirectoryUnit]) throws(TableFlaw) -> DirectoryUnit {
    let id = try unit(in: agency)
    guard let unit = units.first(where: { $0.id == id }) else {
      throw flaw("unknown unit \(id)", "name one of the units in this file")
    }
    return unit
  }

  /// A municipality's code.
  func municipality() throws(TableFlaw) -> MunicipalityCode {
    guard let code = MunicipalityCode(try text()) else {
      throw flaw("this is no municipality code", "write its four digits in quotes")
    }
    return code
  }

  private func prefix(_ agency: AgencyID) throws(TableFlaw) -> String {
    try text().contains(".") ? "" : agency.text + "."
  }
}
