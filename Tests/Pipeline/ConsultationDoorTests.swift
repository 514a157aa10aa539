import Admission
import Concerns
import Evidence
import Pipeline
import Routing
import Simulation
import Support
import Testing
import Wire

/// A question that names nobody, at the broker's own door.
@Suite struct `A consultation at the door` {
  private typealias Question = `A consultation`

  /// The shipped directory, where police sit with one of the units.
  private static let directory = shippedDirectory {
    $0.replacing(
      "consultations:\n",
      with: """
        consultations:
          - municipalities: ["0581"]
            unit: uppsokande-verksamhet
            takes-part: [police, prosecutor]

        """)
  }

  private static func shippedDirectory(_ change: (String) -> String) -> Result<Directory, any Error>
  {
    Result { try Directory(yaml: change(Protocols.text(of: "deploy/directory/norrkoping.yaml"))) }
  }

  @Test(arguments: [
    "Hon heter något, 20121222-2390.", "Ring 011-15 22 83.", "namn@example.org",
    "De bor på Storgatan 12.",
  ])
  func `that may tell whom it is about is refused, and nothing of it is kept`(
    words: String
  ) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let letter = bench.letter(Question.question(&bench, saying: words))
    let answers = try await bench.publish(letter)
    guard case .problem(let problem, _)? = answers.first else {
      Issue.record("answered \(answers)")
      return
    }
    let line = letter.message.sections.firstIndex { $0.dataClass == .narrative }
    #expect(problem.code == .identityTrace && problem.frame == 3)
    #expect(problem.pointer == line.map { "/\($0)" })
    #expect(bench.host.store.noted.deliveries.isEmpty)
    for member in Bench.everyone { #expect(bench.take(member).delivers.isEmpty) }
  }

  @Test func `that excludes somebody is refused, since that would tell of whoever asks`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = Question.question(&bench)
    wording.excluded = [Town.school.agency.text]
    let problem = try await bench.problem(of: wording, from: Bench.school)
    #expect(problem?.code == .badHandling && problem?.pointer == "/excluded")
  }

  @Test func `of words is refused where police sit, whatever the sender says of that`()
    async throws
  {
    var bench = try await Bench(directory: Self.directory.get())
    try await bench.greetAll()
    // Of those that the directory lists, the one without police is taken first.
    let alone = try await bench.sights(of: Question.question(&bench), from: Bench.school)
    #expect(alone.map(\.function) == [Town.reception])
    var heard = try await Bench(
      directory: Self.shippedDirectory {
        $0.replacing(
          "    unit: mottagning-och-socialjour\n\n",
          with: "    unit: uppsokande-verksamhet\n    takes-part: [police]\n\n")
      }.get())
    try await heard.greetAll()
    let problem = try await heard.problem(of: Question.question(&heard), from: Bench.school)
    #expect(problem?.code == .classNotAllowed)
    let choices = Question.question(&heard, told: [])
    let letter = heard.letter(choices)
    #expect(try await heard.publish(letter).receipts.count == 1)
    let deliver = try #require(heard.take(Bench.others).delivers.first)
    let told = try SignedMessage(envelope: deliver.envelope, sections: deliver.view)
    #expect(told.handling.particulars.takesPart == [.police])
  }

  @Test func `that is sent on to where police sit loses its words on the way`() async throws {
    var bench = try await Bench(directory: Self.directory.get())
    try await bench.greetAll()
    let asked = try await Question.asked(&bench, Question.question(&bench))
    try await bench.redirect(asked.deliver.delivery, to: Town.otherUnits[0])
    let deliver = try #require(bench.take(Bench.others).delivers.first)
    let sight = try Bench.sight(deliver)
    #expect(sight.function == Town.otherUnits[0])
    #expect(sight.classes == [.matter, .handling, .identityAgeBand])
    #expect(!deliver.isWhole)
  }

  @Test func `is explained to nobody in a way that tells who asked`() async throws {
    let inspector = Bench.member("drift/granskare")
    var bench = try await Bench(
      acts: Town.acts + [
        .addMember(
          Member(
            id: inspector, curveKey: String(repeating: "g", count: 40), functions: [],
            isInspector: true))
      ])
    try await bench.greetAll()
    let asked = try await Question.asked(&bench, Question.question(&bench))
    try await bench.say(
      Question.answer(in: asked.told.matter.conversation), from: Bench.reception)
    let answer = try #require(bench.take(Bench.school).delivers.first)
    let door = Peer(door: .operators, connection: [7], member: inspector)
    let hello = ClientCommand.hello(.init(time: bench.now, software: "bench", functions: []))
    try await bench.tell(.received(door, hello.frames(1)))
    bench.takeFrames(inspector)
    for delivery in [asked.deliver.delivery, answer.delivery] {
      try await bench.tell(.received(door, ClientCommand.explain(delivery).frames(2)))
    }
    let frames = bench.takeFrames(inspector)
    let values = try frames.map { try BrokerCommand.read($0).command }.compactMap { command in
      if case .explanation(_, let value) = command { value } else { nil }
    }
    #expect(values.map { $0["full"]?.bool } == [true, false])
    for secret in [Town.school.agency.text, "rektor", asked.letter.conversation.description] {
      #expect(!frames.joined().contains { $0.contains(Array(secret.utf8)) }, "\(secret)")
    }
  }
}

@Suite struct `The broker's own name` {
  @Test func `is no agency's to have`() throws {
    var registry = Registry()
    let agency = Agency(
      id: .broker, name: "Mäklaren", party: .school, isBoundToReport: true, functions: [])
    #expect(throws: RegistryError.reservedName) {
      try registry.apply(.addAgency(agency), at: Town.start)
    }
    #expect(registry.agencies.isEmpty)
  }
}
