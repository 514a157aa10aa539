package import ArgumentParser
import Concerns
import Policy
import Routing
import Wire

extension DirectoryCommand {
  /// Tells who owns something on a day, and why.
  package struct Who: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Who owns this, on that day, and why; and who is on duty. [reads]",
      discussion: """
        Ends with 64 where --area is none of the directory's.

        Examples:
          samverkan directory who --kind report.mandatory --area soder --ground absence
          samverkan directory who --kind contact.early --target disability
          samverkan directory who --directory linkoping.yaml --area norr --age 12-14
        """)
    @Option(help: "The kind of message.", transform: Given.kind)
    var kind = Kind.reportMandatory
    @Option(help: "Four digits, or unknown; the directory's own when left out.")
    var municipality: String?
    @Option(help: "An area of the directory, unknown or protected.") var area = "unknown"
    @Option(help: "Whom social services would help.") var target = TargetGroup.child
    @Option(help: "How old whoever it is about is.") var age = AgeBand.unknown
    @Option(name: .customLong("ground"), help: "Why someone is concerned; repeat.")
    var grounds: [Ground] = []
    @Option(help: "The strongest protection of anyone.") var protection = Protection.none
    @OptionGroup package var source: DirectoryOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let file = try source.file(on: terminal)
      let day = try source.day()
      let facts = try facts(in: file.directory)
      terminal.show(WhoPage(facts, on: day, in: file))
    }

    private func facts(in directory: Directory) throws(Fault) -> OwnershipFacts {
      guard let area = Area(area) else { throw .badArgument(name: "--area", form: .formAgency) }
      if case .known(let id) = area, !directory.areas.contains(id) {
        throw .noArea(
          id.text, near: Nearest.names(to: id.text, among: directory.areas.map(\.text)))
      }
      var code: MunicipalityCode? = directory.municipality
      if let municipality {
        code = nil
        if municipality != "unknown" {
          code = try Given.municipality(municipality, "--municipality")
        }
      }
      return OwnershipFacts(
        municipality: code, area: area, protection: protection, target: target,
        grounds: grounds.isEmpty ? [.unknown] : Set(grounds), age: age, kind: kind)
    }
  }
}

/// An owner in a sentence, with the line of the file that says so.
struct WhoPage: Presentable {
  let sheet: Sheet
  let sentence: LocalizedText

  init(_ facts: OwnershipFacts, on day: CivilDate, in file: DirectoryFile) {
    let directory = file.directory
    let owner = directory.ownership(of: facts, on: day)
    let (unit, line) = directory.place(of: owner, of: facts, on: day)
    let board = file.name(of: owner.controller)
    let message = facts.inWords(facts.known)
    let duty = file.duty(of: unit)
    let deputies = directory.deputies(of: owner.function).dropFirst().map { file.name(of: $0) }
    let next = LocalizedText(
      sv: deputies.map(\.sv).joined(separator: ", sedan "),
      en: deputies.map(\.en).joined(separator: ", then "))
    sentence = LocalizedText(
      sv: "Den \(day.text) äger \(unit.name.sv) (\(board.sv)) \(message.sv). \(owner.reason.sv) "
        + "Så står det på rad \(line) i \(file.name). \(duty.sv)"
        + (deputies.isEmpty ? "" : " Öppnar ingen frågas \(next.sv)."),
      en: "On \(day.text) \(unit.name.en) (\(board.en)) owns \(message.en). \(owner.reason.en) "
        + "So it stands in line \(line) of \(file.name). \(duty.en)"
        + (deputies.isEmpty ? "" : " If nobody opens, ask \(next.en)."))
    sheet = Sheet(
      [
        .init("owner", .titleOwner, owner.unit.text),
        .init("function", .titleFunction, owner.function.text),
        .init("board", .titleBoard, owner.controller.text),
        .init("office", .titleOffice, unit.officeDuty.text),
        .init("otherwise", .titleOnCall, unit.onCallDuty.text),
        .init(
          "deputies", .titleDeputies,
          .array(directory.deputies(of: owner.function).dropFirst().map { .string($0.text) })),
        .init("on", .titleDay, day.text), .init("line", .titleLine, .integer(Int64(line))),
      ], more: [.init("reason", owner.reason.inBothLanguages)])
  }

  func table(on terminal: Terminal) -> String {
    Printable.text(sentence[terminal.language]) + "\n\n" + sheet.table(on: terminal)
  }

  var plain: String { sheet.plain }

  var json: JSONValue {
    .object((sheet.json.members ?? []) + [.init("sentence", sentence.inBothLanguages)])
  }

  var lines: [JSONValue] { [json] }
}

extension OwnershipFacts {
  /// What is known, and so worth a word.
  fileprivate var known: Set<DirectoryFinding.Axis> {
    let known: [(DirectoryFinding.Axis, Bool)] = [
      (.area, area != .unknown), (.target, target != .unknown), (.age, age != .unknown),
      (.ground, grounds != [.unknown]),
    ]
    return Set(known.filter(\.1).map(\.0))
  }
}

extension DirectoryFile {
  /// Who is on duty for a unit, in a sentence.
  fileprivate func duty(of unit: DirectoryUnit) -> LocalizedText {
    let office = name(of: unit.officeDuty)
    guard unit.officeDuty != unit.onCallDuty else {
      return LocalizedText(
        sv: "Dygnet runt har \(office.sv) jour.", en: "\(office.en) is on duty at all hours.")
    }
    let onCall = name(of: unit.onCallDuty)
    return LocalizedText(
      sv: "I kontorstid har \(office.sv) jour, annars \(onCall.sv).",
      en: "In office hours \(office.en) is on duty, otherwise \(onCall.en).")
  }
}
