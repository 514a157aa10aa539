import Concerns
import Policy
import Testing

@Suite struct `A change of law in sentences` {
  static func change(_ old: String, _ new: String) throws -> PolicyChange {
    PolicyChange(
      from: try Sample.table().book,
      to: try Sample.table(Sample.text(replacing: old, by: new).text).book)
  }

  @Test(arguments: [
    (
      "standings: [owner, duty]", "standings: [owner, duty, participant]", true,
      "Social services, as a participant, could newly see contact details or whereabouts in a "
        + "mandatory report from the school; from 2025-07-01; the person is not protected."
    ),
    (
      "unless: [police-present]", "unless: [police-present, inquiry]", false,
      "The school or the leisure centre, as a participant, could no longer see the narrative in "
        + "sharing within cooperation from anyone; from 2025-07-01; the recipient is not behind a "
        + "wall of its own; the person is 15 to 17 or the person is 18 to 20; the identity is "
        + "certain; with a waiver; with a cooperation agreement; with an open inquiry; without "
        + "police or prosecutor; on the ground crime."
    ),
    (
      "ages: [under-12,", "ages: [18-20, under-12,", true,
      "The school could newly send a mandatory report to social services; for protection of a "
        + "child; under sol-19-1; from 2025-07-01; the sender is bound by the duty to report; the "
        + "person is 18 to 20."
    ),
  ])
  func `says who, what and under which conditions`(
    old: String, new: String, isWider: Bool, en: String
  ) throws {
    let sentences = try Self.change(old, new).sentences
    #expect(sentences.map(\.text.en).contains(en))
    #expect(sentences.allSatisfy { $0.isWider == isWider && !$0.text.sv.isEmpty })
  }

  @Test func `needs few of them`() throws {
    let change = try Self.change(
      "standings: [owner, duty]", "standings: [owner, duty, participant]")
    #expect(change.sights.count > 20)
    #expect(change.sentences.count <= 2)
  }

  @Test func `puts what becomes wider first`() throws {
    let sentences = try Self.change("standings: [owner, duty]", "standings: [owner, participant]")
      .sentences.map(\.isWider)
    #expect(sentences.first == true && sentences.last == false)
    #expect(sentences == sentences.filter { $0 } + sentences.filter { !$0 })
  }

  @Test(arguments: [
    (
      "citation: [\"SoL 19:4\"]", "citation: [\"SoL 19:3\", \"SoL 19:4\"]",
      "send-voluntary (SoL 19:4 → SoL 19:3, SoL 19:4)"
    ),
    (
      "citation: [\"OSL 7:1\"], review: read",
      "citation: [\"OSL 7:1\"], review: needs-legal-review",
      "excluded (read → needs legal review)"
    ),
    (
      "citation: [\"FB 6:13\"], review: derived", "citation: [\"FB 6:11\"], review: read",
      "signed-by-guardians (derived → read, FB 6:13 → FB 6:11)"
    ),
  ])
  func `says which rule cites or is reviewed otherwise, and asks for no second key`(
    old: String, new: String, en: String
  ) throws {
    let sentences = try Self.change(old, new).sentences
    #expect(sentences.map(\.effect) == [.restated])
    #expect(sentences.map(\.text.en) == ["Review or provisions changed: \(en)."])
    #expect(
      sentences.allSatisfy {
        $0.text.sv.hasPrefix("Granskning eller lagrum ändrat: ") && !$0.isWider
      })
  }

  @Test func `says nothing of a change that changes no answer`() throws {
    #expect(try Self.change("Skyddad.", "Skyddad!").sentences == [])
  }
}
