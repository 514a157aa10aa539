import Admission
import Concerns
import Delivery
import Pipeline
import Routing
import Simulation
import Support
import Wire

/// Many concerns with a token in every protected section, and all that may become of them.
struct Masquerade {
  /// Concerns that are under way at once: enough for every mailbox, few enough for one lease.
  private static let company = 40

  private var bench: Bench
  private(set) var onlooker: Onlooker
  private var dice: SplitMix64
  private var number: Int64 = 1 << 40

  init(_ law: Onlooker.DutyLaw, at moment: Moment, seed: UInt64) async throws {
    bench = try await Bench(at: moment, seed: seed, policy: law.change)
    onlooker = Onlooker(law: law)
    dice = SplitMix64(seed: seed)
    for machine in Town.machines {
      try await bench.greet(machine.member, credit: machine.functions.isEmpty ? 0 : 1 << 40)
    }
    try watch()
  }

  /// Sends so many concerns, and lets everything happen to them.
  mutating func play(_ concerns: Range<Int>) async throws {
    for start in stride(from: concerns.lowerBound, to: concerns.upperBound, by: Self.company) {
      var delivered: [(member: MemberID, deliver: BrokerCommand.Deliver)] = []
      for concern in start..<min(start + Self.company, concerns.upperBound) {
        try await send(concern)
        delivered += try watch()
        try await offend(concern)
        delivered += try watch()
      }
      try await answer(delivered)
      // What was left lying comes again; in the end it is parked.
      for member in Town.machines.map(\.member) { try await bench.stayAwake(member) }
      try await bench.wait(.seconds(33))
      try await answer(try watch())
      try await ask()
    }
  }

  /// Lets time pass in which nobody answers: what is left is parked, and clocks ring.
  mutating func neglect() async throws {
    for _ in 0..<10 {
      for member in Town.machines.map(\.member) { try await bench.stayAwake(member) }
      try await bench.wait(.seconds(50))
      try watch()
    }
    try await ask()
  }

  /// Sends one report of one of the reporters.
  private mutating func send(_ concern: Int) async throws {
    let reporter = Town.reporters[concern % Town.reporters.count]
    let wording = wording(concern, by: reporter)
    let letter = bench.letter(wording, by: reporter.agency)
    note(letter, wording, concern)
    try await bench.publish(letter, from: machine(of: reporter))
    if dice.once(in: 5) { try await bench.publish(letter, from: machine(of: reporter)) }
    try await bench.send(.status(letter.id), from: machine(of: reporter))
  }

  private mutating func wording(_ concern: Int, by reporter: Town.Reporter) -> Wording {
    var wording = Wording(
      reporter.isBound ? .reportMandatory : .reportVoluntary, from: reporter.unit,
      in: bench.conversation())
    wording.protection = dice.one(of: Protection.allCases)
    wording.urgency = dice.one(of: Urgency.allCases)
    wording.guardians = dice.one(of: GuardianNotice.allCases)
    wording.isAnonymous = !reporter.isBound
    wording.area = Token(concern, .handling).text
    wording.narrative = Token(concern, .narrative).text
    wording.excluded = dice.once(in: 6) ? [Town.onCall.text] : []
    wording.more = DataClass.allCases.compactMap { dataClass in
      let isSet = [.matter, .handling, .narrative, .outcome].contains(dataClass)
      guard !isSet, !wording.isAnonymous || dataClass != .reporter else { return nil }
      return (dataClass, .object([.init("text", .string(Token(concern, dataClass).text))]))
    }
    return wording
  }

  private mutating func note(_ letter: Letter, _ wording: Wording, _ concern: Int) {
    onlooker.note(
      letter.id,
      .init(
        concern: concern, kind: wording.kind, sender: wording.unit.agency,
        excluded: Set(wording.excluded)))
  }

  private func machine(of reporter: Town.Reporter) -> MemberID {
    Bench.member(reporter.agency.text + "/m1")
  }

  /// Does something that is refused, with the tokens of the concern wherever there is room.
  private mutating func offend(_ concern: Int) async throws {
    let reporter = Town.reporters[concern % Town.reporters.count]
    var wording = wording(concern, by: reporter)
    let member = machine(of: reporter)
    number += 1
    switch dice.below(7) {
    case 0:
      // Of its own agency: to another's it would be no second one.
      let own = onlooker.ids.suffix(200).filter { onlooker.known[$0]?.sender == reporter.agency }
      guard let id = dice.pick(own) else { return }
      try await bench.publish(bench.letter(wording, by: reporter.agency, id: id), from: member)
    case 1:
      wording.excluded = [Town.board.text]
      try await bench.publish(bench.letter(wording, by: reporter.agency), from: member)
    case 2:
      // Its sender's own program would not send what contradicts itself.
      wording.more.removeAll { Onlooker.contradicted.contains($0.dataClass) }
      wording.kind = reporter.isBound ? .reportVoluntary : .reportMandatory
      try await bench.publish(bench.letter(wording, by: reporter.agency), from: member)
    case 3:
      let stranger = Town.key(number: 77)
      try await bench.publish(
        bench.letter(wording, by: reporter.agency, key: stranger), from: member)
    case 4:
      var frames = bench.letter(wording, by: reporter.agency).frames(number)
      frames[3].swapAt(40, 41)
      try await bench.send(frames, from: member)
    case 5:
      let word = Token(concern, .identity).text
      let header = Array("{\"n\":\(number),\"\(word)\":\"\(word)\",\"id\":\"\(word)\"}".utf8)
      try await bench.send([Array("samverkan/1 STATUS".utf8), header], from: member)
    default:
      let word = Token(concern, .identity).text
      try await bench.send([Array("samverkan/1 \(word)".utf8), Array("{}".utf8)], from: member)
    }
  }

  /// What the recipients do: some settle it, some send it on, some answer, some do nothing.
  private mutating func answer(
    _ delivered: [(member: MemberID, deliver: BrokerCommand.Deliver)]
  ) async throws {
    for (member, deliver) in delivered {
      guard let concern = Token.all(in: deliver.view).first?.concern else { continue }
      switch dice.below(8) {
      case 0: break
      case 1: try await bench.send(.release(deliver.delivery), from: member)
      case 2:
        try await bench.send(.open(deliver.delivery), from: member)
        // Anybody else who asks for it by name.
        try await bench.send(.open(deliver.delivery), from: Bench.school)
      case 3 where deliver.function == Town.reception:
        let unit = dice.one(of: Town.otherUnits)
        try await bench.redirect(deliver.delivery, to: unit, from: member)
      default:
        // The number of a case is the recipient's own, and nobody else's.
        try await bench.acknowledge(
          [deliver], .committed, from: member, caseNumber: Token(concern, .matter).text)
        try await tell(of: deliver, concern, by: member)
      }
      let again = try watch()
      // Whoever was handed it anew keeps it.
      try await bench.acknowledge(again.map(\.deliver).suffix(1), .received, from: member)
      try watch()
    }
  }

  /// A question of what became of a report, and the board's word.
  private mutating func tell(
    of deliver: BrokerCommand.Deliver, _ concern: Int, by member: MemberID
  ) async throws {
    let message = try View(
      envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    guard deliver.isWhole, deliver.function == Town.reception,
      onlooker.known[message.envelope.id]?.kind == .reportMandatory,
      let matter = try message.sections.first(where: { $0.dataClass == .matter })?.readBody(),
      let conversation = matter["conversation"]?.string.flatMap(ConversationID.init(_:)),
      let reporter = Town.reporters.first(where: { $0.agency == message.envelope.source })
    else { return }
    let question = (Kind.feedbackRequest, reporter.unit, reporter.agency, machine(of: reporter))
    let answer = (Kind.feedback, Town.reception, Town.board, member)
    for (kind, unit, agency, machine) in [question, answer] {
      var wording = Wording(kind, from: unit, in: conversation)
      wording.area = Token(concern, .handling).text
      let letter = bench.letter(wording, by: agency)
      note(letter, wording, concern)
      try await bench.publish(letter, from: machine)
      let delivered = try watch()
      for (member, deliver) in delivered {
        try await bench.acknowledge([deliver], .committed, from: member)
      }
    }
  }

  /// What is asked about everything at once.
  private mutating func ask() async throws {
    for function in [Town.reception, Town.onCall] {
      try await bench.send(
        .list(.init(function: function, after: nil, limit: 100)), from: Bench.secondReception)
    }
    for act in ["broker.status", "parked.ls", "agency.ls"] { try await bench.ask(["act": act]) }
    for id in onlooker.ids.suffix(3) {
      try await bench.send(.status(id), from: Bench.association)
    }
    try watch()
  }

  /// Looks at everything that went out since the last look.
  @discardableResult
  private mutating func watch() throws -> [(member: MemberID, deliver: BrokerCommand.Deliver)] {
    var delivered: [(member: MemberID, deliver: BrokerCommand.Deliver)] = []
    for member in Town.machines.map(\.member) {
      for message in bench.takeFrames(member) {
        try onlooker.look(at: message)
        if case .deliver(let deliver) = try BrokerCommand.read(message).command {
          delivered.append((member, deliver))
        }
      }
    }
    for alarm in bench.takeAlarms() { onlooker.look(at: "\(alarm)") }
    return delivered
  }
}
