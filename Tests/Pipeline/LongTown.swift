import Admission
import Concerns
import Evidence
import Routing
import Simulation
import Wire

/// The town with a unit that another follows every spring or New Year, for years.
enum LongTown {
  /// Units that follow each other: more than the years that anybody lets pass.
  private static let generations = 12

  /// The function of each; the first is in the shipped directory.
  static let teams =
    [Town.board("bostadssamordning")]
    + (1..<generations).map { Town.board("team-\($0)") }
  static let machine = Bench.member(Town.board.text + "/team")

  /// The first day of each that follows: an ordinary Thursday or the first of January in turn.
  private static func begin(_ generation: Int) -> String {
    "\(2026 + generation)-" + (generation.isMultiple(of: 2) ? "01-01" : "04-01")
  }

  /// The last day of the one before.
  private static func end(before generation: Int) -> String {
    generation.isMultiple(of: 2) ? "\(2025 + generation)-12-31" : "\(2026 + generation)-03-31"
  }

  static let directory = Town.directory { text in
    let first = "  - id: bostadssamordning\n"
    let parts = text.split(separator: first, maxSplits: 1)
    guard parts.count == 2, let from = parts[1].firstRange(of: "    from: 2023-02-01\n"),
      let head = parts[1].firstRange(of: "    head: enhetschefer\n")
    else { preconditionFailure("the unit is in the shipped directory") }
    let more = (1..<generations).map { number in
      """

        - id: team-\(number)
          name: {sv: "Team \(number)", en: "Team \(number)"}
          board: socialnamnd
          from: \(begin(number))
      \(number + 1 < generations ? following(number + 1) : "")\
          functions:
            - id: team-\(number)
              name: {sv: "Team \(number)", en: "Team \(number)"}
          owner: team-\(number)
          duty: {office: team-\(number), otherwise: socialjour}
          head: enhetschefer

      """
    }
    return parts[0] + first + parts[1][..<from.upperBound] + following(1)
      + parts[1][from.upperBound..<head.upperBound] + more.joined()
      + parts[1][head.upperBound...]
  }

  private static func following(_ number: Int) -> String {
    "    until: \(end(before: number))\n    successor: team-\(number)\n"
  }

  /// The town's register, with a machine that reads for whichever of them is there.
  static var acts: [RegistryAct] {
    Town.acts.map { act in
      guard case .addAgency(let agency) = act, agency.id == Town.board else { return act }
      return .addAgency(
        Agency(
          id: agency.id, name: agency.name, party: agency.party,
          isBoundToReport: agency.isBoundToReport,
          functions: Set(directory.functions(of: agency.id))))
    } + [
      .addMember(
        Member(id: machine, curveKey: Town.curveKey(88), functions: Set(teams.dropFirst())))
    ]
  }
}
