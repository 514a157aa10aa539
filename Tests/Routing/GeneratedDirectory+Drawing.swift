import Concerns
import Support

extension GeneratedDirectory {
  /// Draws a directory that is sound: whoever ends is followed, and every turn ends with the next.
  static func drawn(_ dice: inout SplitMix64) -> GeneratedDirectory {
    var directory = GeneratedDirectory(
      parts: (0..<1 + dice.below(4)).map { Part(id: "omrade-\($0)", schools: []) }, schools: [],
      boards: [Board(id: "namnd")],
      units: [
        Unit(
          id: "mottagning", board: "namnd", from: start, functions: ["mottagning", "jour", "bak"],
          owner: "mottagning", office: "mottagning", onCall: "jour"),
        Unit(
          id: "skydd", board: "namnd", from: start, functions: ["skydd"], owner: "skydd",
          office: "skydd", onCall: "skydd"),
        Unit(
          id: "radgivning", board: "namnd", from: start, functions: ["radgivning"],
          owner: "radgivning", office: "radgivning", onCall: "radgivning", isWalled: true),
      ])
    directory.drawSchools(&dice)
    directory.drawClaims(&dice)
    directory.drawHoldings(&dice)
    directory.drawRoster(&dice)
    directory.drawDeputies(&dice)
    return directory
  }

  private mutating func drawSchools(_ dice: inout SplitMix64) {
    for part in parts.indices {
      let names = (0..<dice.below(3)).map { "skolor.skola-\(part)-\($0)" }
      parts[part].schools = names
      parts[part].desk = dice.below(2) == 0 ? "mottagning" : nil
      parts[part].municipality = dice.below(4) == 0 ? "0581" : nil
      schools += names
    }
  }

  /// Cuts the facts into boxes that do not touch, and lets units follow one another in each.
  private mutating func drawClaims(_ dice: inout SplitMix64) {
    let areas: [[String]?] = dice.below(3) == 0 ? [nil] : parts.map { [$0.id] }
    let targets = [["child"], ["adult", "elderly"], ["disability"], ["addiction", "violence"]]
    let ages: [[String]?] =
      dice.below(2) == 0
      ? [nil] : [["under-12", "12-14", "15-17", "unknown"], ["18-20", "21-and-over"]]
    let kinds: [[String]?] =
      dice.below(2) == 0 ? [nil] : [["report.mandatory", "report.voluntary"], ["contact.early"]]
    let grounds: [[String]?] =
      dice.below(2) == 0 ? [nil] : [["neglect", "absence"], ["crime"], ["health", "other"]]
    for target in targets where dice.below(2) == 0 {
      for area in areas where dice.below(3) > 0 {
        let age = ages[dice.below(ages.count)]
        let claim = Claim(
          areas: area, targets: target, grounds: grounds[dice.below(grounds.count)], ages: age,
          kinds: kinds[dice.below(kinds.count)])
        drawChain(of: claim, &dice)
      }
    }
  }

  /// One to three units after one another; the last has no end.
  private mutating func drawChain(of claim: Claim, _ dice: inout SplitMix64) {
    var day = Self.start
    let length = 1 + dice.below(3)
    for number in 0..<length {
      let last = number == length - 1
      let until = last ? nil : day.after(days: 30 + dice.below(900))
      var claim = claim
      let isDated = dice.below(2) == 0
      if isDated { (claim.from, claim.until) = (day, until) }
      let name = "enhet-\(units.count)"
      units.append(
        Unit(
          id: name, board: "namnd", from: isDated ? Self.start : day, until: isDated ? nil : until,
          functions: [name], owner: name, office: name, onCall: dice.below(3) == 0 ? name : "jour",
          claims: dice.below(4) == 0 ? [claim, claim] : [claim]))
      if let until { day = until.after(days: 1) }
    }
  }

  private mutating func drawHoldings(_ dice: inout SplitMix64) {
    guard dice.below(2) == 0 else { return }
    let cut = Self.start.after(days: 100 + dice.below(2000))
    holdings = [
      Holding(unit: "mottagning", grounds: ["violence", "honour"], from: Self.start, until: cut),
      Holding(unit: "skydd", grounds: ["honour", "violence"], from: cut.after(days: 1)),
    ]
  }

  private mutating func drawRoster(_ dice: inout SplitMix64) {
    guard dice.below(2) == 0 else { return }
    let from = Self.start.after(days: dice.below(1500))
    let length = 2 + dice.below(30)
    let first = from.daysSinceEpoch * 1440
    var begins = first
    var turns: [Turn] = []
    let end = first + length * 1440
    while begins < end {
      let day = begins / 1440 + 1 + dice.below(3)
      let ends = min(day * 1440 + 480, end)
      turns.append(
        Turn(function: turns.count % 2 == 0 ? "jour" : "bak", begins: begins, ends: ends))
      begins = ends
    }
    rosters = [
      Roster(function: "jour", from: from, until: from.after(days: length - 1), turns: turns)
    ]
  }

  /// Each function's deputy is one of the reception's that stands before it: no line comes back.
  private mutating func drawDeputies(_ dice: inout SplitMix64) {
    units[0].deputies["jour"] = "mottagning"
    units[0].deputies["bak"] = "jour"
    for unit in units.indices.dropFirst(3) where dice.below(2) == 0 {
      units[unit].deputies[units[unit].functions[0]] = ["mottagning", "jour", "bak"][dice.below(3)]
    }
  }
}

extension CivilDate {
  func after(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }
}
