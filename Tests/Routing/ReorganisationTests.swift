import Concerns
import Routing
import Tables
import Testing

@Suite struct `A move between boards` {
  @Test(arguments: [
    ("2024-12-31", "vard-och-omsorgsnamnd", "norrkoping-vard-och-omsorgsnamnd"),
    ("2025-01-01", "socialnamnd", "norrkoping-socialnamnd"),
  ])
  func `happens between two days`(day: String, board: String, agency: String) throws {
    let owner = try owner(.disability, .concernAdult, on: day)
    #expect(owner.controller.text == board)
    #expect(owner.unit.text == agency + ".funktionsnedsattning")
    #expect(owner.function.agency.text == agency)
  }

  @Test(arguments: ["2024-12-31", "2025-01-01"])
  func `leaves a report about a child where it was`(day: String) throws {
    let owner = try owner(.disability, .reportMandatory, on: day)
    #expect(owner.unit == (try Norrkoping.unit("mottagning-och-socialjour")))
  }

  @Test func `lets nobody be handed over to a unit that is gone`() throws {
    let old = try #require(
      FunctionID("norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning"))
    let directory = try Norrkoping.directory.get()
    let last = try #require(CivilDate("2024-12-31"))
    #expect(directory.owner(redirectedTo: old, on: last)?.function == old)
    #expect(directory.owner(redirectedTo: old, on: try #require(CivilDate("2025-01-01"))) == nil)
  }

  @Test func `keeps the duties of two authorities apart`() throws {
    let directory = try Norrkoping.directory.get()
    let night = try #require(Moment("2024-06-15T22:00:00Z"))
    let old = try #require(UnitID("norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning"))
    #expect(directory.duty(old, at: night).agency.text == "norrkoping-vard-och-omsorgsnamnd")
    let new = try Norrkoping.unit("funktionsnedsattning")
    #expect(directory.duty(new, at: night) == (try Norrkoping.function("socialjour")))
  }

  private func owner(_ target: TargetGroup, _ kind: Kind, on day: String) throws -> Owner {
    let facts = OwnershipFacts(
      municipality: MunicipalityCode("0581"), area: .unknown, protection: .none, target: target,
      grounds: [.health], age: .from21, kind: kind)
    return try Norrkoping.directory.get().ownership(of: facts, on: try #require(CivilDate(day)))
  }
}

@Suite struct `Violence` {
  @Test(arguments: [
    ([Ground.violence], "mottagning-och-socialjour"),
    ([.honour, .health], "mottagning-och-socialjour"), ([.health], "funktionsnedsattning"),
  ])
  func `is held together by one unit, whatever the target group`(
    grounds: [Ground], unit: String
  ) throws {
    let facts = OwnershipFacts(
      municipality: MunicipalityCode("0581"), area: .unknown, protection: .none,
      target: .disability, grounds: Set(grounds), age: .from21, kind: .concernAdult)
    let owner = try Norrkoping.directory.get().ownership(
      of: facts, on: try #require(CivilDate("2026-03-02")))
    #expect(owner.unit == (try Norrkoping.unit(unit)))
    #expect(owner.reason.en.contains("together") == (unit == "mottagning-och-socialjour"))
  }

  @Test func `never keeps somebody protected from the protected desk`() throws {
    let facts = try Norrkoping.facts(protection: .marked, grounds: [.violence])
    let owner = try Norrkoping.directory.get().ownership(
      of: facts, on: try #require(CivilDate("2026-03-02")))
    #expect(owner.unit == (try Norrkoping.unit("skyddade-arenden")))
  }
}

@Suite struct `An area` {
  @Test(arguments: [
    ("norr", TargetGroup.child, AgeBand.under12, "norr"), ("syd", .child, .from18, "syd"),
    ("oster", .child, .unknown, "oster"), ("vaster", .child, .from15, "vaster"),
    ("norr", .child, .from21, "mottagning"), ("norr", .adult, .from18, "mottagning"),
    ("norr", .unknown, .under12, "mottagning"), ("unknown", .child, .under12, "mottagning"),
    ("protected", .child, .under12, "skyddade-arenden"),
  ])
  func `owns what is about children and youth of its own`(
    area: String, target: TargetGroup, age: AgeBand, unit: String
  ) throws {
    #expect(try Linkoping.owner(area: area, target: target, age: age) == unit)
  }

  @Test func `shows each of its schools its desk, and a stranger none`() throws {
    let directory = try Linkoping.directory.get()
    for (school, desk) in [("skola-norr", "norr"), ("forskola-norr", "norr"), ("skola-syd", "syd")]
    {
      let id = try #require(FunctionID("exempelskolor." + school))
      #expect(directory.desk(of: id) == (try Linkoping.function(desk)))
    }
    let stranger = try #require(FunctionID("exempelskolor.skola-mitt"))
    #expect(directory.desk(of: stranger) == nil)
    #expect(directory.parts.first?.base?.sv == "Skäggetorp")
  }
}

@Suite struct `Somebody's age` {
  private static let born2014 = "201407142395"
  private static let born1890 = "189001019802"

  @Test(arguments: [
    ("2026-07-13", AgeBand.under12), ("2026-07-14", .from12), ("2014-07-13", .unknown),
  ])
  func `is counted on the day of receipt`(day: String, age: AgeBand) throws {
    #expect(try facts([(Self.born2014, .child)], on: day).age == age)
  }

  @Test func `is that of whom the message is about, and of nobody around them`() throws {
    let child = (Self.born2014, Role.child)
    let around = [Role.guardian, .household, .other].map { (Self.born1890, $0) }
    #expect(try facts([child] + around, on: "2026-03-02").age == .under12)
    #expect(try facts([child, (Self.born1890, .adult)], on: "2026-03-02").age == .unknown)
    #expect(try facts([child, child], on: "2026-03-02").age == .under12)
    #expect(try facts([child, (nil, .child)], on: "2026-03-02").age == .unknown)
    #expect(try facts([], on: "2026-03-02").age == .unknown)
  }

  private func facts(_ persons: [(String?, Role)], on day: String) throws -> OwnershipFacts {
    let tag = try #require(Tag("AAAA"))
    let handling = Handling(
      persons: persons.map { number, role in
        Person(
          tag: tag, role: role, identifier: number.map { PersonIdentifier($0) },
          certainty: .certain, protection: .none)
      }, municipality: nil, area: .unknown, target: .child, grounds: [.absence],
      urgency: .ordinary, guardians: .unknown, isAnonymous: false, wantsFeedback: false,
      excluded: [])
    return OwnershipFacts(handling, of: .reportMandatory, on: try #require(CivilDate(day)))
  }
}
