import Concerns
import Evidence

extension BrokerCommand {
  /// Reads the frames of one message from the broker.
  ///
  /// Signatures and views are not checked here; see ``View`` and `Evidence`.
  package static func read(_ frames: [[UInt8]]) throws(Problem) -> Numbered<BrokerCommand> {
    guard (2...4).contains(frames.count) else { throw Problem(.badFrames) }
    guard let name = CommandName(frame: frames[0]) else {
      throw Problem(.unknownCommand, frame: 0)
    }
    if name == .problem { return try problem(frames) }
    let header = try Header(reading: frames[1])
    return Numbered(header.number, try read(name, header, Array(frames.dropFirst(2))))
  }

  private static func read(
    _ name: CommandName, _ header: Header, _ payload: [[UInt8]]
  ) throws(Problem) -> BrokerCommand {
    switch name {
    case .welcome: return .welcome(try Welcome(header))
    case .receipt:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      return .receipt(try header.proof(), leaf: payload[0])
    case .deliver:
      guard payload.count == 2 else { throw Problem(.badFrames) }
      return .deliver(try Deliver(header, envelope: payload[0], view: payload[1]))
    case .recall: return .recall(try header.delivery())
    case .list:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      return .list(try labels(in: payload[0]), next: try header.readIfPresent("next", \.string))
    case .release: return .released(try header.delivery())
    case .decide:
      return .decided(
        try header.delivery(), version: try header.count("version"),
        to: try header.readIfPresent("to") { $0.string.flatMap(FunctionID.init(_:)) })
    case .status where header.value["answer"] != nil:
      return .answeredStatus(
        try Answered(header), try header.read("word") { $0.string.flatMap(Word.init(rawValue:)) })
    case .status:
      return .status(
        try header.read("id") { $0.string.flatMap(MessageID.init(_:)) },
        try header.read("word") { $0.string.flatMap(Word.init(rawValue:)) },
        left: try header.readIfPresent("left") { $0.array?.compactMap(Left.init(_:)) })
    case .notice where header.value["notice"]?.string == Answered.word:
      return .answered(try Answered(header))
    case .notice: return .unopened(try Unopened(header))
    case .phrase:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      let words = try JSONScanner.parse(payload[0])["phrase"]?.array?.compactMap(\.string)
      guard let words else { throw Problem(.badRequest) }
      return .phrase(try header.reference(), words: words)
    case .comeBack:
      return .cameBack(
        try header.read("id") { $0.string.flatMap(MessageID.init(_:)) },
        try header.read("conversation") { $0.string.flatMap(ConversationID.init(_:)) })
    case .duty:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      let list = try header.readIfPresent("list") { $0.string.flatMap(DutyListID.init(_:)) }
      if let list { return .dutyList(list, payload[0]) }
      return .duties(try DutyOverview(try JSONScanner.parse(payload[0])))
    case .ping: return .ping
    case .bye: return .bye
    case .admin:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      return .admin(try JSONScanner.parse(payload[0]))
    case .explain:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      return .explanation(try header.delivery(), try JSONScanner.parse(payload[0]))
    case .known:
      guard payload.count == 1 else { throw Problem(.badFrames) }
      return .known(try header.delivery(), try JSONScanner.parse(payload[0]))
    case .hello, .publish, .credit, .acknowledge, .open, .claim, .problem, .observe:
      throw Problem(.unknownCommand, frame: 0)
    }
  }

  /// A problem may answer a header that could not be read, and then its number is 0.
  private static func problem(
    _ frames: [[UInt8]]
  ) throws(Problem) -> Numbered<BrokerCommand> {
    let value = try JSONScanner.parse(frames[1])
    guard let number = value["n"]?.integer,
      let code = value["code"]?.string.flatMap(ProblemCode.init(rawValue:))
    else { throw Problem(.badHeader, frame: 1) }
    let problem = Problem(
      code, frame: value["frame"]?.integer.map(Int.init), pointer: value["pointer"]?.string,
      lawful: value["lawful"]?.array?.compactMap { $0.string.flatMap(Kind.init(rawValue:)) } ?? [],
      otherwise: value["otherwise"].flatMap(LocalizedText.init(wire:)),
      remedy: value["remedy"]?.string)
    guard frames.count == 3 else { return Numbered(number, .problem(problem, refusal: nil)) }
    let refusal = Refusal(proof: try Proof(header: value["proof"]), leaf: frames[2])
    return Numbered(number, .problem(problem, refusal: refusal))
  }

  private static func labels(in frame: [UInt8]) throws(Problem) -> [Label] {
    let value = try JSONScanner.parse(frame)
    guard let items = value["items"]?.array else { throw Problem(.badRequest) }
    let labels = items.compactMap(Label.init(_:))
    guard labels.count == items.count else { throw Problem(.badRequest) }
    return labels
  }
}

extension LocalizedText {
  /// Both texts, or nothing.
  fileprivate init?(wire value: JSONValue) {
    guard let sv = value["sv"]?.string, let en = value["en"]?.string else { return nil }
    self.init(sv: sv, en: en)
  }
}

extension BrokerCommand.Welcome {
  fileprivate init(_ header: Header) throws(Problem) {
    self.init(
      session: try header.read("session") { $0.string.flatMap(Salt.init(_:)) },
      deployment: try header.read("deployment") { $0.string.flatMap(DeploymentID.init(_:)) },
      environment: try header.read("environment") {
        $0.string.flatMap(Environment.init(rawValue:))
      },
      time: try header.read("time") { $0.string.flatMap(Moment.init(_:)) },
      agency: try header.read("agency") { $0.string.flatMap(AgencyID.init(_:)) },
      publish: Int(try header.count("publish")), idle: Int(try header.count("idle")),
      lease: Int(try header.count("lease")),
      functions: try header.read("functions") {
        $0.array?.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
      },
      keys: try header.read("keys") {
        $0.array?.compactMap { $0.string.flatMap(VerifyingKey.init(wire:)) }
      },
      entrances: try header.read("entrances") { $0.array?.compactMap(Entrance.init(_:)) },
      next: try header.readIfPresent("next", Successor.init(_:)),
      moved: try header.readIfPresent("moved") { $0.array?.compactMap(Moved.init(_:)) } ?? [])
  }
}

extension BrokerCommand.Welcome.Moved {
  fileprivate init?(_ value: JSONValue) {
    guard let function = value["function"]?.string.flatMap(FunctionID.init(_:)),
      let to = value["to"]?.string.flatMap(FunctionID.init(_:)),
      let since = value["since"]?.string.flatMap(CivilDate.init(_:))
    else { return nil }
    self.init(function: function, to: to, since: since)
  }
}

extension BrokerCommand.Welcome.Successor {
  fileprivate init?(_ value: JSONValue) {
    guard let key = value["key"]?.string, key.utf8.count == Self.keyLength,
      let port = value["port"]?.integer, (1...65_535).contains(port),
      let from = value["from"]?.string.flatMap(Moment.init(_:))
    else { return nil }
    self.init(key: key, port: Int(port), from: from)
  }
}

extension BrokerCommand.Welcome.Entrance {
  init?(_ value: JSONValue) {
    guard let function = value["function"]?.string.flatMap(FunctionID.init(_:)),
      let sv = value["sv"]?.string, let en = value["en"]?.string,
      let phone = value["phone"]?.string
    else { return nil }
    self.init(function: function, name: LocalizedText(sv: sv, en: en), phone: phone)
  }
}

extension BrokerCommand.Deliver {
  fileprivate init(_ header: Header, envelope: [UInt8], view: [UInt8]) throws(Problem) {
    self.init(
      delivery: try header.delivery(), attempt: Int(try header.count("attempt")),
      lease: Int(try header.count("lease")),
      function: try header.read("function") { $0.string.flatMap(FunctionID.init(_:)) },
      thread: try header.text("thread"),
      lane: try header.read("lane") { $0.string.flatMap(Lane.init(rawValue:)) },
      isWhole: try header.read("whole", \.bool), hasGap: try header.read("gap", \.bool),
      obligations: try header.read("obligations") { $0.array.flatMap(Self.obligations) },
      key: try header.read("key") { $0.string.flatMap(VerifyingKey.init(wire:)) },
      proof: try header.proof(), envelope: envelope, view: view)
  }

  /// Every word, or nothing: whoever does not know what it must do may not have the message.
  private static func obligations(_ values: [JSONValue]) -> Set<Obligation>? {
    let words = values.compactMap { $0.string.flatMap(Obligation.init(rawValue:)) }
    return words.count == values.count && Set(words).count == words.count ? Set(words) : nil
  }
}

extension BrokerCommand.Label {
  fileprivate init?(_ value: JSONValue) {
    guard let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
      let kind = value["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let lane = value["lane"]?.string.flatMap(Lane.init(rawValue:)),
      let state = value["state"]?.string,
      let accepted = value["accepted"]?.string.flatMap(Moment.init(_:)),
      let attempts = value["attempts"]?.integer, let version = value["version"]?.integer
    else { return nil }
    self.init(
      delivery: delivery, kind: kind, lane: lane, state: state, accepted: accepted,
      attempts: Int(attempts), version: version)
  }
}

extension BrokerCommand.Left {
  fileprivate init?(_ value: JSONValue) {
    guard let party = value["party"]?.string.flatMap(AgencyID.init(_:)),
      let handed = value["handed"]?.integer, let withdrawn = value["withdrawn"]?.integer
    else { return nil }
    self.init(party: party, handed: Int(handed), withdrawn: Int(withdrawn))
  }
}
