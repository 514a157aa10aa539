import Concerns
import Foundation
import Routing
import Tables
import Testing

/// What is planned of the move of disability services on 1 January 2025.
enum Move {
  static let old = "norrkoping-vard-och-omsorgsnamnd.funktionsnedsattning"
  static let new = "norrkoping-socialnamnd.funktionsnedsattning"
  static let onCall = "norrkoping-socialnamnd.socialjour"
  static let today = "2024-11-20"

  /// The directory before anybody had thought of the move.
  static let before = Result {
    // Nor of what may be decided from 2026 on.
    let text = try Norrkoping.text.get().split(separator: "\ndelegations:")[0]
    let begin = try #require(
      text.range(of: "\n  - id: funktionsnedsattning\n", options: .backwards))
    let end = try #require(text.range(of: "\nreception: mottagning"))
    return try Directory(
      yaml: text.replacingCharacters(in: begin.lowerBound..<end.lowerBound, with: "")
        .replacing("    until: 2024-12-31\n", with: "")
        .replacing("    successor: \(new)\n", with: ""))
  }

  static func function(_ name: String) throws -> FunctionID { try #require(FunctionID(name)) }

  static func facts(_ protection: Protection = .none) -> OwnershipFacts {
    OwnershipFacts(
      municipality: MunicipalityCode("0581"), area: .unknown, protection: protection,
      target: .disability, grounds: [.health], age: .from21, kind: .concernAdult)
  }

  static func item(
    _ number: Int64, of owner: String = Move.old, _ facts: OwnershipFacts? = Move.facts(),
    excluding excluded: Set<String> = [], barring conflicted: [String] = [],
    clocks: [OpenItem.Clock] = []
  ) throws -> OpenItem {
    OpenItem(
      number: number, owner: try function(owner), facts: facts, excluded: excluded,
      conflicted: Set(try conflicted.map(function)), clocks: clocks)
  }

  /// Two who have logged in for each function, and read it now.
  static func presence(but absent: String? = nil, persons: Int = 2) throws -> Presence {
    let names: [String] = [new, onCall, "norrkoping-socialnamnd.mottagning"]
    let functions = try names.map(function)
    let members = try (0..<persons).map { number in
      try #require(MemberID("norrkoping-socialnamnd/m\(number)"))
    }
    return Presence(
      read: Set(functions.filter { $0.text != absent }),
      readers: Dictionary(uniqueKeysWithValues: functions.map { ($0, Set(members)) }))
  }

  static func plan(
    _ items: [OpenItem], to directory: Directory? = nil, presence: Presence? = nil,
    waivers: [AgencyID: Int] = [:]
  ) throws -> DirectoryPlan {
    let today = try #require(CivilDate(today))
    let plans = try DirectoryPlan.ahead(
      of: items, from: before.get(), to: directory ?? Norrkoping.directory.get(), today: today,
      presence: presence ?? Self.presence(), waivers: waivers)
    return try #require(plans.first)
  }
}

@Suite struct `The plan of a move between boards` {
  @Test func `is for the day on which the files part`() throws {
    let days = try Norrkoping.directory.get().changes(
      after: Move.before.get(), from: try #require(CivilDate(Move.today)))
    #expect(days.first?.text == "2025-01-01")
    #expect(days.dropFirst().allSatisfy { $0.text > "2026" })
    let same = try Norrkoping.directory.get().changes(
      after: Norrkoping.directory.get(), from: try #require(CivilDate("2025-01-01")))
    #expect(same.allSatisfy { $0.text > "2026" })
  }

  @Test func `gives every open item its owner, and leaves its clocks`() throws {
    let due = try #require(Moment("2025-01-03T22:59:59Z"))
    let clock = OpenItem.Clock(word: "decision-to-open", due: due)
    let reception = "norrkoping-socialnamnd.mottagning"
    let plan = try Move.plan([
      Move.item(7, clocks: [clock]), Move.item(8, of: reception, nil),
      Move.item(9, Move.facts(.marked)),
    ])
    #expect(plan.items.map(\.number) == [7, 8, 9])
    #expect(plan.items.map(\.before.text) == [Move.old, reception, Move.old])
    #expect(
      plan.items.map(\.after?.function.text) == [
        Move.new, reception, "norrkoping-socialnamnd.skyddade-arenden",
      ])
    #expect(plan.items.map(\.after?.controller.text) == Array(repeating: "socialnamnd", count: 3))
    #expect(plan.items.map(\.isMoved) == [true, false, true])
    #expect(plan.items.map(\.clocks) == [[clock], [], []])
    #expect(plan.handOvers.map(\.count) == [1, 1])
  }

  @Test func `passes over whoever has let an item go for a conflict of interest`() throws {
    let reception = "norrkoping-socialnamnd.mottagning"
    let head = "norrkoping-socialnamnd.enhetschefer"
    let plan = try Move.plan([
      Move.item(7, barring: [Move.new]), Move.item(8, barring: [Move.new, reception]),
      Move.item(9, barring: [Move.new, reception, head]),
      Move.item(10, of: reception, nil, barring: [reception]),
    ])
    // Somebody must own it; and nothing goes from whoever has it and stays.
    #expect(plan.items.map(\.after?.function.text) == [reception, head, Move.new, reception])
  }

  @Test func `leaves what protects somebody to the desk, also where it has let it go`() throws {
    let desk = "norrkoping-socialnamnd.skyddade-arenden"
    let plan = try Move.plan([Move.item(7, Move.facts(.marked), barring: [desk])])
    #expect(plan.items.map(\.after?.function.text) == [desk])
  }

  @Test func `says who newly sees, and needs two for it`() throws {
    let plan = try Move.plan([])
    let units = try [Move.old, Move.new].map { try #require(UnitID($0)) }
    #expect(plan.sights == [.unit(units[0], begins: false), .unit(units[1], begins: true)])
    #expect(plan.isWider)
    #expect(plan.findings == [])
  }

  @Test(arguments: [
    (Move.new, 2, ["not-checked-in"]), (Move.onCall, 2, ["no-on-call"]),
    ("", 1, ["too-few-persons"]), (Move.new, 0, ["not-checked-in", "too-few-persons"]),
  ])
  func `is refused when whoever takes over is not there`(
    absent: String, persons: Int, words: [String]
  ) throws {
    let presence = try Move.presence(but: absent, persons: persons)
    let plan = try Move.plan([try Move.item(1)], presence: presence)
    #expect(plan.findings.map(\.word) == words)
    #expect(plan.findings.allSatisfy { $0.remedy.sv.contains("planera igen") })
  }

  @Test func `is refused when an item is left without owner`() throws {
    let text = try Norrkoping.text.get().replacing("    successor: \(Move.new)\n", with: "")
    let directory = try Directory(yaml: text)
    // What the new unit claims finds it all the same; a matter that was sent on there does not.
    let child = OwnershipFacts(
      municipality: MunicipalityCode("0581"), area: .unknown, protection: .none, target: .child,
      grounds: [.neglect])
    let plan = try Move.plan(
      [Move.item(1), Move.item(2, child), Move.item(3, child)], to: directory)
    #expect(plan.items.map { $0.after?.function.text } == [Move.new, nil, nil])
    #expect(
      plan.findings == [.noOwner(after: try Move.function(Move.old), count: 2, example: 2)])
    #expect(plan.findings[0].sentence.en.contains("2 open items"))
  }

  @Test(arguments: [Move.new, "norrkoping-socialnamnd"])
  func `is refused when whoever follows must not have it`(name: String) throws {
    let plan = try Move.plan([try Move.item(5, excluding: [name])])
    #expect(plan.items.map(\.after) == [nil])
    let functions = try [Move.new, Move.old].map(Move.function)
    #expect(
      plan.findings == [.excluded(functions[0], after: functions[1], count: 1, example: 5)])
  }

  @Test(arguments: [(4, "Fewer than five"), (5, "5 consents")])
  func `names what else names the authority that ceases`(count: Int, text: String) throws {
    let agency = try #require(AgencyID("norrkoping-vard-och-omsorgsnamnd"))
    let plan = try Move.plan([], waivers: [agency: count])
    #expect(plan.ties.count == 1)
    #expect(plan.ties.first?.sentence.en.hasPrefix(text) == true)
  }

  @Test func `moves what moved before once more, when that unit ends`() throws {
    let text = try Norrkoping.text.get()
    let last = try #require(
      text.range(of: "    board: socialnamnd\n    from: 2025-01-01\n", options: .backwards))
    let directory = try Directory(
      yaml: text.replacingCharacters(
        in: last,
        with: "    board: socialnamnd\n    from: 2025-01-01\n    until: 2025-06-30\n"
          + "    successor: mottagning-och-socialjour\n"))
    let today = try #require(CivilDate(Move.today))
    let plans = try DirectoryPlan.ahead(
      of: [try Move.item(1)], from: Move.before.get(), to: directory, today: today,
      presence: Move.presence())
    let moves = plans.filter { !$0.handOvers.isEmpty }
    #expect(moves.map(\.day.text) == ["2025-01-01", "2025-07-01"])
    #expect(moves.map { $0.items[0].before.text } == [Move.old, Move.new])
    #expect(moves.last?.items[0].after?.function == (try Norrkoping.function("mottagning")))
  }
}

@Suite struct `An old address` {
  @Test(arguments: [
    ("2024-12-31", Move.old), ("2025-01-01", Move.new), ("2026-12-31", Move.new),
    ("2027-01-01", nil),
  ])
  func `leads on for two years`(day: String, address: String?) throws {
    let directory = try Norrkoping.directory.get()
    let found = directory.address(
      of: try Move.function(Move.old), on: try #require(CivilDate(day)))
    #expect(found?.text == address)
  }

  @Test func `is missed by the proof when nobody is there yet`() throws {
    let text = try Norrkoping.text.get()
      .replacing("    from: 2025-01-01", with: "    from: 2025-02-01")
    let findings = DirectoryProof(of: try Directory(yaml: text)).findings
    let missed = findings.filter { finding in
      if case .noSuccessor(let unit, let name, let day) = finding.fault {
        return unit.function.text == Move.old && name.text == Move.new && day.text == "2025-01-01"
      }
      return false
    }
    #expect(missed.count == 1)
    #expect(findings.count == 2)
  }

  @Test func `that is nobody's here leads nowhere else`() throws {
    let day = try #require(CivilDate("2026-03-02"))
    let school = try Move.function("almbacken-skolor.rektor")
    #expect(try Norrkoping.directory.get().address(of: school, on: day) == school)
  }

  @Test(arguments: [
    ("    until: 2024-12-31\n", "", "has a successor and no last day"),
    ("successor: \(Move.new)", "successor: ingen", "unknown unit"),
    (
      "successor: \(Move.new)", "successor: norrkoping-socialnamnd.familjeradgivning",
      "other side of a wall"
    ),
  ])
  func `is given to somebody who is there`(old: String, new: String, fault: String) throws {
    let text = try Norrkoping.text.get()
    #expect(text.contains(old))
    let flaw = #expect(throws: TableFlaw.self) {
      try Directory(yaml: text.replacing(old, with: new))
    }
    #expect(flaw?.fault.contains(fault) == true)
  }
}
