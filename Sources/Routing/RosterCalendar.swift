package import Concerns
package import Tables

/// Turns out of a calendar (RFC 5545), as a directory writes them.
///
/// Each event is one turn; its summary is what the directory calls a function, never a person.
package struct RosterCalendar: Sendable {
  /// Most lines that are read: ten years of three turns a day.
  static let lineLimit = 200_000

  private let turns: [Turn]

  /// Reads a calendar; who has a turn is one of the directory's functions.
  ///
  /// - Throws: The first flaw, with its line and what to do. It never repeats the calendar's words:
  ///   somebody's name may stand there.
  package init(ical: String, for directory: Directory) throws(TableFlaw) {
    let lines = try CalendarLine.unfolded(ical, limit: Self.lineLimit)
    var turns: [Turn] = []
    var event: [CalendarLine]?
    for line in lines {
      switch (line.name, line.value) {
      case ("BEGIN", "VEVENT"): event = [line]
      case ("END", "VEVENT"):
        if let lines = event, let turn = try Self.turn(lines, of: directory) { turns.append(turn) }
        event = nil
      default: event?.append(line)
      }
    }
    guard !turns.isEmpty else {
      throw TableFlaw(line: 1, fault: "the calendar has no event", remedy: "export one with turns")
    }
    self.turns = turns.sorted { $0.minutes.lowerBound < $1.minutes.lowerBound }
  }

  /// How many turns there are.
  package var count: Int { turns.count }

  private static func turn(
    _ lines: [CalendarLine], of directory: Directory
  ) throws(TableFlaw) -> Turn? {
    let start = lines[0]
    func line(_ name: String) throws(TableFlaw) -> CalendarLine {
      guard let line = lines.first(where: { $0.name == name }) else {
        throw start.flaw("the event has no \(name)", "give it one")
      }
      return line
    }
    if lines.contains(where: { $0.name == "STATUS" && $0.value == "CANCELLED" }) { return nil }
    if let rule = lines.first(where: { $0.name == "RRULE" || $0.name == "RDATE" }) {
      throw rule.flaw("the event repeats itself", "export every turn as an event of its own")
    }
    let summary = try line("SUMMARY")
    guard let function = directory.function(called: summary.value) else {
      throw summary.flaw(
        "the event is called what no function of the directory is",
        "write the function's name, never a person's")
    }
    let begins = try line("DTSTART").minute()
    let end = try line("DTEND")
    let ends = try end.minute()
    guard begins < ends else {
      throw end.flaw("it ends before it begins", "write when the next turn begins")
    }
    return Turn(function: function, minutes: begins..<ends, line: start.line)
  }

  /// The lines of a directory: a roster of whole days in which these turns lie.
  package func yaml(named id: RosterID, for function: FunctionID) -> String {
    guard let first = turns.first, let last = turns.map(\.minutes.upperBound).max() else {
      return ""
    }
    let rows = turns.map { turn in
      "      - {function: \(turn.function), begins: \(turn.minutes.lowerBound.text), "
        + "ends: \(turn.minutes.upperBound.text)}\n"
    }
    return """
      rosters:
        - id: \(id)
          for: \(function)
          from: \(first.minutes.lowerBound.day.text)
          until: \(WallMinute(count: last.count - 1).day.text)
          turns:

      """ + rows.joined()
  }
}

extension Directory {
  /// The function of this short name, whole name, or name in either language.
  package func function(called name: String) -> FunctionID? {
    let named = units.flatMap(\.functions).filter { function in
      [function.id.text, function.name.sv, function.name.en].contains(name)
        || function.id.text == agency.text + "." + name
    }
    // One that several are called is nobody's.
    return named.count == 1 ? named[0].id : nil
  }
}

/// One line of a calendar: its name, its parameters and its value.
struct CalendarLine {
  let line: Int
  let name: String
  let parameters: [String]
  let value: String

  func flaw(_ fault: Wording, _ remedy: Wording) -> TableFlaw {
    TableFlaw(line: line, fault: fault, remedy: remedy)
  }

  /// The lines of a calendar; what begins with a space goes on with the one before.
  static func unfolded(_ text: String, limit: Int) throws(TableFlaw) -> [CalendarLine] {
    var whole: [(line: Int, text: [UInt8])] = []
    let rows = Array(text.utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard rows.count <= limit else {
      throw TableFlaw(
        line: limit, fault: "there are more than \(limit) lines", remedy: "split the calendar")
    }
    for (index, row) in rows.enumerated() {
      let bytes = row.last == UInt8(ascii: "\r") ? row.dropLast() : row
      if let first = bytes.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"),
        !whole.isEmpty
      {
        whole[whole.count - 1].text += bytes.dropFirst()
      } else if !bytes.isEmpty {
        whole.append((index + 1, Array(bytes)))
      }
    }
    return whole.compactMap { CalendarLine(String(decoding: $0.text, as: UTF8.self), at: $0.line) }
  }

  private init?(_ text: String, at line: Int) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let head = text[..<colon].split(separator: ";").map(String.init)
    guard let name = head.first else { return nil }
    self.line = line
    self.name = name.uppercased()
    parameters = head.dropFirst().map { $0.uppercased() }
    value = String(text[text.index(after: colon)...])
  }

  /// The minute on the wall that it names.
  func minute() throws(TableFlaw) -> WallMinute {
    let zone = parameters.first { $0.hasPrefix("TZID=") }
    guard zone == nil || zone == "TZID=EUROPE/STOCKHOLM" else {
      throw flaw("its time zone is another", "export it in Europe/Stockholm or UTC")
    }
    let bytes = Array(value.utf8)
    guard bytes.count >= 8, let year = ASCII.number(bytes[0..<4]),
      let month = ASCII.number(bytes[4..<6]), let number = ASCII.number(bytes[6..<8]),
      let day = CivilDate(year: year, month: month, day: number)
    else { throw notATime }
    if bytes.count == 8 { return WallMinute(day, minute: 0) }
    guard bytes.count == 15 || bytes.count == 16 && bytes[15] == UInt8(ascii: "Z"),
      bytes[8] == UInt8(ascii: "T"), let hour = ASCII.number(bytes[9..<11]),
      let minute = ASCII.number(bytes[11..<13]), hour < 24, minute < 60,
      bytes[13..<15].elementsEqual("00".utf8)
    else { throw notATime }
    guard bytes.count == 16 else { return WallMinute(day, minute: hour * 60 + minute) }
    let seconds = day.daysSinceEpoch * LocalTime.day + hour * 3600 + minute * 60
    let (here, second) = LocalTime.reading(at: Moment(seconds: Int64(seconds)))
    return WallMinute(here, minute: second / 60)
  }

  private var notATime: TableFlaw {
    flaw("this is no minute", "write it as 20261224T080000, or with Z for UTC")
  }
}
