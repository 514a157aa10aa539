import Concerns
import Routing
import Testing

@Suite struct `A concern that was sent on as often as people may` {
  /// By units that both mean the other.
  static let journey = Journey().continued(from: unit, inConflict: false)
    .continued(from: unit, inConflict: false)
  static let unit: FunctionID = {
    guard let unit = FunctionID("norrkoping-socialnamnd.uppsokande") else {
      preconditionFailure("letters and a dot are a function")
    }
    return unit
  }()

  @Test func `is for whoever heads the reception, and then for the unit that was named`() throws {
    let owners = try destinations()
    #expect(owners.map(\.function) == [try function("enhetschefer"), try function("familjeratt")])
    #expect(owners[0].unit == (try Norrkoping.unit("ledning")))
    #expect(owners[0].controller == owners[1].controller)
    #expect(owners[0].reason.sv.contains("två gånger"))
  }

  @Test func `is for the unit that was named, until then`() throws {
    let once = Journey().continued(from: Self.unit, inConflict: true)
    for journey in [Journey(), once] {
      #expect(
        try destinations(after: journey).map(\.function) == [try function("familjeratt")])
    }
  }

  @Test func `is for the protected desk where somebody needs that`() throws {
    let first = try destinations(protection: .marked).first
    #expect(first?.function == (try function("skyddade-arenden")))
  }

  @Test(arguments: ["enhetschefer", "skyddade-arenden"])
  func `goes where those say who have the last word`(decider: String) throws {
    let owners = try destinations(from: try function(decider))
    #expect(owners.map(\.function) == [try function("familjeratt")])
  }

  @Test func `is given back to nobody with a conflict of interest`() throws {
    let journey = Self.journey.continued(from: try function("enhetschefer"), inConflict: true)
    #expect(try destinations(after: journey).map(\.function) == [try function("familjeratt")])
  }

  @Test func `goes where it is said, if it was addressed by name`() throws {
    #expect(
      try destinations(of: .collaborationShare).map(\.function) == [try function("familjeratt")])
  }

  @Test func `is for the reception where the directory names nobody who heads it`() throws {
    let text = try Norrkoping.text.get()
      .replacing("    head: enhetschefer\n", with: "")
      .replacing("data-protection-officer: dataskyddsombud\n", with: "")
      .replacing("[emergency.declare]", with: "[transfer]")
    let first = try destinations(in: try Directory(yaml: text)).first
    #expect(first?.function == (try function("mottagning")))
  }

  private func function(_ name: String) throws -> FunctionID { try Norrkoping.function(name) }

  private func destinations(
    of kind: Kind = .reportMandatory, protection: Protection = .none,
    after journey: Journey = Self.journey, from decider: FunctionID = Self.unit,
    in directory: Directory? = nil
  ) throws -> [Owner] {
    let directory = try directory ?? Norrkoping.directory.get()
    let facts = OwnershipFacts(
      municipality: MunicipalityCode("0581"), area: .unknown, protection: protection,
      target: .child, grounds: [.neglect], kind: kind)
    let day = try #require(CivilDate("2026-11-19"))
    let asked = try #require(
      directory.owner(redirectedTo: try function("familjeratt"), on: day))
    return Router(directory: directory).destinations(
      asked: asked, after: journey, from: decider, of: facts)
  }
}
