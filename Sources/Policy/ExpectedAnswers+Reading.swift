import Concerns
package import Tables

extension ExpectedAnswers {
  /// Longest file that is read: a story of some hundred scenes is a tenth of it.
  static let fileLimit = 1 << 20

  /// Reads a story in YAML or JSON, as strictly as a law.
  ///
  /// - Throws: the first flaw, with its line.
  package init(reading text: String) throws(TableFlaw) {
    let file = try Passage.whole(text, limit: Self.fileLimit).entries(
      known: ["story", "notes", "scenes"])
    story = try file.required("story").text()
    var expectations: [Expectation] = []
    for passage in try file.required("scenes").items() {
      expectations += try StoryScene(passage).expectations()
    }
    self.expectations = expectations
  }
}

/// One message, or one moment of it, under one set of facts, as a file has it.
private struct StoryScene {
  private let name: String
  private let day: CivilDate
  private let kind: Kind
  private let sender: Participant
  private let facts: StoryFacts
  /// Under which provision it was sent.
  private let basis: LegalBasis
  private let sending: Passage?
  private let recipients: [Passage]

  init(_ passage: Passage) throws(TableFlaw) {
    let entries = try passage.entries(
      known: ["scene", "day", "kind", "sender", "facts", "sending", "recipients"])
    name = try entries.required("scene").text()
    day = try entries.required("day").day()
    kind = try entries.required("kind").word()
    sender = try Participant(
      entries.required("sender").entries(known: Participant.storyKeys))
    facts = try StoryFacts(entries.required("facts"))
    sending = entries.optional("sending")
    let named: LegalBasis? =
      try sending?.entries(known: Self.attemptKeys).required("basis").word()
    basis = named ?? kind.usualGround?.basis ?? .generalClause
    recipients = try entries.optional("recipients")?.members() ?? []
  }

  private static let attemptKeys = ["to", "purpose", "basis", "lawful", "citation"]

  func expectations() throws(TableFlaw) -> [ExpectedAnswers.Expectation] {
    var expectations: [ExpectedAnswers.Expectation] = []
    if let sending { expectations.append(try attempt(sending)) }
    for recipient in recipients { expectations += try sights(recipient) }
    return expectations
  }

  private func attempt(_ passage: Passage) throws(TableFlaw) -> ExpectedAnswers.Expectation {
    let entries = try passage.entries(known: Self.attemptKeys)
    let question = Sending(
      kind: kind, sender: sender,
      recipient: try Participant(entries.required("to").entries(known: Participant.storyKeys)),
      purpose: try entries.required("purpose").word(), basis: basis,
      age: facts.age, certainty: facts.certainty, grounds: facts.grounds,
      circumstances: facts.established, day: day)
    let isLawful = try entries.required("lawful").claim()
    return ExpectedAnswers.Expectation(
      question: .sent(question), isGranted: isLawful,
      citation: isLawful ? try entries.optional("citation")?.text() : nil, scene: name,
      line: passage.line)
  }

  private func sights(_ passage: Passage) throws(TableFlaw) -> [ExpectedAnswers.Expectation] {
    let entries = try passage.entries(
      known: Participant.storyKeys + ["who", "standing", "excluded", "waived", "shown", "withheld"])
    let who = try entries.required("who").text()
    let recipient = try Participant(entries)
    let standing: RecipientStanding = try entries.required("standing").word()
    let isExcluded = try entries.optional("excluded")?.claim() ?? false
    let waived: [DataClass] = try entries.optional("waived")?.listed() ?? []
    var expectations: [ExpectedAnswers.Expectation] = []
    for (key, isGranted) in [("shown", true), ("withheld", false)] {
      guard let lists = entries.optional(key) else { continue }
      let pairs = try lists.pairs("write provisions, each with a list of sections")
      for (citation, list) in pairs {
        for item in try list.members() {
          let dataClass: DataClass = try item.word()
          var established = facts.established
          // What says how to handle a message goes with whatever of it is waived.
          if waived.contains(dataClass) || dataClass == .handling && !waived.isEmpty {
            established.insert(.waiver)
          }
          let question = Seeing(
            kind: kind, sender: sender, recipient: recipient, standing: standing,
            dataClass: dataClass, age: facts.age, protection: facts.protection,
            guardians: facts.guardians, basis: basis,
            certainty: facts.certainty, grounds: facts.grounds, circumstances: established,
            isExcluded: isExcluded, day: day)
          expectations.append(
            ExpectedAnswers.Expectation(
              question: .seen(question, by: who), isGranted: isGranted, citation: citation,
              scene: name, line: item.line))
        }
      }
    }
    return expectations
  }
}

/// What is known of the person concerned, and what has been established.
private struct StoryFacts {
  let age: AgeBand
  let protection: Protection
  let guardians: GuardianNotice
  let certainty: Certainty
  let grounds: WordSet<Ground>
  let established: WordSet<Circumstance>

  init(_ passage: Passage) throws(TableFlaw) {
    let entries = try passage.entries(
      known: ["age", "protection", "guardians", "certainty", "grounds", "established"])
    age = try entries.required("age").word()
    protection = try entries.required("protection").word()
    guardians = try entries.required("guardians").word()
    certainty = try entries.required("certainty").word()
    grounds = WordSet(try entries.required("grounds").listed())
    established = WordSet(try entries.required("established").listed())
  }
}

extension Participant {
  static let storyKeys = ["party", "bound", "contracted", "walled"]

  init(_ entries: Entries) throws(TableFlaw) {
    self.init(
      party: try entries.required("party").word(),
      isBound: try entries.required("bound").claim(),
      isContracted: try entries.optional("contracted")?.claim() ?? false,
      isWalled: try entries.optional("walled")?.claim() ?? false)
  }
}

extension Passage {
  /// A yes or no, as YAML or JSON writes it.
  func claim() throws(TableFlaw) -> Bool {
    switch try text() {
    case "true", "yes": true
    case "false", "no": false
    default: throw flaw("a yes or no was expected", "write true or false")
    }
  }

  func listed<Word>(of _: Word.Type = Word.self) throws(TableFlaw) -> [Word]
  where Word: RawRepresentable<String> & CaseIterable {
    var words: [Word] = []
    for member in try members() { words.append(try member.word()) }
    return words
  }
}
