package import ArgumentParser
package import Wire

/// How the broker fares; for operators.
package struct StatusCommand: Deed {
  package static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "How the broker fares, in totals; for operators. [reads]",
    discussion: """
      Totals since the broker was started: what waits, what was refused by code, and
      who was turned away at the door. Nothing in it is about a person; a number from
      1 to 4 is not told.

      Examples:
        samverkan status
        samverkan status --json
        samverkan status --output plain | grep stranger
      """)
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func perform(on terminal: Terminal) async throws {
    terminal.show(StatusPage(try await terminal.administer("broker.status")))
  }
}

/// The answer to `broker.status`: totals, then refusals by code, then strangers by reason.
package struct StatusPage: Presentable {
  private static let totals: [(key: String, title: Phrase)] = [
    ("deployment", .titleDeployment), ("environment", .titleEnvironment), ("time", .titleTime),
    ("since", .titleStarted), ("ledgerIndex", .titleLedgerIndex), ("sessions", .titleSessions),
    ("waiting", .titleWaiting), ("parked", .titleParked), ("clocks", .titleClocks),
    ("absent", .titleAbsent),
  ]

  private let answer: JSONValue
  private let sheet: Sheet
  private let refusals: [JSONValue]
  private let strangers: [JSONValue]

  /// Takes the broker's answer as it came.
  package init(_ answer: JSONValue) {
    self.answer = answer
    sheet = Sheet(answer, Self.totals)
    refusals = answer["refusals"]?.array ?? []
    strangers = answer["strangers"]?.array ?? []
  }

  package func table(on terminal: Terminal) -> String {
    let few = terminal.say(.few)
    let refused = Listing(
      [
        .init("code", .titleRefused), .init("count", .titleCount),
        .init("unrecorded", .titleUnrecorded),
      ],
      rows: refusals.map { Self.filled($0, ["code", "count", "unrecorded"], with: few) },
      empty: .nothingRefused)
    let turnedAway = Listing(
      [.init("reason", .titleTurnedAway), .init("count", .titleCount)], rows: strangers,
      empty: .nobodyTurnedAway)
    return [sheet.table(on: terminal), refused.table(on: terminal), turnedAway.table(on: terminal)]
      .joined(separator: "\n")
  }

  /// A number that is not told stands as what it may be.
  private static func filled(_ row: JSONValue, _ names: [String], with few: String) -> JSONValue {
    .object(names.map { .init($0, row[$0] ?? .string(few)) })
  }

  package var plain: String {
    let rows =
      refusals.map { row in
        ["refusal"] + ["code", "count", "unrecorded"].map { Cell.text(of: row[$0]) }
      }
      + strangers.map { row in ["stranger"] + ["reason", "count"].map { Cell.text(of: row[$0]) } }
    return sheet.plain + rows.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  package var json: JSONValue { answer }
  package var lines: [JSONValue] { [answer] }
}
