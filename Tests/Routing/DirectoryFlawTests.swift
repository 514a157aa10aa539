import Concerns
import Foundation
import Routing
import Tables
import Testing

@Suite struct `A directory with areas` {
  /// A change to the shipped file, where it is told, and what the refusal must speak of.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    /// What stands in the line that is named, once changed.
    let place: String
    let fault: String
    let remedy: String
    var testDescription: String { fault }
  }

  static let spoilings = [
    Spoiling(
      old: "    schools: [exempelskolor.skola-syd]", new: "    schools: [exempelskolor.skola-sud]",
      place: "skola-sud", fault: "unknown school exempelskolor.skola-sud", remedy: "mend its name"),
    Spoiling(
      old: "    schools: [exempelskolor.skola-syd]",
      new: "    schools: [exempelskolor.skola-syd, exempelskolor.skola-norr]",
      place: "skola-syd, exempelskolor.skola-norr",
      fault: "exempelskolor.skola-norr lies in norr and in syd", remedy: "keep one"),
    Spoiling(
      old: "    schools: [exempelskolor.skola-syd]", new: "    base: {sv: \"A\", en: \"A\"}",
      place: "- id: exempelskolor.skola-norr",
      fault: "the school exempelskolor.skola-syd lies in no area", remedy: "under the area"),
    Spoiling(
      old: "    party: preschool", new: "    party: police", place: "party: police",
      fault: "police is no school", remedy: "school or preschool"),
    Spoiling(
      old: "  - id: exempelskolor.forskola-norr", new: "  - id: exempelskolor.skola-norr",
      place: "- id: exempelskolor.skola-norr", fault: "two schools are named", remedy: "rename"),
    Spoiling(
      old: "    desk: oster", new: "    municipality: \"0581\"\n    desk: oster",
      place: "municipality: \"0581\"", fault: "the area oster lies in 0581",
      remedy: "the directory of 0581"),
    Spoiling(
      old: "  - id: vaster",
      new: "  - {id: oster, municipality: \"0581\"}\n  - id: vaster",
      place: "{id: oster", fault: "the area oster lies in 0580 and in 0581",
      remedy: "the municipality it lies in"),
    Spoiling(
      old: "    desk: oster", new: "    desk: ost", place: "desk: ost",
      fault: "nobody is the desk linkoping-socialnamnd.ost", remedy: "function in this file"),
    Spoiling(
      old: "    owner: oster", new: "    until: 2030-12-31\n    owner: oster", place: "desk: oster",
      fault: "is not there on every day from 2023-01-01", remedy: "name one that is"),
    Spoiling(
      old: "        deputy: socialjour", new: "        deputy: norr", place: "- id: mottagning",
      fault: "a cycle of deputies: linkoping-socialnamnd.mottagning, then "
        + "linkoping-socialnamnd.norr, then linkoping-socialnamnd.mottagning",
      remedy: "no deputy"),
    Spoiling(
      old: "        deputy: socialjour", new: "        deputy: mottagning",
      place: "- id: mottagning", fault: "a cycle of deputies", remedy: "no deputy"),
    Spoiling(
      old: "        deputy: socialjour", new: "        deputy: chef", place: "- id: mottagning",
      fault: "nobody is the deputy linkoping-socialnamnd.chef", remedy: "function in this file"),
    Spoiling(
      old: "duty: {office: oster, otherwise: socialjour}", new: "duty: {office: oster}",
      place: "duty: {office: oster}", fault: "nobody is on call", remedy: "\"otherwise\""),
    Spoiling(
      old: "owner: oster", new: "owner: ost", place: "owner: ost",
      fault: "linkoping-socialnamnd.ost is no function of this unit", remedy: "its functions"),
    Spoiling(
      old: "      - areas: [oster]", new: "      - until: 2022-12-31\n        areas: [oster]",
      place: "- until: 2022-12-31", fault: "the unit does not exist on all of these days",
      remedy: "within the unit's days"),
    Spoiling(
      old: "      - areas: [oster]", new: "      - from: 2022-12-31\n        areas: [oster]",
      place: "- from: 2022-12-31", fault: "the unit does not exist on all of these days",
      remedy: "within the unit's days"),
    Spoiling(
      old: "ages: [under-12, 12-14, 15-17, 18-20, unknown]", new: "ages: [0-21]",
      place: "ages: [0-21]", fault: "unknown word \"0-21\"", remedy: "under-12"),
    Spoiling(
      old: "    for: socialjour", new: "    for: jouren", place: "for: jouren",
      fault: "nobody is linkoping-socialnamnd.jouren", remedy: "function in this file"),
    Spoiling(
      old: "{function: bakjour,", new: "{function: skyddsjour,", place: "skyddsjour",
      fault: "nobody holds the turn", remedy: "function in this file"),
    Spoiling(
      old: "ends: 2026-12-26 08.00", new: "ends: 2026-12-25 07.00", place: "ends: 2026-12-25 07.00",
      fault: "it ends before it begins", remedy: "the next turn"),
    Spoiling(
      old: "begins: 2026-12-26 08.00", new: "begins: 2026-12-26 24.00", place: "24.00",
      fault: "this is no minute", remedy: "2026-11-21 08.00"),
    Spoiling(
      old: "    until: 2026-12-27\n", new: "", place: "- id: jul-2026",
      fault: "\"until\" is missing", remedy: "add it"),
  ]

  @Test(arguments: spoilings)
  func `is refused with the place, what is wrong and what to do`(spoiling: Spoiling) throws {
    let text = try Linkoping.text.get()
    let place = try #require(text.range(of: spoiling.old))
    let spoiled = text.replacingCharacters(in: place, with: spoiling.new)
    let flaw = try #require(throws: TableFlaw.self) { try Directory(yaml: spoiled) }
    #expect(flaw.fault.contains(spoiling.fault), "\(flaw)")
    #expect(flaw.remedy.contains(spoiling.remedy), "\(flaw)")
    let lines = spoiled.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[flaw.line - 1].contains(spoiling.place), "\(flaw)")
  }

  @Test func `has one roster for one day of a function`() throws {
    let text = try Linkoping.text.get()
    let start = try #require(text.range(of: "  - id: jul-2026"))
    let end = try #require(text.range(of: "\n# 112 stands"))
    let roster = String(text[start.lowerBound..<end.lowerBound])
    func adding(_ roster: String) -> String {
      text.replacingCharacters(in: end.lowerBound..<end.lowerBound, with: roster)
    }
    let other = roster.replacing("jul-2026", with: "mellandag")
    let same = try #require(throws: TableFlaw.self) { try Directory(yaml: adding(other)) }
    #expect(same.fault.contains("jul-2026 and mellandag speak of the same days"))
    let twice = try #require(throws: TableFlaw.self) {
      try Directory(yaml: adding(roster.replacing("2026-12-2", with: "2027-01-2")))
    }
    #expect(twice.fault == "two rosters are named jul-2026")
    let later = other.replacing("2026-12-2", with: "2027-01-2")
    #expect(throws: Never.self) { try Directory(yaml: adding(later)).proved() }
  }

  @Test func `is read by its whole names too`() throws {
    let text = try Linkoping.text.get().replacing(
      "otherwise: socialjour}", with: "otherwise: linkoping-socialnamnd.socialjour}")
    #expect(try Directory(yaml: text).functions == (try Linkoping.directory.get().functions))
  }
}
