import Broker
import Concerns
import Delivery
import Policy
import Tables
import Wire

/// What the canaries of a law came to.
struct CanaryReport {
  let count: Int
  let results: [CanaryTrial.Result]

  var holds: Bool { results.isEmpty }

  /// Asks the canaries of a law that holds; one that does not is not asked anything.
  ///
  /// - Throws: The first canary that cannot be asked.
  init(_ proof: ProofPage, at now: Moment) throws(TableFlaw) {
    guard let table = proof.table, proof.holds else {
      (count, results) = (0, [])
      return
    }
    let trial = try CanaryTrial(of: table.proved(), at: now)
    (count, results) = (trial.count, trial.results)
  }

  func paragraphs(on terminal: Terminal) -> String {
    results.map { result in
      let finding = result.finding
      let day = result.from?.text
      let sentence = Printable.text(finding.sentence[terminal.language])
      let head = [terminal.say(.lawUnread, String(finding.line)), finding.canary.text]
      return "\n" + terminal.strong(head.joined(separator: " · ")) + "\n"
        + "  " + Printable.text(finding.says[terminal.language]) + "\n  "
        + (day.map { terminal.say(.canaryPassesFrom, sentence, $0) }
          ?? terminal.say(.canaryPassed, sentence)) + "\n"
    }.joined()
  }

  var plain: String {
    results.map { result in
      let finding = result.finding
      return [
        String(finding.line), finding.canary.text, finding.sentence.sv, result.from?.text ?? "-",
      ].map { Cell.text(of: .string($0)) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  var members: [JSONValue.Member] {
    [
      .init("canaries", .integer(Int64(count))),
      .init("passed", .array(results.map(Self.value(of:)))),
    ]
  }

  private static func value(of result: CanaryTrial.Result) -> JSONValue {
    .object([
      .init("line", .integer(Int64(result.finding.line))),
      .init("canary", .string(result.finding.canary.text)),
      .init("says", result.finding.says.inBothLanguages),
      .init("sentence", result.finding.sentence.inBothLanguages),
      .init("from", result.from.map { .string($0.text) } ?? .null),
    ])
  }
}
