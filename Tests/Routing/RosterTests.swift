import Concerns
import Routing
import Tables
import Testing

@Suite struct `A roster` {
  @Test(arguments: [
    // Before its first day the function itself is on duty, and after its last.
    ("2026-12-23T22:59:59Z", "socialjour"), ("2026-12-25T06:59:59Z", "socialjour"),
    ("2026-12-25T07:00:00Z", "bakjour"), ("2026-12-26T06:59:59Z", "bakjour"),
    ("2026-12-26T07:00:00Z", "socialjour"), ("2026-12-28T22:00:00Z", "socialjour"),
  ])
  func `puts whoever has the turn on duty`(at: String, function: String) throws {
    let directory = try Linkoping.directory.get()
    let moment = try #require(Moment(at))
    for unit in ["mottagning", "norr"] {
      let id = try #require(UnitID("linkoping-socialnamnd." + unit))
      #expect(directory.duty(id, at: moment) == (try Linkoping.function(function)))
    }
  }

  @Test func `leaves the offices to themselves`() throws {
    // Thursday 24 December is no red day, and the day before one.
    let noon = try #require(Moment("2026-12-24T11:00:00Z"))
    let unit = try #require(UnitID("linkoping-socialnamnd.norr"))
    #expect(
      try Linkoping.directory.get().duty(unit, at: noon) == (try Linkoping.function("norr")))
  }

  @Test func `has somebody through both nights in which clocks are turned`() throws {
    let text = try Linkoping.text.get().replacing(
      "from: 2026-12-24\n    until: 2026-12-27", with: "from: 2026-03-01\n    until: 2026-10-31"
    ).replacing("begins: 2026-12-24 00.00", with: "begins: 2026-03-01 00.00")
      .replacing("ends: 2026-12-25 08.00", with: "ends: 2026-03-29 02.30")
      .replacing("begins: 2026-12-25 08.00", with: "begins: 2026-03-29 02.30")
      .replacing("ends: 2026-12-26 08.00", with: "ends: 2026-10-25 02.30")
      .replacing("begins: 2026-12-26 08.00", with: "begins: 2026-10-25 02.30")
      .replacing("ends: 2026-12-28 00.00", with: "ends: 2026-11-01 00.00")
    let directory = try Directory(yaml: text).proved()
    let unit = try #require(UnitID("linkoping-socialnamnd.norr"))
    func duty(_ text: String) throws -> FunctionID {
      directory.duty(unit, at: try #require(Moment(text)))
    }
    // In spring half past two never comes: the turn changes at three.
    #expect(try duty("2026-03-29T00:59:59Z") == Linkoping.function("socialjour"))
    #expect(try duty("2026-03-29T01:00:00Z") == Linkoping.function("bakjour"))
    // In autumn it comes twice: whoever has the minute has it both times.
    #expect(try duty("2026-10-25T00:29:59Z") == Linkoping.function("bakjour"))
    #expect(try duty("2026-10-25T00:30:00Z") == Linkoping.function("socialjour"))
    #expect(try duty("2026-10-25T01:29:59Z") == Linkoping.function("bakjour"))
    #expect(try duty("2026-10-25T01:30:00Z") == Linkoping.function("socialjour"))
  }
}

@Suite struct `A deputy` {
  @Test func `is asked after the one before, to the end of the line`() throws {
    let directory = try Linkoping.directory.get()
    #expect(
      directory.deputies(of: try Linkoping.function("norr"))
        == (try ["norr", "mottagning", "socialjour"].map(Linkoping.function)))
    #expect(
      directory.deputies(of: try Linkoping.function("socialjour")).count == 1)
  }
}
