import Admission
import Concerns
import Deadlines
import Evidence
import Pipeline
import Routing
import Simulation
import Support
import Testing
import Wire

/// A question that names nobody, in the hands of those who answer it.
@Suite struct `A consultation` {
  static let words = "Hon ritade en teckning och sa en mening till."

  static func question(
    _ bench: inout Bench, takesPart: Set<Attendant> = [], told: [DataClass] = [.narrative],
    saying words: String = words, in conversation: ConversationID? = nil
  ) -> Wording {
    var wording = Wording(
      .consultationAnonymous, from: Town.school.unit, in: conversation ?? bench.conversation())
    (wording.purpose, wording.basis) = (.consultation, .cooperationAboutChildren)
    wording.particulars = Particulars(takesPart: takesPart)
    (wording.told, wording.narrative) = (told, words)
    wording.more = [(.identityAgeBand, .object([.init("band", .string("under-12"))]))]
    wording.sent = Town.moment("2026-11-19T14:29:07Z")
    return wording
  }

  static func answer(in conversation: ConversationID) -> Wording {
    var wording = Wording(.consultationAnonymous, from: Town.reception, in: conversation)
    (wording.purpose, wording.basis) = (.consultation, .cooperationAboutChildren)
    wording.particulars = Particulars(takesPart: [])
    (wording.told, wording.narrative) = ([.narrative], "Det du beskriver är en misstanke. Anmäl.")
    return wording
  }

  /// Asks, and returns the one delivery of it, read as its recipient reads it.
  static func asked(
    _ bench: inout Bench, _ wording: Wording
  ) async throws -> (letter: Letter, deliver: BrokerCommand.Deliver, told: SignedMessage) {
    let letter = bench.letter(wording)
    #expect(try await bench.publish(letter).receipts.count == 1)
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let told = try SignedMessage(envelope: deliver.envelope, sections: deliver.view)
    return (letter, deliver, told)
  }

  private static func proves(_ deliver: BrokerCommand.Deliver) -> Bool {
    Attested.verify(
      deliver.envelope, proof: deliver.proof, for: .publish, audience: Town.deployment,
      by: deliver.key) != nil
  }

  @Test func `tells whoever answers a sector and a municipality, and the broker vouches`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let (letter, deliver, told) = try await Self.asked(&bench, Self.question(&bench))
    #expect(deliver.function == Town.reception && deliver.isWhole)
    #expect(told.envelope.source == .broker && deliver.key == Town.receiptKey.verifyingKey)
    #expect(told.envelope.key == deliver.key.id && Self.proves(deliver))
    #expect(told.matter.unit.text == "broker.school")
    #expect(told.handling.municipality?.text == "0581" && told.handling.area == .unknown)
    #expect(told.matter.conversation != letter.conversation && told.envelope.id != letter.id)
    #expect(told.matter.sent == bench.now)
    let narrative = try #require(told.sections.first { $0.dataClass == .narrative })
    #expect(try narrative.readBody()["text"]?.string == "narrative: " + Self.words)
    for member in Bench.everyone where member != Bench.reception {
      #expect(bench.take(member).delivers.isEmpty, "\(member.text)")
    }
  }

  @Test func `holds nothing in any frame by which the sender could be known`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let letter = bench.letter(Self.question(&bench))
    let receipt = try #require(try await bench.publish(letter).leaves.first)
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    let requests: [ClientCommand] = [
      .list(.init(function: Town.reception, after: nil, limit: 20)), .open(deliver.delivery),
      .explain(deliver.delivery),
    ]
    for request in requests { try await bench.tell(.received(.reception, request.frames(9))) }
    try await bench.acknowledge([deliver], .committed, from: Bench.reception)
    let frames = Array(bench.takeFrames(Bench.reception).joined())
    #expect(frames.count > 12)
    guard case .accepted(_, let digest, let reference, _) = receipt.outcome else { return }
    let key = Town.key(of: Town.school.agency).verifyingKey
    let secrets =
      [
        Town.school.agency.text, Town.school.unit.text, "rektor", Bench.school.text, key.wire,
        key.id.text, letter.id.description, letter.conversation.description, digest.wire,
        reference.text, Base64.url.encode(letter.proof.signature), "14:29:07",
      ] + letter.message.sections.map { String(decoding: $0.line[2..<24], as: UTF8.self) }
    for secret in secrets {
      #expect(!frames.contains { $0.contains(Array(secret.utf8)) }, "\(secret)")
    }
    let texts = frames.map { String(decoding: $0, as: UTF8.self) }
    for value in letter.message.envelope.commitments {
      #expect(!texts.contains { $0.contains(value.wire) })
    }
    #expect(texts.contains { $0.contains("broker.school") }, "the frames were there to be read")
  }

  @Test func `cannot be linked to another of the same sender's`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = Self.question(&bench)
    // The same words in the same conversation: whatever is alike is the sender's own.
    let one = try await Self.asked(&bench, wording)
    let other = try await Self.asked(&bench, wording)
    #expect(one.told.envelope.id != other.told.envelope.id)
    #expect(one.told.matter.conversation != other.told.matter.conversation)
    #expect(one.deliver.thread != other.deliver.thread)
    #expect(one.deliver.delivery != other.deliver.delivery)
    let salts = [one, other].map { asked in
      Set(asked.told.sections.map { Array($0.line[2..<24]) } + [asked.told.padding.line])
    }
    #expect(salts[0].isDisjoint(with: salts[1]) && salts[0].count == 5)
    #expect(
      Set(one.told.envelope.commitments).isDisjoint(with: other.told.envelope.commitments))
  }

  @Test func `is answered, and neither side learns more of the other than a sector`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let asked = try await Self.asked(&bench, Self.question(&bench))
    bench.takeFrames(Bench.school)
    let answer = bench.letter(Self.answer(in: asked.told.matter.conversation), by: Town.board)
    #expect(try await bench.publish(answer, from: Bench.reception).receipts.count == 1)
    let frames = bench.takeFrames(Bench.school)
    let deliver = try #require(
      try frames.map { try BrokerCommand.read($0).command }.delivers.first)
    #expect(deliver.function == Town.school.unit && Self.proves(deliver))
    let view = try View(
      envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    #expect(Set(view.sections.map(\.dataClass)) == [.matter, .narrative])
    let matter = try #require(view.sections.first { $0.dataClass == .matter }).readBody()
    #expect(matter["conversation"]?.string == asked.letter.conversation.description)
    #expect(matter["unit"]?.string == "broker.social-services")
    #expect(view.envelope.source == .broker)
    let key = Town.key(of: Town.board).verifyingKey
    for secret in [
      Town.board.text, Town.reception.text, key.wire, key.id.text, answer.id.description,
      asked.told.matter.conversation.description,
    ] {
      let holds = frames.joined().contains { $0.contains(Array(secret.utf8)) }
      #expect(!holds, "\(secret)")
    }
    #expect(bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `finds whoever asked after a restart, too`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let first = try await Self.asked(&bench, Self.question(&bench))
    try await bench.restart()
    try await bench.greetAll()
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    #expect(deliver.envelope == first.deliver.envelope && deliver.view == first.deliver.view)
    #expect(deliver.key == first.deliver.key && deliver.thread == first.deliver.thread)
    try await bench.say(
      Self.answer(in: first.told.matter.conversation), from: Bench.reception)
    #expect(bench.take(Bench.school).delivers.map(\.function) == [Town.school.unit])
  }

  @Test func `that comes twice is answered with its receipt, and goes on once`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let letter = bench.letter(Self.question(&bench))
    let first = try await bench.publish(letter)
    #expect(bench.take(Bench.reception).delivers.count == 1)
    let second = try await bench.publish(letter)
    #expect(first.receipts == second.receipts && first.receipts.count == 1)
    #expect(bench.take(Bench.reception).delivers.isEmpty)
  }

  @Test func `lets nobody in who only claims to belong to it`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let asked = try await Self.asked(&bench, Self.question(&bench))
    let here = asked.told.matter.conversation
    // A question that names the conversation of another is a question of its own.
    var strange = Self.question(&bench, in: here)
    strange.unit = Town.police.unit
    try await bench.say(strange, from: Bench.police)
    #expect(bench.take(Bench.school).delivers.isEmpty)
    let other = try #require(bench.take(Bench.reception).delivers.first)
    let told = try SignedMessage(envelope: other.envelope, sections: other.view)
    #expect(told.matter.conversation != here)
    // Whoever asked is not found out by who may say something else in it.
    for (wording, member) in [
      (Wording(.reportMandatory, from: Town.school.unit, in: here), Bench.school),
      (Wording(.feedbackRequest, from: Town.school.unit, in: here), Bench.school),
      (Wording(.feedback, from: Town.reception, in: here), Bench.reception),
      (Wording(.reportMandatory, from: Town.police.unit, in: here), Bench.police),
    ] {
      #expect(
        try await bench.problem(of: wording, from: member)?.code == .unknownConversation)
    }
  }

  @Test(arguments: [false, true])
  func `waits for its answer under a clock of one working day`(isRestarted: Bool) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let asked = try await Self.asked(&bench, Self.question(&bench))
    let other = try await Self.asked(&bench, Self.question(&bench))
    #expect(bench.host.store.noted.clocks.count == 2)
    if isRestarted {
      try await bench.restart()
      try await bench.greetAll()
    }
    try await bench.say(
      Self.answer(in: asked.told.matter.conversation), from: Bench.reception)
    try await bench.settleAll()
    #expect(bench.host.store.noted.clocks.count == 1, "its answer ends it, and starts none")
    // What its owner says of it later ends nothing twice; of the other it ends the clock, too.
    let told = try await bench.acknowledge(
      [asked.deliver, other.deliver], .committed, from: Bench.reception
    ).told
    #expect(told.map(\.state) == [.reached(.committed), .reached(.committed)])
    #expect(bench.host.store.noted.clocks.isEmpty)
  }

  @Test func `that nobody answers rings before its working day is over`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    _ = try await Self.asked(&bench, Self.question(&bench))
    _ = bench.takeAlarms()
    // Friday noon, when it is due at midnight.
    try await bench.wait(.seconds(21 * 3600))
    #expect(bench.takeAlarms().contains(.clock(Town.reception, .consultationAnswer, .warning)))
  }
}

extension Peer {
  fileprivate static let reception = Bench.peer(Bench.reception)
}
