import Concerns

/// A directory as a test draws it: parts that can be changed one by one, then written as a file.
struct GeneratedDirectory {
  struct Part {
    var id: String
    var municipality: String?
    var desk: String?
    var schools: [String]
  }

  struct Board {
    var id: String
    var until: CivilDate?
  }

  struct Claim {
    var areas: [String]?
    var targets: [String]?
    var grounds: [String]?
    var ages: [String]?
    var kinds: [String]?
    var from: CivilDate?
    var until: CivilDate?
  }

  struct Unit {
    var id: String
    var board: String
    var from: CivilDate
    var until: CivilDate?
    var deputies: [String: String] = [:]
    var functions: [String]
    var owner: String
    var office: String
    var onCall: String?
    var isWalled = false
    var claims: [Claim] = []
  }

  struct Holding {
    var unit: String
    var grounds: [String]
    var from: CivilDate
    var until: CivilDate?
  }

  struct Turn {
    var function: String
    /// Minutes since 1970-01-01 00.00 on the wall.
    var begins: Int
    var ends: Int
  }

  struct Roster {
    var function: String
    var from: CivilDate
    var until: CivilDate
    var turns: [Turn]
  }

  static let start = CivilDate(daysSinceEpoch: 18_262)

  var parts: [Part]
  var schools: [String]
  var boards: [Board]
  var units: [Unit]
  var holdings: [Holding] = []
  var rosters: [Roster] = []

  var yaml: String {
    var lines = [
      "format: samverkan-directory/1", "agency: namnd", "municipality: \"0581\"",
      "from: \(Self.start.text)", "boards:",
    ]
    for board in boards {
      lines.append(
        "  - {id: \(board.id), name: {sv: A, en: A}, from: \(Self.start.text)"
          + (board.until.map { ", until: \($0.text)" } ?? "") + "}")
    }
    lines.append("areas:")
    lines += parts.map { "  - " + $0.yaml }
    if !schools.isEmpty {
      lines.append("schools:")
      lines += schools.map { "  - {id: \($0), name: {sv: A, en: A}, party: school}" }
    }
    lines.append("units:")
    lines += units.flatMap(\.yaml)
    if !holdings.isEmpty {
      lines.append("holds-together:")
      lines += holdings.map(\.yaml)
    }
    if !rosters.isEmpty { lines.append("rosters:") }
    for (number, roster) in rosters.enumerated() { lines += roster.yaml(number) }
    return lines.joined(separator: "\n") + "\n" + Self.rest
  }

  private static let rest = """
    reception: mottagning
    protected-desk: skydd
    office-hours:
      week: {monday: 08.00-17.00, tuesday: 08.00-17.00, wednesday: 08.00-17.00}
      before-red-day: 08.00-14.00
    entrances:
      office: {function: mottagning, name: {sv: A, en: A}, phone: 011-15 00 00}
      otherwise: {function: jour, name: {sv: A, en: A}, phone: 011-15 22 83}
    """

  static func days(_ from: CivilDate?, _ until: CivilDate?) -> String {
    [from.map { "from: \($0.text)" }, until.map { "until: \($0.text)" }].compactMap(\.self)
      .map { ", " + $0 }.joined()
  }

  static func list(_ words: [String]?) -> String {
    words.map { "[\($0.joined(separator: ", "))]" } ?? "any"
  }
}

extension GeneratedDirectory.Part {
  fileprivate var yaml: String {
    let more = [
      municipality.map { "municipality: \"\($0)\"" }, desk.map { "desk: \($0)" },
      schools.isEmpty ? nil : "schools: [\(schools.joined(separator: ", "))]",
    ].compactMap(\.self)
    return more.isEmpty ? id : "{id: \(id), " + more.joined(separator: ", ") + "}"
  }
}

extension GeneratedDirectory.Claim {
  fileprivate var yaml: String {
    let known = GeneratedDirectory.list
    return "{areas: \(known(areas)), targets: \(known(targets)), grounds: \(known(grounds))"
      + (ages.map { ", ages: " + known($0) } ?? "") + (kinds.map { ", kinds: " + known($0) } ?? "")
      + GeneratedDirectory.days(from, until) + "}"
  }
}

extension GeneratedDirectory.Unit {
  fileprivate var yaml: [String] {
    let mailboxes = functions.map { function in
      "{id: \(function), name: {sv: A, en: A}"
        + (deputies[function].map { ", deputy: \($0)" } ?? "") + "}"
    }
    let duty = onCall.map { "office: \(office), otherwise: \($0)" } ?? "office: \(office)"
    return [
      "  - id: \(id)", "    name: {sv: A, en: A}", "    board: \(board)", "    from: \(from.text)",
      until.map { "    until: \($0.text)" }, isWalled ? "    walled: yes" : nil,
      "    functions: [\(mailboxes.joined(separator: ", "))]", "    owner: \(owner)",
      "    duty: {\(duty)}", claims.isEmpty ? nil : "    owns:",
    ].compactMap(\.self) + claims.map { "      - " + $0.yaml }
  }
}

extension GeneratedDirectory.Holding {
  fileprivate var yaml: String {
    "  - {unit: \(unit), grounds: [\(grounds.joined(separator: ", "))]"
      + GeneratedDirectory.days(from, until) + "}"
  }
}

extension GeneratedDirectory.Roster {
  fileprivate func yaml(_ number: Int) -> [String] {
    [
      "  - id: lista-\(number)", "    for: \(function)", "    from: \(from.text)",
      "    until: \(until.text)", "    turns:",
    ]
      + turns.map { turn in
        "      - {function: \(turn.function), begins: \(Self.text(turn.begins)), "
          + "ends: \(Self.text(turn.ends))}"
      }
  }

  private static func text(_ minutes: Int) -> String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return CivilDate(daysSinceEpoch: minutes / 1440).text
      + " \(two(minutes % 1440 / 60)).\(two(minutes % 60))"
  }
}
