import Admission
import Concerns
import Evidence
import Foundation
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// The town in which disability services move from one board to another on 1 January 2025.
///
/// Whatever is about health is theirs, so that a school's report reaches them.
enum MovingTown {
  /// A protection assessment, and a decision within fourteen days.
  static let clocksOfReport = 2
  /// Those of the three reports that are open.
  static let clocks = 3 * clocksOfReport
  static let former = Town.name("norrkoping-vard-och-omsorgsnamnd", AgencyID.init(_:))
  static let old = Town.name(former.text + ".funktionsnedsattning", FunctionID.init(_:))
  static let new = Town.board("funktionsnedsattning")
  static let oldMachine = Town.name(former.text + "/m1", MemberID.init(_:))
  static let newMachines = ["f1", "f2"].map {
    Town.name(Town.board.text + "/" + $0, MemberID.init(_:))
  }
  /// Half an hour before noon on the last day but one.
  static let start = Town.moment("2024-12-30T10:30:00Z")
  /// The first second of 2025 in Sweden.
  static let midnight = Town.moment("2024-12-31T23:00:00Z")

  /// The directory with the move in it.
  static let planned = text { $0 }
  static let after = Town.directory { _ in planned }

  /// The directory before anybody had thought of it.
  static let before = Town.directory { _ in
    // Nor of what may be decided from 2026 on.
    text { text in
      let text = text.split(separator: "\ndelegations:")[0]
      guard
        let begin = text.range(of: "\n  - id: funktionsnedsattning\n", options: .backwards),
        let end = text.range(of: "\nreception: mottagning")
      else { preconditionFailure("the move is in the shipped directory") }
      return text.replacingCharacters(in: begin.lowerBound..<end.lowerBound, with: "")
        .replacing("    until: 2024-12-31\n", with: "")
        .replacing("    successor: \(new.text)\n", with: "")
    }
  }

  private static func text(_ change: (String) -> String) -> String {
    var found = ""
    _ = Town.directory { text in
      found = change(
        text.replacing(
          "targets: [disability], grounds: any, kinds: [concern.adult, contact.early]",
          with: "targets: any, grounds: [health]"))
      return text
    }
    return found
  }

  static var acts: [RegistryAct] {
    let agency = Agency(
      id: former, name: former.text, party: .socialServices, isBoundToReport: true,
      functions: [old])
    let more = newMachines.enumerated().map { number, machine in
      RegistryAct.addMember(
        Member(id: machine, curveKey: Town.curveKey(90 + number), functions: [new]))
    }
    return Town.acts + [
      .addAgency(agency),
      .addMember(Member(id: oldMachine, curveKey: Town.curveKey(89), functions: [old])),
      .addKey(Town.key(of: former).verifyingKey, of: former, until: nil),
    ] + more
  }

  /// The shipped law without its canaries, which know nothing of how the law was in 2024.
  static let law = Result { try Bench.law { $0 } }

  /// What makes a report one of those that move, under the law of then.
  static func health(_ wording: inout Wording) {
    (wording.grounds, wording.basis) = ([.health], .formerDuty)
    // Told of the decision, nothing of it is left to do.
    wording.wantsFeedback = false
  }

  /// Starts a broker of this town anew.
  static func restart(_ bench: inout Bench, directory: Directory? = nil) async throws {
    try await bench.restart(law: law.get(), directory: directory)
  }

  /// A broker before the move, with three open reports of the old unit: one received, one held and
  /// one that waits.
  static func bench() async throws -> (Bench, [Letter]) {
    var bench = try await Bench(at: start, directory: before, acts: acts, law: law.get())
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    try await bench.greet(oldMachine, credit: 2, functions: [old])
    var letters: [Letter] = []
    for _ in 0..<3 { letters.append(try await bench.report(health)) }
    let delivers = bench.take(oldMachine).delivers
    #expect(delivers.map(\.function) == [old, old])
    try await bench.acknowledge([try #require(delivers.first)], .received, from: oldMachine)
    return (bench, letters)
  }

  /// Everybody comes back after a start.
  static func greetAll(_ bench: inout Bench) async throws {
    for member in [Bench.school, Bench.reception] { try await bench.greet(member) }
    try await bench.greet(oldMachine, functions: [old])
    for machine in newMachines { try await bench.greet(machine, functions: [new]) }
  }
}

extension Bench {
  /// The old unit tells that it opens no inquiry: then no clock of the report runs.
  mutating func decideNotToOpen(_ deliver: BrokerCommand.Deliver) async throws {
    let version = try version(of: deliver.delivery)
    let word = ClientCommand.Ruling.Word.outcome(.notOpened)
    let answers = try await send(
      .rule(.init(delivery: deliver.delivery, version: version, word: word)),
      from: MovingTown.oldMachine)
    #expect(answers.codes.isEmpty)
  }

  /// Hands a file over in two parts, asks what it changes, and tells the answer.
  @discardableResult
  mutating func plan(_ text: String? = nil) async throws -> [BrokerCommand] {
    if let text {
      let middle = text.index(text.startIndex, offsetBy: text.count / 2)
      for (number, part) in [text[..<middle], text[middle...]].enumerated() {
        try await administer(
          "directory.draft",
          [.init("part", .integer(Int64(number))), .init("text", .string(String(part)))])
      }
    }
    return try await administer("directory.plan", [])
  }

  @discardableResult
  mutating func administer(
    _ act: String, _ members: [JSONValue.Member]
  ) async throws -> [BrokerCommand] {
    try await send(
      .admin(.object([.init("act", .string(act))] + members)), from: Town.operatorMember)
  }
}

extension [BrokerCommand] {
  /// The answers to administrative acts.
  var answers: [JSONValue] {
    compactMap { if case .admin(let answer) = $0 { answer } else { nil } }
  }
}
