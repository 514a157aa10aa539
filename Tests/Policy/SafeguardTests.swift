import Concerns
import Policy
import Support
import Testing

/// A statement or a canary that is taken away grants nobody anything, and hides the next change.
@Suite struct `What watches over a law` {
  /// A change of the small law, and what is said of it.
  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    var said: String?
    var testDescription: String { name }

    init(_ name: String, _ old: String, _ new: String, says said: String? = nil) {
      self.name = name
      self.old = old
      self.new = new
      self.said = said
    }
  }

  private static func sentences(_ change: Change) throws -> [PolicyChange.Sentence] {
    let text = SmallLaw.watched.replacing(change.old, with: change.new)
    try #require(text != SmallLaw.watched)
    return PolicyChange(
      from: try PolicyTable(yaml: SmallLaw.watched).book, to: try PolicyTable(yaml: text).book
    ).sentences
  }

  private static let statement =
    SmallLaw.text.firstRange(of: "statements:\n").map { String(SmallLaw.text[$0.lowerBound...]) }
    ?? ""
  private static let canaries =
    SmallLaw.watched.firstRange(of: "canaries:\n").map {
      String(SmallLaw.watched[$0.lowerBound...])
    } ?? ""
  private static let proved = "The statement never-whereabouts would no longer"
  private static let asked = "The canary canary-back-to-school would "

  static let losses = [
    Change(
      "a statement that is gone", statement, "",
      says: proved + " be proved: Where someone is stays secret."),
    Change(
      "a statement of fewer classes", "standings: [reporter, participant, other]\n      from",
      "standings: [reporter, other]\n      from", says: proved + " hold of all it held of"),
    Change(
      "a statement of fewer levels of protection",
      "protections: [marked, registered, unknown]\n      standings",
      "protections: [registered]\n      standings", says: proved + " hold of all it held of"),
    Change(
      "a statement that needs something", "from: 2025-07-01\n    says",
      "from: 2025-07-01\n      needs: [waiver]\n    says",
      says: proved + " hold of all it held of"),
    Change(
      "a statement that begins later", "from: 2025-07-01\n    says",
      "from: 2026-01-01\n    says", says: proved + " hold of all it held of"),
    Change(
      "a canary that is gone", canaries, "",
      says: asked + "no longer be asked: The school gets nothing back."),
    Change(
      "a canary of another standing", "bound: yes, standing: reporter",
      "bound: yes, standing: participant", says: asked + "ask something else, or less"),
    Change(
      "a canary of another section", "health", "school",
      says: asked + "ask something else, or less"),
    Change(
      "a canary of another person", "protection: none}", "protection: marked}",
      says: asked + "ask something else, or less"),
  ]

  @Test(arguments: losses)
  func `is missed in a sentence, and its loss takes a second person's key`(
    change: Change
  ) throws {
    let said = try #require(change.said)
    let sentences = try Self.sentences(change)
    #expect(sentences.map(\.effect) == [.unguarded])
    #expect(sentences.allSatisfy { $0.isWider && $0.text.en.hasPrefix(said) })
    #expect(sentences.allSatisfy { $0.text.sv != $0.text.en && !$0.text.sv.isEmpty })
  }

  static let keepings = [
    Change("a statement of another name", "id: never-whereabouts", "id: never-where"),
    Change(
      "a statement of more", "standings: [reporter, participant, other]\n      from",
      "standings: [reporter, participant, other, duty]\n      from"),
    Change("a statement in other words", "Where someone is stays secret.", "Nobody says where."),
    Change(
      "a statement that begins earlier", "from: 2025-07-01\n    says",
      "from: 2025-01-01\n    says"),
    Change("a canary of another name", "id: canary-back-to-school", "id: canary-school"),
    Change(
      "a canary with one more who is shown the same", "         shown: [health]}\n",
      "         shown: [health]}\n"
        + "      - {who: board.desk, party: social-services, bound: yes, standing: duty,\n"
        + "         shown: [health]}\n"),
  ]

  @Test(arguments: keepings)
  func `is not missed where as much is stated and asked`(change: Change) throws {
    #expect(try Self.sentences(change) == [])
  }

  @Test func `is told after what becomes wider and before what becomes narrower`() throws {
    let text = SmallLaw.text.replacing("[school, leisure]", with: "[leisure, police]")
      .replacing("review: read", with: "review: derived")
    let sentences = PolicyChange(
      from: try PolicyTable(yaml: SmallLaw.watched).book, to: try PolicyTable(yaml: text).book
    ).sentences
    let effects = sentences.map(\.effect)
    #expect(Set(effects) == Set(PolicyChange.Sentence.Effect.allCases))
    #expect(effects.sorted { $0.place < $1.place } == effects)
  }
}

extension PolicyChange.Sentence.Effect {
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
