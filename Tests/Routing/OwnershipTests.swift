import Concerns
import Routing
import Testing

@Suite struct `A concern` {
  let directory: Directory

  init() throws { directory = try Norrkoping.directory.get() }

  struct Situation: Sendable, CustomTestStringConvertible {
    let at: String
    let area: String
    let protection: Protection
    let grounds: Set<Ground>
    let unit: String
    let duty: String
    let testDescription: String
  }

  static let situations = [
    Situation(
      at: "2026-02-10T09:15:00Z", area: "oster", protection: .none, grounds: [.neglect, .absence],
      unit: "mottagning-och-socialjour", duty: "mottagning",
      testDescription: "a school, Tuesday 10.15"),
    Situation(
      at: "2026-03-02T07:40:00Z", area: "protected", protection: .registered,
      grounds: [.violence], unit: "skyddade-arenden", duty: "skyddade-arenden",
      testDescription: "a preschool, protected registration, Monday 8.40"),
    Situation(
      at: "2026-03-02T16:30:00Z", area: "protected", protection: .registered,
      grounds: [.violence], unit: "skyddade-arenden", duty: "skyddade-arenden",
      testDescription: "the same after hours, Monday 17.30"),
    Situation(
      at: "2026-03-20T18:05:00Z", area: "unknown", protection: .unknown, grounds: [.honour],
      unit: "mottagning-och-socialjour", duty: "socialjour",
      testDescription: "leisure, honour, Friday 19.05"),
    Situation(
      at: "2026-05-09T19:00:00Z", area: "oster", protection: .unknown, grounds: [.unknown],
      unit: "mottagning-och-socialjour", duty: "socialjour",
      testDescription: "a neighbour, Saturday in the hour of 21"),
  ]

  @Test(arguments: situations)
  func `finds its owner and whoever is on duty`(situation: Situation) throws {
    let moment = try #require(Moment(situation.at))
    let day = try #require(CivilDate(String(situation.at.prefix(10))))
    let owner = directory.ownership(
      of: try Norrkoping.facts(
        area: situation.area, protection: situation.protection, grounds: situation.grounds),
      on: day)
    #expect(owner.unit == (try Norrkoping.unit(situation.unit)))
    #expect(owner.controller.text == "socialnamnd")
    #expect(!owner.reason.sv.isEmpty && !owner.reason.en.isEmpty)
    let duty = try Norrkoping.function(situation.duty)
    #expect(directory.duty(owner.unit, at: moment) == duty)
    let recipients = directory.recipients(owner, at: moment)
    #expect(recipients.first == owner.function)
    #expect(recipients.last == duty)
    #expect(recipients.count == (duty == owner.function ? 1 : 2))
  }

  @Test(arguments: [Protection.marked, .registered], [String?.none, "0581", "0580"])
  func `about someone protected belongs to the protected desk, wherever they live`(
    protection: Protection, municipality: String?
  ) throws {
    let facts = try Norrkoping.facts(
      municipality: municipality, area: "norr", protection: protection)
    #expect(try unit(of: facts) == Norrkoping.unit("skyddade-arenden"))
  }

  @Test(arguments: [Protection.none, .unknown])
  func `from a protected area belongs to the protected desk`(protection: Protection) throws {
    let facts = try Norrkoping.facts(area: "protected", protection: protection)
    #expect(try unit(of: facts) == Norrkoping.unit("skyddade-arenden"))
  }

  @Test(arguments: [
    (String?.none, "norr"), ("0580", "norr"), ("0581", "unknown"), ("0581", "nowhere"),
  ])
  func `from an unknown place belongs to reception`(municipality: String?, area: String) throws {
    let facts = try Norrkoping.facts(municipality: municipality, area: area)
    #expect(
      try unit(of: facts, in: Norrkoping.withDesk.get())
        == Norrkoping.unit("mottagning-och-socialjour"))
  }

  @Test(arguments: [
    ("norr", TargetGroup.child, [Ground.absence, .other], "2026-06-01", true),
    ("norr", .child, [.neglect], "2026-12-31", true),
    ("norr", .child, [.neglect], "2027-01-01", false),
    ("norr", .child, [.neglect], "2026-05-31", false),
    ("soder", .child, [.neglect], "2026-06-01", false),
    ("norr", .unknown, [.neglect], "2026-06-01", false),
    ("norr", .child, [.violence], "2026-06-01", false),
  ])
  func `belongs to a unit that claims it, on the unit's days`(
    area: String, target: TargetGroup, grounds: [Ground], day: String, isClaimed: Bool
  ) throws {
    let owner = try Norrkoping.withDesk.get().ownership(
      of: try Norrkoping.facts(area: area, target: target, grounds: Set(grounds)),
      on: try #require(CivilDate(day)))
    let expected = isClaimed ? "omradesenhet-norr" : "mottagning-och-socialjour"
    #expect(owner.unit == (try Norrkoping.unit(expected)))
  }

  @Test func `keeps its owner when protection is unknown`() throws {
    let directory = try Norrkoping.withDesk.get()
    let day = try #require(CivilDate("2026-06-01"))
    let owners = try [Protection.none, .unknown].map {
      directory.ownership(of: try Norrkoping.facts(area: "norr", protection: $0), on: day)
    }
    #expect(owners[0] == owners[1])
    #expect(owners[0].unit == (try Norrkoping.unit("omradesenhet-norr")))
  }

  @Test(arguments: [
    ("uppsokande", true), ("mottagning", true), ("familjeradgivning", false), ("nobody", false),
  ])
  func `is handed over only to a unit that takes in`(function: String, isTaken: Bool) throws {
    let owner = directory.owner(
      redirectedTo: try Norrkoping.function(function), on: try #require(CivilDate("2026-06-01")))
    #expect((owner != nil) == isTaken)
    #expect(owner.map(\.function) == (isTaken ? try Norrkoping.function(function) : nil))
  }

  private func unit(of facts: OwnershipFacts, in directory: Directory? = nil) throws -> UnitID {
    let directory = directory ?? self.directory
    return directory.ownership(of: facts, on: try #require(CivilDate("2026-06-01"))).unit
  }
}
