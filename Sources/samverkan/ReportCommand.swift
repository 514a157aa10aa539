import AdapterKit
package import ArgumentParser
import Concerns
import Wire

extension ConcernCommand {
  /// Makes a report of a question that was asked without naming anybody.
  package struct Report: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Make a report of an anonymous consultation, to be sent by you. [reads]",
      discussion: """
        Writes the report to standard output and sends nothing: only whoever asked can
        make a question a report. Every section is kept word for word, the conversation
        is a new one, and whom it is about is yours to add under handling.persons.

        Examples:
          samverkan concern report question.json > report.json
          samverkan concern report question.json --voluntary > report.json
        """)

    @Argument(help: "The consultation that was sent, or - for standard input.") var file: String
    @Flag(help: "A report.voluntary, for whoever no duty to report binds.") var voluntary = false
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let question = try ConcernDocument(at: file, on: terminal)
      let report = try question.report(as: voluntary ? .reportVoluntary : .reportMandatory)
      // A document in every form: it is read back by the command that sends it.
      terminal.streams.write(PrettyJSON.text(of: report.value) + "\n")
      terminal.streams.complain(terminal.say(.reportWasMade) + "\n")
    }
  }
}

extension Terminal {
  /// Says, of a question that names nobody, that it is no report: the same words before and after.
  ///
  /// On the error stream where the output is for a program, so that a person sees them in any form.
  func remind(about document: ConcernDocument) {
    guard document.kind == .consultationAnonymous else { return }
    warn(say(.suspicionIsReported))
  }

  /// Tells of personal numbers that look mistyped: nothing else will, until somebody reads them.
  func warnOfNumbers(in document: ConcernDocument) {
    let tags = document.unverified(on: LocalTime.date(at: .wallClock)).map(\.text)
    if !tags.isEmpty { warn(say(.noteUnverified, tags.joined(separator: ", "))) }
  }

  /// Tells that a document about several children becomes a report for each.
  func tellChildren(of document: ConcernDocument) {
    let count = document.children.count
    if count > 1 { tell(say(.onePerChild, String(count))) }
  }

  private func warn(_ words: String) {
    if form == .table { tell(strong(words)) } else { streams.complain(strong(words) + "\n") }
  }
}
