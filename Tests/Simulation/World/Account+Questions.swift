import Concerns
import Evidence
import Ledger
import Policy
import Routing
import Wire

/// What an onlooker knows of questions that name nobody: only here is it known who asked.
struct Questions {
  /// The letter behind each conversation that a recipient was told.
  private(set) var letterOf: [ConversationID: Int] = [:]
  private var conversationOf: [Int: ConversationID] = [:]

  /// Conversations that a recipient was told, in an order that a seed repeats.
  var told: [ConversationID] { letterOf.sorted { $0.value < $1.value }.map(\.key) }

  /// Notes under which name a question went on: its own, and always the same.
  mutating func note(_ conversation: ConversationID, of letter: Int) throws {
    guard letterOf[conversation, default: letter] == letter,
      conversationOf[letter, default: conversation] == conversation
    else { throw Violation("two questions have a conversation in common") }
    letterOf[conversation] = letter
    conversationOf[letter] = conversation
  }
}

extension Account {
  /// Judges what the broker hands over in its own name: nothing of it tells who said it.
  ///
  /// - Returns: The letter that it stands for.
  mutating func checkHidden(
    _ deliver: BrokerCommand.Deliver, at entry: EntryIndex, _ noted: borrowing Noted
  ) throws -> Int {
    var found: Int?
    for number in letters.indices where letters[number].kind.hidesSource && found == nil {
      if place(of: number, noted) == entry { found = number }
    }
    guard let found else { throw Violation("the broker said something that nobody asked") }
    let letter = letters[found]
    guard
      let view = try? View(
        envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole),
      view.envelope.isSpoken(by: deliver.key, brokerKeys: [Town.receiptKey.verifyingKey]),
      Attested.verify(
        deliver.envelope, proof: deliver.proof, for: .publish, audience: Town.deployment,
        by: deliver.key) != nil
    else { throw Violation("the broker speaks in its own name and does not prove it") }
    let asked = questions.letterOf[letter.conversation]
    let answered = letter.agency == Town.board ? asked.map { letters[$0] } : nil
    try checkWords(of: view, letter)
    try checkMatter(of: view, found, answering: answered)
    let relations =
      answered.map { $0.unit == deliver.function ? [.reporter] : [] }
      ?? self.relations(
        of: deliver.function, to: (redirected[entry] ?? []).union([Town.reception]))
    try checkSight(of: view, letter, relations)
    try checkSecrets(of: letter, in: deliver, isAnswer: answered != nil)
    return found
  }

  /// What it says is what was written, apart from what the broker says of it.
  private func checkWords(of view: View, _ letter: Letter) throws {
    var written = letter.message.sections
    for section in view.sections where ![.matter, .handling].contains(section.dataClass) {
      let same = written.firstIndex {
        $0.dataClass == section.dataClass && (try? $0.readBody()) == (try? section.readBody())
      }
      guard let same else { throw Violation("the broker put words into somebody's mouth") }
      written.remove(at: same)
    }
  }

  private mutating func checkMatter(
    of view: View, _ number: Int, answering asked: Letter?
  ) throws {
    let letter = letters[number]
    guard let matter = try? view.sections.first(where: { $0.dataClass == .matter })?.readBody(),
      matter["unit"]?.string
        == FunctionID(sector: Town.participant(letter.agency).party).text,
      let conversation = matter["conversation"]?.string.flatMap(ConversationID.init(_:))
    else { throw Violation("the broker tells another sector than the sender's") }
    if let asked {
      guard conversation == asked.conversation else {
        throw Violation("an answer came in another conversation than was asked in")
      }
    } else {
      let isKnown = questions.letterOf[conversation] != nil
      guard isKnown || !letters.contains(where: { $0.conversation == conversation }) else {
        throw Violation("a question went on under a name that its sender knows")
      }
      try questions.note(conversation, of: number)
    }
  }

  private func checkSight(
    of view: View, _ letter: Letter, _ relations: Set<Law.Relation>
  ) throws {
    func isShown(_ section: Section) -> Bool {
      relations.contains { Law.mayShow(section.dataClass, of: letter.kind, to: $0) }
    }
    guard view.sections.allSatisfy(isShown),
      view.sections.count == letter.message.sections.count(where: isShown)
    else { throw Violation("a question or its answer was shown against the law") }
  }

  /// By whatever the sender could be known, on either side.
  private func checkSecrets(
    of letter: Letter, in deliver: BrokerCommand.Deliver, isAnswer: Bool
  ) throws {
    let texts = [deliver.envelope, deliver.view].map { String(decoding: $0, as: UTF8.self) }
    let envelope = letter.message.envelope
    let secrets = [
      letter.agency.text + ".", letter.agency.source, letter.id.description, envelope.key.text,
      letter.conversation.description,
    ]
    for secret in secrets where texts.contains(where: { $0.contains(secret) }) {
      throw Violation("who \(isAnswer ? "answers" : "asks") can be known by \(secret)")
    }
  }
}
