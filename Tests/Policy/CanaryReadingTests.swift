import Concerns
import Policy
import Tables
import Testing

/// Made-up messages as a policy file has them.
@Suite struct `The canaries of a policy file` {
  private static let text = """

    canaries:
      - id: canary-address
        says: {sv: "Adressen.", en: "The address."}
        at: 2026-01-20T08:00:00Z
        kind: collaboration.share
        purpose: crime-prevention
        basis: osl-10-1
        sender: {party: school, bound: yes}
        persons:
          - {tag: AAAA, role: child, certainty: certain, protection: registered}
        excluded: [health, board.desk]
        established: [agreement]
        waivers:
          - {persons: [AAAA], party: police, classes: [school], state: withdrawn}
        recipients:
          - {who: police.duty, party: police, bound: yes, standing: participant,
             shown: [school, {class: health, about: [AAAA]}], withheld: [whereabouts]}

    """

  /// A change to sound canaries, and what the refusal must speak of.
  struct Spoiling: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String
    var testDescription: String { fault }
  }

  static let spoilings = [
    Spoiling(old: "says: {sv: \"Adressen.\",", new: "says: {", fault: "\"sv\" is missing"),
    Spoiling(old: "2026-01-20T08:00:00Z", new: "today", fault: "\"today\" is no instant"),
    Spoiling(old: "at: 2026-01-20T08:00:00Z", new: "seen: now", fault: "unknown key \"seen\""),
    Spoiling(old: "collaboration.share", new: "sharing", fault: "unknown word \"sharing\""),
    Spoiling(old: "tag: AAAA", new: "tag: A1", fault: "\"A1\" is malformed"),
    Spoiling(
      old: "protection: registered}",
      new:
        "protection: none}\n      - {tag: AAAA, role: other, certainty: certain, protection: none}",
      fault: "two persons are tagged AAAA"),
    Spoiling(old: "about: [AAAA]", new: "about: [BBBB]", fault: "nobody else is tagged BBBB"),
    Spoiling(
      old: "excluded: [health,", new: "excluded: [Health,", fault: "\"Health\" is malformed"),
    Spoiling(old: "who: police.duty", new: "who: police", fault: "\"police\" is malformed"),
    Spoiling(old: "state: withdrawn", new: "state: gone", fault: "unknown word \"gone\""),
    Spoiling(old: "withheld: [whereabouts]", new: "withheld: []", fault: "a list was expected"),
    Spoiling(
      old: ", withheld: [whereabouts]", new: "", fault: "the canary withholds nothing"),
    Spoiling(
      old: "shown: [school, {class: health, about: [AAAA]}], ", new: "",
      fault: "a broker that shows nobody anything would pass"),
    Spoiling(
      old: "withheld: [whereabouts]", new: "withheld: [school]",
      fault: "school is both shown and withheld"),
    Spoiling(
      old: "withheld: [whereabouts]", new: "withheld: [whereabouts, whereabouts]",
      fault: "whereabouts stands twice"),
    Spoiling(old: "canary-address", new: "show-report", fault: "two rules are named show-report"),
  ]

  @Test func `are read as they stand`() throws {
    let canaries = try PolicyTable(yaml: Sample.text + Self.text).book.canaries
    let canary = try #require(canaries.first)
    #expect(canaries.count == 1)
    #expect(canary.id.text == "canary-address")
    #expect(canary.at == Moment("2026-01-20T08:00:00Z"))
    #expect(canary.kind == .collaborationShare)
    #expect(canary.sender == Participant(party: .school, isBound: true))
    #expect(canary.persons.map(\.protection) == [.registered])
    #expect(canary.excluded == ["health", "board.desk"])
    #expect(canary.established == [.agreement])
    #expect(canary.waivers.map(\.state) == [.withdrawn])
    #expect(canary.readers.map(\.standing) == [.participant])
    let about = try #require(Tag("AAAA"))
    #expect(
      canary.sections == [
        .init(.school), .init(.health, about: [about]), .init(.whereabouts),
      ])
    #expect(canary.refusal == nil)
  }

  @Test(arguments: spoilings)
  func `are refused with what is wrong`(spoiling: Spoiling) throws {
    #expect(Self.text.contains(spoiling.old))
    let text = Sample.text + Self.text.replacing(spoiling.old, with: spoiling.new)
    let flaw = try #require(throws: TableFlaw.self) { try PolicyTable(yaml: text) }
    #expect(flaw.fault.contains(spoiling.fault), "\(flaw)")
    let head = Sample.text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(flaw.line > head && !flaw.remedy.isEmpty)
  }

  @Test func `may ask for nothing to be shown where the door must turn the message away`() throws {
    let text =
      Self.text
      .replacing("shown: [school, {class: health, about: [AAAA]}], ", with: "")
      .replacing("    established:", with: "    turned-away: class-not-allowed\n    established:")
    let canary = try PolicyTable(yaml: Sample.text + text).book.canaries.first
    #expect(canary?.refusal == "class-not-allowed")
  }

  @Test func `are few enough to be asked every minute`() throws {
    let one = Self.text.split(separator: "canaries:\n")[1]
    let many = (0...Canary.limit).map { one.replacing("canary-address", with: "canary-\($0)") }
    let flaw = try #require(throws: TableFlaw.self) {
      try PolicyTable(yaml: Sample.text + "\ncanaries:\n" + many.joined())
    }
    #expect(flaw.fault == "there are more than \(Canary.limit) canaries")
  }
}

@Suite struct `The canaries of the shipped law` {
  @Test func `each withhold something, and are neither too few nor too many`() throws {
    let canaries = try Sweden.table.get().book.canaries
    #expect((10...Canary.limit).contains(canaries.count))
    for canary in canaries {
      #expect(canary.readers.contains { !$0.withheld.isEmpty }, "\(canary.id)")
      #expect(canary.refusal != nil || canary.readers.contains { !$0.shown.isEmpty })
    }
  }
}
