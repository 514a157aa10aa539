import Concerns
import Foundation
import Routing
import Tables
import Testing

@Suite struct `A directory file` {
  /// A change to the shipped file, and what the refusal must speak of.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String
    let remedy: String
    var testDescription: String { fault }
  }

  static let spoilings = [
    Spoiling(
      old: "  - id: socialnamnd", new: "  - name: socialnamnd", fault: "stands twice",
      remedy: "keep one"),
    Spoiling(
      old: "protected-desk: skyddade", new: "protected-desk: skyddda", fault: "unknown unit",
      remedy: "one of the units"),
    Spoiling(
      old: "reception: mottagning-och-socialjour", new: "reception: familjeradgivning",
      fault: "walled", remedy: "takes in everything"),
    Spoiling(
      old: "    owner: skyddade-arenden", new: "    until: 2027-12-31\n    owner: skyddade-arenden",
      fault: "does not exist on every day", remedy: "no last day"),
    Spoiling(
      old: "    from: 2023-02-01\n    review", new: "    from: 2023-02-30\n    review",
      fault: "is no day", remedy: "YYYY-MM-DD"),
    Spoiling(
      old: "    board: socialnamnd", new: "    board: namnden", fault: "unknown board namnden",
      remedy: "boards in this file"),
    Spoiling(
      old: "    owner: familjeratt", new: "    owner: mottagning",
      fault: "no function of this unit",
      remedy: "its functions"),
    Spoiling(
      old: "      - id: uppsokande\n", new: "      - id: socialjour\n",
      fault: "no function of this unit", remedy: "its functions"),
    Spoiling(
      old: "otherwise: socialjour}", new: "otherwise: nattjour}", fault: "nobody holds the duty",
      remedy: "function in this file"),
    Spoiling(
      old: "otherwise: familjeradgivning}", new: "otherwise: socialjour}",
      fault: "crosses a wall", remedy: "this side"),
    Spoiling(
      old: "    walled: yes", new: "    walled: maybe", fault: "yes or no", remedy: "one of them"),
    Spoiling(
      old: "    friday: 08.00-16.00", new: "    friday: 16.00-08.00", fault: "no hours",
      remedy: "08.00-17.00"),
    Spoiling(
      old: "    tuesday: 08.00-17.00", new: "    tisdag: 08.00-17.00",
      fault: "unknown key \"tisdag\"", remedy: "tuesday"),
    Spoiling(
      old: "months: [6, 7, 8]", new: "months: [6, 7, 13]", fault: "no month", remedy: "1 to 12"),
    Spoiling(
      old: "    function: socialjour", new: "    function: skyddade-arenden",
      fault: "no function of the reception", remedy: "tell nothing"),
    Spoiling(
      old: "    phone: 011-15 00 00", new: "    phone: ring oss", fault: "no telephone number",
      remedy: "digits"),
    Spoiling(
      old: "municipality: \"0581\"", new: "municipality: \"581\"", fault: "no municipality code",
      remedy: "four digits"),
    Spoiling(
      old: "samverkan-directory/1", new: "samverkan-directory/9", fault: "unknown format",
      remedy: "samverkan-directory/1"),
    Spoiling(
      old: "agency: norrkoping-socialnamnd", new: "agency: Norrköping", fault: "malformed",
      remedy: "lower-case"),
    Spoiling(
      old: "    review: needs-legal-review", new: "    review: fine",
      fault: "unknown review status",
      remedy: "remove this key"),
  ]

  @Test(arguments: spoilings)
  func `is refused with what is wrong and what to do`(spoiling: Spoiling) throws {
    let text = try Norrkoping.text.get()
    let place = try #require(text.range(of: spoiling.old))
    let flaw = try #require(throws: TableFlaw.self) {
      try Directory(yaml: text.replacingCharacters(in: place, with: spoiling.new))
    }
    #expect(flaw.line > 1 || spoiling.old.hasPrefix("format"))
    #expect(flaw.fault.contains(spoiling.fault))
    #expect(flaw.remedy.contains(spoiling.remedy))
  }

  @Test func `is refused with the line of a flaw`() throws {
    let text = try Norrkoping.text.get()
    let place = try #require(text.range(of: "phone: 011-15 22 83"))
    let line = text[..<place.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false
    ).count
    let flaw = try #require(throws: TableFlaw.self) {
      try Directory(yaml: text.replacingCharacters(in: place, with: "phone: x"))
    }
    #expect(flaw.line == line)
    #expect(flaw.description.hasPrefix("line \(line): "))
  }

  @Test(arguments: ["areas: [norr]", "targets: [child]", "grounds: [neglect, absence]"])
  func `is refused when a unit owns by one word twice`(list: String) throws {
    let text = try Norrkoping.textWithDesk.get()
    let place = try #require(text.range(of: list))
    let word = try #require(list.split(separator: "[").last?.split { ",]".contains($0) }.first)
    let flaw = try #require(throws: TableFlaw.self) {
      try Directory(
        yaml: text.replacingCharacters(in: place, with: "\(list.dropLast()), \(word)]"))
    }
    #expect(flaw.fault.contains("stands twice"))
    #expect(flaw.remedy == "keep one of them")
  }

  /// A name leads to one unit: else whoever stands first in the file would get what is another's.
  @Test(arguments: ["functions", "units"])
  func `is refused when a name is two functions' or two units'`(what: String) throws {
    let text = try Norrkoping.textWithDesk.get()
    let (old, new) =
      what == "functions"
      ? (
        "      - id: uppsokande\n",
        "      - {id: mottagning, name: {sv: A, en: A}}\n      - id: uppsokande\n"
      ) : ("  - id: uppsokande-verksamhet\n", "  - id: mottagning-och-socialjour\n")
    #expect(text.contains(old))
    let flaw = try #require(throws: TableFlaw.self) {
      try Directory(yaml: text.replacing(old, with: new))
    }
    #expect(flaw.fault.hasPrefix("two \(what) are named norrkoping-socialnamnd."))
    #expect(flaw.remedy == "rename one of them")
  }

  @Test func `is kept byte by byte, with every function once`() throws {
    let directory = try Norrkoping.directory.get()
    #expect(directory.bytes == Array(try Norrkoping.text.get().utf8))
    #expect(directory.functions.count == 14)
    #expect(Set(directory.functions).count == 14)
    #expect(directory.entrances.map(\.phone) == ["011-15 00 00", "011-15 22 83"])
    #expect(
      directory.units.filter(\.needsLegalReview).map(\.id.text) == [
        "norrkoping-socialnamnd.skyddade-arenden", "norrkoping-socialnamnd.ledning",
        "norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning",
      ])
  }
}
