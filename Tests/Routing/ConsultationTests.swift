import Concerns
import Routing
import Tables
import Testing

/// Who answers a question that names nobody.
@Suite struct `A consultation` {
  private static let desks = """
    consultations:
      - municipalities: ["0580", "0581"]
        unit: uppsokande-verksamhet
        takes-part: [police, prosecutor]
      - municipalities: ["0581"]
        unit: enheter-i-samverkan
      - municipalities: any
        unit: bostadssamordning
    """

  private static func directory(_ desks: String) throws -> Directory {
    let text = try Norrkoping.text.get()
    let rest = text.split(separator: "\n# Who answers a question", maxSplits: 1)[0]
    return try Directory(yaml: rest + "\n" + desks + "\n")
  }

  @Test(
    arguments: [
      ("0581", [], "enheter-i-samverkan"),
      ("0581", [.police, .prosecutor], "uppsokande-verksamhet"),
      ("0581", [.police], "uppsokande-verksamhet"), ("0580", [], "bostadssamordning"),
      ("0580", [.police, .prosecutor], "uppsokande-verksamhet"),
      (nil, [.police], "bostadssamordning"),
    ] as [(String?, Set<Attendant>, String)])
  func `goes by its municipality and by who takes part`(
    municipality: String?, attendants: Set<Attendant>, unit: String
  ) throws {
    let owner = try Self.directory(Self.desks).consultation(
      for: municipality.flatMap(MunicipalityCode.init(_:)), with: attendants,
      on: try #require(CivilDate("2026-03-11")))
    #expect(owner.unit == (try Norrkoping.unit(unit)))
  }

  @Test(arguments: ["0581", "0180", nil])
  func `goes to the reception where nobody else answers`(municipality: String?) throws {
    let text = try Norrkoping.text.get()
    for directory in [
      try Norrkoping.directory.get(),
      try Directory(yaml: String(text.split(separator: "\n# Who answers", maxSplits: 1)[0]) + "\n"),
    ] {
      let owner = directory.consultation(
        for: municipality.flatMap(MunicipalityCode.init(_:)), with: [],
        on: try #require(CivilDate("2026-03-11")))
      #expect(owner.unit == (try Norrkoping.unit("mottagning-och-socialjour")))
      #expect(directory.attendants(at: owner.function).isEmpty)
    }
  }

  @Test func `is heard by the police where the directory says so`() throws {
    let directory = try Self.directory(Self.desks)
    #expect(
      directory.attendants(at: try Norrkoping.function("uppsokande")) == [.police, .prosecutor])
    #expect(directory.attendants(at: try Norrkoping.function("samverkan")).isEmpty)
    #expect(directory.attendants(at: try Norrkoping.function("mottagning")).isEmpty)
  }

  @Test(arguments: [
    ("uppsokande-verksamhet", "familjeradgivning", "is unknown or walled"),
    ("uppsokande-verksamhet", "kansliet", "is unknown or walled"),
    ("enheter-i-samverkan", "uppsokande-verksamhet", "takes part at"),
    ("\"0580\"", "\"580\"", "no municipality code"), ("prosecutor", "court", "unknown word"),
    ("[police, prosecutor]", "[]", "a list was expected"),
    ("    unit: bostadssamordning", "    until: 2027-01-01", "unknown key"),
  ])
  func `with a flaw in its desk is named with its line`(
    old: String, new: String, fault: String
  ) throws {
    let error = #expect(throws: TableFlaw.self) {
      try Self.directory(Self.desks.replacing(old, with: new))
    }
    #expect(error?.fault.contains(fault) ?? false, "\(error?.fault ?? "")")
    #expect((error?.line ?? 0) > 100)
  }
}
