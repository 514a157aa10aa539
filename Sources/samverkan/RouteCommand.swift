package import ArgumentParser
import Concerns
import Wire

/// Who would own a concern; for operators.
package struct RouteCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "route", abstract: "Who would own a concern, and who is on duty; for operators.",
    discussion: """
      Examples:
        samverkan route test --municipality 0581 --area soder --ground absence
      """,
    subcommands: [Test.self])

  package init() {}

  /// Asks the directory as if a concern had come.
  package struct Test: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Ask the directory as if a concern had come; for operators. [reads]",
      discussion: """
        Nothing is sent and nothing recorded about anybody: the question holds no
        person.

        Examples:
          samverkan route test --municipality 0581 --area soder --ground absence
          samverkan route test --municipality 0581 --at 2026-11-21T20:00:00Z
          samverkan route test --municipality 0583 --acute-in 0581
          samverkan route test --municipality 0581 --kind contact.early --age 15-17
        """)
    @Option(help: "The kind of message.", transform: Given.kind)
    var kind = Kind.reportMandatory
    @Option(help: "Four digits, or unknown.") var municipality = "unknown"
    @Option(name: .customLong("acute-in"), help: "Acute, and the person is there; four digits.")
    var present: String?
    @Option(help: "An area of the directory, unknown or protected.") var area = "unknown"
    @Option(help: "Whom social services would help.") var target = TargetGroup.child
    @Option(help: "How old whoever it is about is.") var age = AgeBand.unknown
    @Option(name: .customLong("ground"), help: "Why someone is concerned; repeat.")
    var grounds: [Ground] = []
    @Option(help: "The strongest protection of anyone.") var protection = Protection.none
    @Option(help: "When, UTC; now when left out.") var at: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let answer = try await terminal.administer("route.test", try question())
      let language = terminal.language
      let entrance = answer["entrance"]
      let phone = entrance?["phone"]?.string
      let recipients = answer["recipients"]?.array?.compactMap { $0["function"] } ?? []
      let fields: [Sheet.Field] = [
        .init("owner", .titleOwner, answer["owner"]?["unit"] ?? .null),
        .init("duty", .titleDuty, answer["duty"] ?? .null),
        .init("entrance", .titleEntrance, entrance?[language.rawValue] ?? .null),
        .init("phone", .titlePhone, phone.map { .string($0) } ?? .null),
        .init("recipients", .titleRecipients, .array(recipients)),
        .init("reason", .titleReason, answer["reason"]?[language.rawValue] ?? .null),
      ]
      terminal.show(Sheet(fields, more: [.init("answer", answer)]))
      if answer["known"]?.bool == false { terminal.tell(terminal.say(.areaUnknown, area)) }
    }

    private func question() throws(Fault) -> [JSONValue.Member] {
      if municipality != "unknown" { _ = try Given.municipality(municipality, "--municipality") }
      if let present { _ = try Given.municipality(present, "--acute-in") }
      guard Area(area) != nil else { throw .badArgument(name: "--area", form: .formAgency) }
      let at = try self.at.map { text throws(Fault) in try Given.moment(text, "--at") }
      let grounds = grounds.isEmpty ? [Ground.unknown] : grounds
      return [
        .init("kind", .string(kind.rawValue)), .init("municipality", .string(municipality)),
        .init("area", .string(area)), .init("target", .string(target.rawValue)),
        .init("grounds", .array(grounds.map { .string($0.rawValue) })),
        .init("age", .string(age.rawValue)),
        .init("protection", .string(protection.rawValue)),
      ] + (at.map { [.init("at", .string($0.text))] } ?? [])
        + (present.map { [.init("present", .string($0))] } ?? [])
    }
  }
}
