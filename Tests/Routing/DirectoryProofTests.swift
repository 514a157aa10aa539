import Concerns
import Foundation
import Routing
import Tables
import Testing

@Suite struct `The proof of a directory` {
  @Test(arguments: ["norrkoping", "linkoping"])
  func `holds for what is shipped, over every fact and ten years of minutes`(name: String) throws {
    let directory = try (name == "norrkoping" ? Norrkoping.directory : Linkoping.directory).get()
    let clock = ContinuousClock()
    let began = clock.now
    let proof = DirectoryProof(of: directory)
    print(
      "proof: \(name), \(proof.combinations) combinations in \(proof.cells) cells, "
        + "\(proof.minutes) minutes in \(proof.days) kinds of days, \(clock.now - began)")
    #expect(proof.findings == [])
    #expect(proof.objection == nil)
    #expect(proof.combinations > 100_000_000)
    #expect(proof.minutes > 20_000_000)
    let last = try #require(proof.span.until)
    #expect(last.year >= (name == "norrkoping" ? 2035 : 2036))
  }

  @Test func `counts every fact once`() throws {
    let proof = DirectoryProof(of: try Linkoping.directory.get())
    // Municipality: own, another, none known. Acute and here, or not. Area: four, another name,
    // none known, protected.
    // Protection, target group, age; grounds in every combination but none; kind.
    let kinds = Kind.allCases.count
    #expect(proof.combinations == UInt64(3 * 2 * 7 * 4 * 7 * 6 * 2047 * kinds))
  }

  /// A change to the shipped files that leaves them readable, and what the proof says to it.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    /// What stands in the line that is named.
    let place: String
    let fault: String
    let remedy: String
    var testDescription: String { fault }
  }

  static let norrkopings = [
    Spoiling(
      old: "    until: 2024-12-31\n    successor: norrkoping-socialnamnd.funktionsnedsattning\n",
      new: "    until: 2024-11-30\n",
      place: "- {areas: any, targets: [disability]",
      fault: "from 2024-12-01 until 2024-12-31 nobody owns target disability, kind contact.early, "
        + "which norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning did",
      remedy: "let another unit own it from that day"),
    Spoiling(
      old: "    board: socialnamnd\n    from: 2025-01-01",
      new: "    board: socialnamnd\n    from: 2024-12-01",
      place: "- {areas: any, targets: [disability]",
      fault: "from 2024-12-01 both norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning and "
        + "norrkoping-socialnamnd.funktionsnedsattning own target disability, kind contact.early",
      remedy: "end the one before the other begins"),
    Spoiling(
      old: "    from: 2024-01-01\n\noffice-hours",
      new: "    from: 2024-01-01\n    until: 2025-06-30\n\noffice-hours",
      place: "- unit: mottagning-och-socialjour",
      fault: "from 2025-07-01 nobody owns ground violence, which "
        + "norrkoping-socialnamnd.mottagning-och-socialjour did", remedy: "the reception"),
    Spoiling(
      old: "    from: 2024-01-01\n\noffice-hours",
      new: "    from: 2024-01-01\n  - {unit: vuxna, grounds: [honour], from: 2026-01-01}"
        + "\n\noffice-hours",
      place: "{unit: vuxna",
      fault: "from 2026-01-01 both norrkoping-socialnamnd.mottagning-och-socialjour and "
        + "norrkoping-socialnamnd.vuxna own ground honour",
      remedy: "end the one before the other begins"),
  ]

  static let linkopings = [
    Spoiling(
      old: "      - areas: [oster]", new: "      - areas: [oster, syd]", place: "- areas: [oster",
      fault: "both linkoping-socialnamnd.syd and linkoping-socialnamnd.oster own area syd, "
        + "target child, age under-12", remedy: "take it out of one"),
    Spoiling(
      old: "ends: 2026-12-25 08.00", new: "ends: 2026-12-25 07.00",
      place: "begins: 2026-12-24 00.00",
      fault: "in the roster jul-2026 nobody has the turn from 2026-12-25 07.00 to "
        + "2026-12-25 08.00", remedy: "let the turn before end later"),
    Spoiling(
      old: "begins: 2026-12-24 00.00", new: "begins: 2026-12-24 06.00", place: "- id: jul-2026",
      fault: "nobody has the turn from 2026-12-24 00.00 to 2026-12-24 06.00",
      remedy: "the one after begin earlier"),
    Spoiling(
      old: "ends: 2026-12-28 00.00", new: "ends: 2026-12-26 12.00",
      place: "begins: 2026-12-26 08.00",
      fault: "nobody has the turn from 2026-12-26 12.00 to 2026-12-28 00.00",
      remedy: "end later"),
    Spoiling(
      old: "ends: 2026-12-25 08.00", new: "ends: 2026-12-25 09.00", place: "{function: bakjour",
      fault: "both linkoping-socialnamnd.socialjour and linkoping-socialnamnd.bakjour have the "
        + "turn at 2026-12-25 08.00", remedy: "when the other begins"),
  ]

  @Test(arguments: norrkopings)
  func `names what is wrong with the dates`(spoiling: Spoiling) throws {
    try check(spoiling, in: Norrkoping.text.get())
  }

  @Test(arguments: linkopings)
  func `names what is wrong with areas and turns`(spoiling: Spoiling) throws {
    try check(spoiling, in: Linkoping.text.get())
  }

  private func check(_ spoiling: Spoiling, in text: String) throws {
    let place = try #require(text.range(of: spoiling.old))
    let spoiled = text.replacingCharacters(in: place, with: spoiling.new)
    let directory = try Directory(yaml: spoiled)
    let flaw = try #require(throws: TableFlaw.self) { try directory.proved() }
    #expect(flaw.fault.contains(spoiling.fault), "\(flaw)")
    #expect(flaw.remedy.contains(spoiling.remedy), "\(flaw)")
    let lines = spoiled.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[flaw.line - 1].contains(spoiling.place), "\(flaw)")
    #expect(DirectoryProof(of: directory).findings.count == 1)
  }

  @Test func `asks nobody to staff a roster while its function is not needed`() throws {
    // The offices are open on Thursday from eight to two: a hole there is none.
    let text = try Linkoping.text.get().replacing(
      "      - {function: socialjour, begins: 2026-12-24 00.00, ends: 2026-12-25 08.00}",
      with: """
              - {function: socialjour, begins: 2026-12-24 00.00, ends: 2026-12-24 08.00}
              - {function: bakjour, begins: 2026-12-24 14.00, ends: 2026-12-25 08.00}
        """)
    #expect(throws: Never.self) { try Directory(yaml: text).proved() }
  }

  @Test func `lets a unit end when the reception takes back what it owned`() throws {
    let ended = try Norrkoping.textWithDesk.get()
    #expect(throws: TableFlaw.self) { try Directory(yaml: ended).proved() }
    let taken = ended.replacing(
      "    duty: {office: mottagning, otherwise: socialjour}\n",
      with: """
            duty: {office: mottagning, otherwise: socialjour}
            owns: [{areas: [norr], targets: [child], grounds: [neglect, absence], from: 2027-01-01}]

        """, maxReplacements: 1)
    #expect(throws: Never.self) { try Directory(yaml: taken).proved() }
  }
}
