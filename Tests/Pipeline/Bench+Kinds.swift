import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

/// What one function was shown of a message.
struct Sight: Hashable {
  let function: FunctionID
  let classes: Set<DataClass>
  let isWhole: Bool

  init(_ function: FunctionID, _ classes: Set<DataClass>, isWhole: Bool = false) {
    self.function = function
    self.classes = classes
    self.isWhole = isWhole
  }
}

extension Bench {
  static let police = member("polis/m1")
  static let preschool = member("forskola/m1")
  /// Everyone who could be shown something.
  static let everyone = [
    school, preschool, police, association, reception, protectedDesk, others,
  ]

  /// Everyone is there, and has nothing to read.
  mutating func greetAll() async throws {
    for member in Self.everyone { try await greet(member) }
  }

  /// Says something of a kind and returns what its sender is answered.
  @discardableResult
  mutating func say(
    _ wording: Wording, from member: MemberID
  ) async throws -> [BrokerCommand] {
    try await publish(letter(wording, by: member.agency), from: member).filter { command in
      if case .deliver = command { false } else { true }
    }
  }

  /// Says something and expects it to be accepted; returns what everyone is shown of it.
  mutating func sights(of wording: Wording, from member: MemberID) async throws -> Set<Sight> {
    for member in Self.everyone { take(member) }
    let letter = letter(wording, by: member.agency)
    let answers = try await publish(letter, from: member)
    #expect(answers.codes.isEmpty, "\(answers)")
    #expect(answers.receipts.count == 1)
    var sights: Set<Sight> = []
    for reader in Self.everyone {
      let delivers =
        reader == member ? answers.delivers + take(reader).delivers : take(reader).delivers
      for deliver in delivers { sights.insert(try Self.sight(deliver)) }
    }
    return sights
  }

  static func sight(_ deliver: BrokerCommand.Deliver) throws -> Sight {
    let view = try View(
      envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    return Sight(
      deliver.function, Set(view.sections.map(\.dataClass)), isWhole: deliver.isWhole)
  }

  /// The one problem that a message is answered with.
  mutating func problem(of wording: Wording, from member: MemberID) async throws -> Problem? {
    let answers = try await say(wording, from: member)
    #expect(answers.receipts.isEmpty)
    guard case .problem(let problem, _)? = answers.first, answers.count == 1 else {
      Issue.record("answered \(answers)")
      return nil
    }
    return problem
  }

  /// A decision that the role may take, unless the test says otherwise.
  static func decision(
    by role: String, under section: LegalBasis, on day: String = "2026-11-19"
  ) -> Decision {
    Decision(
      by: Town.name(role, FunctionID.init(_:)), section: section,
      balancing: Digest32(hashing: Array(role.utf8)).wire,
      on: Town.name(day, CivilDate.init(_:)))
  }
}
