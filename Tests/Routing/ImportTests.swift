import Concerns
import Foundation
import Routing
import Tables
import Testing

@Suite struct `A list of schools` {
  private func read(_ csv: String) throws -> SchoolList {
    try SchoolList(csv: csv, for: Linkoping.directory.get())
  }

  @Test(arguments: [",", ";"])
  func `becomes lines that a directory takes`(mark: String) throws {
    let rows = [
      ["id", "area", "name", "party", "name-en"],
      ["exempelskolor.skola-norr", "norr", "\"Skolan \"\"Norr\"\",\nhuset; b\"", "school", ""],
      ["exempelskolor.forskola-norr", "norr", "Förskolan", "preschool", "The preschool"],
      ["exempelskolor.skola-syd", "syd", "Skolan i syd", "school", ""],
      ["exempelskolor.skola-oster", "oster", "Skolan i öster", "school", ""],
      ["exempelskolor.skola-vaster", "vaster", "Skolan i väster", "school", ""],
    ]
    let list = try read("\u{FEFF}" + rows.map { $0.joined(separator: mark) + "\r\n" }.joined())
    #expect(list.count == 5)
    let text = try Linkoping.text.get()
    let start = try #require(text.range(of: "\nschools:\n"))
    let end = try #require(text.range(of: "\nunits:\n"))
    let directory = try Directory(
      yaml: text.replacingCharacters(
        in: start.lowerBound..<end.lowerBound, with: "\n" + list.yaml))
    #expect(directory.schools.map(\.name.sv).first == "Skolan \"Norr\", huset; b")
    #expect(directory.schools[1].name.en == "The preschool")
    #expect(directory.schools.map(\.party) == [.school, .preschool, .school, .school, .school])
    #expect(
      list.yaml.contains("#   schools: [exempelskolor.skola-norr, exempelskolor.forskola-norr]\n"))
  }

  @Test(arguments: [
    ("", 1, "the list is empty"),
    ("id,name,party\n", 1, "the column area is missing"),
    ("id,name,party,area\nskola,A,school,norr\n", 2, "this is no school's id"),
    ("id,name,party,area\na.b,A,school,norr\na.b,B,school,syd\n", 3, "two schools are named a.b"),
    ("id,name,party,area\na.b,\"A\nB\",school,norr\na.c,C,police,syd\n", 4, "a.c is neither"),
    ("id,name,party,area\na.b,A,school,skaggetorp\n", 2, "a.b lies in an unknown area"),
    ("id,name,party,area\na.b,,school,norr\n", 2, "the school a.b has no name"),
    ("id,name,party,area\na.b,A, B,school,norr\n", 2, "the row has 5 cells, the first line 4"),
    ("id,name,party,area\na.b,\"A,school,norr\n", 2, "a quotation mark has no end"),
  ])
  func `is refused with the line of a flaw`(csv: String, line: Int, fault: String) throws {
    let flaw = try #require(throws: TableFlaw.self) { try read(csv) }
    #expect(flaw.line == line)
    #expect(flaw.fault.contains(fault), "\(flaw)")
    #expect(!flaw.remedy.isEmpty)
  }
}

@Suite struct `A calendar of turns` {
  private func read(_ events: String...) throws -> RosterCalendar {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events.joined() + "END:VCALENDAR\r\n"
    return try RosterCalendar(ical: text, for: Linkoping.directory.get())
  }

  private static func event(_ summary: String, _ start: String, _ end: String) -> String {
    "BEGIN:VEVENT\r\nDTSTART\(start)\r\nDTEND\(end)\r\nSUMMARY:\(summary)\r\nEND:VEVENT\r\n"
  }

  @Test func `becomes a roster that a directory takes`() throws {
    let calendar = try read(
      // The second turn first, in UTC: eight in the morning in Sweden.
      Self.event("Bakjouren", ":20261225T070000Z", ":20261226T070000Z"),
      Self.event(
        "social\r\n jour", ";TZID=Europe/Stockholm:20261224T000000",
        ";TZID=Europe/Stockholm:20261225T080000"),
      Self.event(
        "linkoping-socialnamnd.socialjour", ":20261226T080000", ";VALUE=DATE:20261228"))
    #expect(calendar.count == 3)
    let text = try Linkoping.text.get()
    let start = try #require(text.range(of: "\nrosters:\n"))
    let end = try #require(text.range(of: "\n# 112 stands"))
    let yaml = calendar.yaml(
      named: try #require(RosterID("jul")), for: try Linkoping.function("socialjour"))
    let directory = try Directory(
      yaml: text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "\n" + yaml)
    ).proved()
    #expect(directory.rosters.map(\.id.text) == ["jul"])
    let unit = try #require(UnitID("linkoping-socialnamnd.norr"))
    for (moment, function) in [
      ("2026-12-25T06:59:59Z", "socialjour"), ("2026-12-25T07:00:00Z", "bakjour"),
      ("2026-12-26T07:00:00Z", "socialjour"),
    ] {
      #expect(
        directory.duty(unit, at: try #require(Moment(moment)))
          == (try Linkoping.function(function)))
    }
  }

  @Test func `leaves out what is cancelled`() throws {
    let turn = Self.event("socialjour", ":20261224T000000", ":20261225T080000")
    let cancelled = turn.replacing("SUMMARY", with: "STATUS:CANCELLED\r\nSUMMARY")
    #expect(try read(turn, cancelled).count == 1)
    #expect(throws: TableFlaw.self) { try read(cancelled) }
  }

  @Test(arguments: [
    (":20261224T000000", ":20261224T000000\r\nRRULE:FREQ=WEEKLY", "socialjour", 5, "repeats"),
    (";TZID=Europe/London:20261224T000000", ":20261225T080000", "socialjour", 4, "time zone"),
    (":20261225T080000", ":20261225T080000", "socialjour", 5, "it ends before it begins"),
    (":2026-12-25", ":20261225T080000", "socialjour", 4, "this is no minute"),
    (":20261224T000030", ":20261225T080000", "socialjour", 4, "this is no minute"),
    (":20261224T000000", ":20261225T080000", "Ada Exempel", 6, "what no function"),
  ])
  func `is refused with the line of a flaw, and nobody's name`(
    start: String, end: String, summary: String, line: Int, fault: String
  ) throws {
    let flaw = try #require(throws: TableFlaw.self) { try read(Self.event(summary, start, end)) }
    #expect(flaw.fault.contains(fault), "\(flaw)")
    #expect(flaw.line == (fault == "repeats" ? 6 : line))
    #expect(!flaw.description.contains("Ada"))
  }
}
