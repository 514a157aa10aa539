import Concerns
import Routing
import Tables
import Testing

@Suite struct `The head of a unit and the data protection officer` {
  @Test func `are functions that the directory names`() throws {
    let directory = try Norrkoping.directory.get()
    let board = "norrkoping-socialnamnd."
    let reception = try #require(FunctionID(board + "mottagning"))
    #expect(directory.unit(of: reception)?.head == FunctionID(board + "enhetschefer"))
    #expect(directory.dataProtectionOfficer == FunctionID(board + "dataskyddsombud"))
    let counselling = try #require(FunctionID(board + "familjeradgivning"))
    #expect(directory.unit(of: counselling)?.head == nil)
  }

  @Test(arguments: [
    ("    head: enhetschefer", "    head: chefen", "nobody holds the head"),
    ("    walled: yes", "    walled: yes\n    head: enhetschefer", "crosses a wall"),
    ("    head: enhetschefer", "    head: familjeradgivning", "crosses a wall"),
    ("data-protection-officer: dataskyddsombud", "data-protection-officer: ombud", "nobody holds"),
    (
      "data-protection-officer: dataskyddsombud", "data-protection-officer: familjeradgivning",
      "is walled or does not exist on every day"
    ),
    (
      "data-protection-officer: dataskyddsombud", "data-protection-officer: enhetschefer",
      "is the head of a unit"
    ),
    (
      "    duty: {office: familjeratt, otherwise: socialjour}\n    head: enhetschefer",
      "    duty: {office: familjeratt, otherwise: socialjour}",
      "an emergency may be declared, and norrkoping-socialnamnd.familjeratt has no head"
    ),
    (
      "data-protection-officer: dataskyddsombud\n", "",
      "an emergency may be declared, and there is no data protection officer"
    ),
    (
      "    review: needs-legal-review\n    functions:\n      - id: enhetschefer",
      "    until: 2030-12-31\n    functions:\n      - id: enhetschefer",
      "does not exist as long as the unit does"
    ),
  ])
  func `are refused by name where nobody could be told`(
    old: String, new: String, fault: String
  ) throws {
    let text = try Norrkoping.text.get()
    let flaw = try #require(throws: TableFlaw.self) {
      try Directory(yaml: text.replacing(old, with: new, maxReplacements: 1))
    }
    #expect(flaw.fault.contains(fault))
    #expect(flaw.line > 1)
  }

  @Test func `are asked for only where an emergency may be declared`() throws {
    let text = try Norrkoping.text.get()
      .replacing("    head: enhetschefer\n", with: "")
      .replacing("data-protection-officer: dataskyddsombud\n", with: "")
      .replacing("[emergency.declare]", with: "[transfer]")
    #expect(try Directory(yaml: text).dataProtectionOfficer == nil)
  }

  @Test func `are told in vain where nobody may review`() throws {
    let text = try Norrkoping.text.get()
    let flaw = try #require(throws: TableFlaw.self) {
      try Directory(yaml: text.replacing("[emergency.review]", with: "[transfer]"))
    }
    #expect(flaw.fault == "an emergency may be declared, and nobody may review one")
  }
}
