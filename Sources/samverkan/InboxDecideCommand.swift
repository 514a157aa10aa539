import AdapterKit
package import ArgumentParser
import Concerns
import Wire

extension InboxCommand {
  /// Tells what was decided of a case.
  package struct Decide: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Tell what was decided of a case; its clocks go by that. [changes]",
      discussion: """
        Only the owner can. assessed: the need of protection. opened, not-opened or
        already-open: the inquiry. closed: the inquiry has ended. taken-over or
        declined: what you answer a municipality that asks you to take a case over.
        extend moves a term to the end of a later day, for police-interview or
        family-unreached (whether to open), or special-reasons (the inquiry): the law
        knows no others, lack of time is none.

        Examples:
          samverkan inbox decide q0rJ3T5mS8eV1xYzAbCdEg opened
          samverkan inbox decide q0rJ3T5mS8eV1xYzAbCdEg extend \\
            --reason police-interview --until 2026-12-18
        """)

    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @Argument(
      help: "assessed, opened, not-opened, already-open, closed, taken-over, declined or extend.")
    var decision: String
    @Option(help: "With extend: why.") var reason: String?
    @Option(help: "With extend: the last day, YYYY-MM-DD.") var until: String?
    @Option(help: "The version you decided on, from inbox ls; looked up when left out.")
    var expected: Int64?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let deed = try deed()
      try await terminal.withClient { client, _ in
        let version = try await Settled.version(expected, of: delivery, by: client)
        switch deed {
        case .told(let outcome): try await client.tell(outcome, of: delivery, version: version)
        case .answered(let answer):
          try await client.answer(delivery, version: version, with: answer)
        case .extended(let reason, let day):
          try await client.extend(delivery, version: version, for: reason, until: day)
        }
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("decision", .titleDecision, decision),
        ]))
    }

    private enum What {
      case told(CaseOutcome)
      case answered(TransferAnswer)
      case extended(ExtensionReason, until: CivilDate)
    }

    private func deed() throws(Fault) -> What {
      guard decision == "extend" else {
        guard reason == nil, until == nil else {
          throw .badArgument(name: "DECISION", form: .formDecision)
        }
        if let answer = TransferAnswer(rawValue: decision) { return .answered(answer) }
        guard let outcome = CaseOutcome(rawValue: decision) else {
          throw .badArgument(name: "DECISION", form: .formDecision)
        }
        return .told(outcome)
      }
      guard let reason else { throw .missingArgument(name: "--reason", form: .formExtension) }
      guard let reason = ExtensionReason(rawValue: reason) else {
        throw .badArgument(name: "--reason", form: .formExtension)
      }
      guard let until else { throw .missingArgument(name: "--until", form: .formDay) }
      guard let day = CivilDate(until) else { throw .badArgument(name: "--until", form: .formDay) }
      return .extended(reason, until: day)
    }
  }
}
