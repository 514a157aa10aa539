import Concerns

/// A command with the number that its answer must echo.
package struct Numbered<Command: Sendable & Hashable>: Hashable, Sendable {
  package let number: Int64
  package let command: Command

  package init(_ number: Int64, _ command: Command) {
    self.number = number
    self.command = command
  }
}

/// What came of reading frames: a command, or a problem with the number it answers (0 if unread).
package enum Reading: Hashable, Sendable {
  case command(Numbered<ClientCommand>)
  case problem(Int64, Problem)
}

extension ClientCommand {
  /// Reads the frames of one message from a member.
  ///
  /// All bytes are checked here and nowhere else. Whoever sent them costs nobody else anything:
  /// frames and sizes are bounded before the first byte is looked at.
  package static func read(_ frames: [[UInt8]]) -> Reading {
    guard (2...4).contains(frames.count) else { return .problem(0, Problem(.badFrames)) }
    // A wrong command is named before a wrong header, but answered under the header's number.
    let header = Result { () throws(Problem) in try Header(reading: frames[1]) }
    do {
      let name = try name(of: frames)
      try checkSizes(of: frames, as: name)
      let header = try header.get()
      return .command(Numbered(header.number, try read(name, frames, header)))
    } catch {
      return .problem((try? header.get())?.number ?? 0, error)
    }
  }

  /// The command, if it is a member's to give and has as many frames as it must.
  private static func name(of frames: [[UInt8]]) throws(Problem) -> CommandName {
    guard let name = CommandName(frame: frames[0]) else {
      throw Problem(.unknownCommand, frame: 0)
    }
    let counts: ClosedRange<Int>
    switch name {
    case .publish: counts = 4...4
    case .acknowledge, .admin, .comeBack: counts = 3...3
    case .duty: counts = 2...3
    case .hello, .credit, .list, .open, .explain, .claim, .release, .decide, .status, .phrase,
      .known, .ping, .bye:
      counts = 2...2
    case .observe: throw Problem(.notOffered, frame: 0)
    case .welcome, .receipt, .deliver, .recall, .problem, .notice:
      throw Problem(.unknownCommand, frame: 0)
    }
    guard counts.contains(frames.count) else { throw Problem(.badFrames) }
    return name
  }

  private static func checkSizes(
    of frames: [[UInt8]], as name: CommandName
  ) throws(Problem) {
    guard frames[1].count <= Header.limit else { throw Problem(.tooLarge, frame: 1) }
    let payload = frames[2...].reduce(0) { $0 + $1.count }
    guard payload <= SignedMessage.payloadLimit else { throw Problem(.tooLarge) }
    let total = frames[0].count + frames[1].count + payload
    guard name != .publish || total % Header.paddingUnit == 0 else {
      throw Problem(.badPadding, frame: 1)
    }
  }

  private static func read(
    _ name: CommandName, _ frames: [[UInt8]], _ header: Header
  ) throws(Problem) -> ClientCommand {
    switch name {
    case .publish: .publish(try publish(frames, header))
    case .acknowledge:
      .acknowledge(
        Acknowledge(proof: try header.proof(), document: try AckDocument(reading: frames[2])))
    case .admin: .admin(try request(in: frames[2]))
    case .comeBack: .comeBack(try ComeBack(header, phrase: frames[2]))
    case .duty: .duty(try Duty(header, frames[2...]))
    case .hello, .credit, .list, .open, .claim, .release, .decide, .status, .ping, .bye,
      .welcome, .receipt, .deliver, .recall, .problem, .observe, .explain, .phrase, .notice,
      .known:
      try small(name, header)
    }
  }

  private static func small(_ name: CommandName, _ header: Header) throws(Problem) -> ClientCommand
  {
    switch name {
    case .hello: return .hello(try hello(header))
    case .credit:
      return .credit(
        Credit(messages: try header.count("messages"), bytes: try header.count("bytes")))
    case .list: return .list(try list(header))
    case .open: return .open(try header.delivery())
    case .explain: return .explain(try header.delivery())
    case .known: return .known(try header.delivery())
    case .claim: return .claim(try header.delivery())
    case .release: return .release(try header.delivery())
    case .decide:
      if let choice = ContactChoice(rawValue: try header.text("decision")) {
        return .choose(try Choose(choice, header))
      }
      return try decide(header)
    case .phrase: return .phrase(try header.reference())
    case .status:
      return .status(try header.read("id") { $0.string.flatMap(MessageID.init(_:)) })
    case .ping: return .ping
    case .bye: return .bye
    case .publish, .acknowledge, .admin, .comeBack, .duty, .welcome, .receipt, .deliver, .recall,
      .problem, .observe, .notice:
      throw Problem(.unknownCommand, frame: 0)
    }
  }

  private static func publish(
    _ frames: [[UInt8]], _ header: Header
  ) throws(Problem) -> Publish {
    let proof = try header.proof()
    return Publish(
      proof: proof, message: try SignedMessage(envelope: frames[2], sections: frames[3]))
  }

  private static func hello(_ header: Header) throws(Problem) -> Hello {
    let software = try header.text("software")
    guard software.utf8.count <= Hello.softwareLimit,
      software.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
    else { throw Problem(.badHeader, frame: 1, pointer: "/software") }
    let functions = try header.readIfPresent("functions") { value -> [FunctionID]? in
      let names = value.array?.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
      guard let names, names.count == value.array?.count, Set(names).count == names.count else {
        return nil
      }
      return names
    }
    return Hello(
      time: try header.read("time") { $0.string.flatMap(Moment.init(_:)) }, software: software,
      functions: functions ?? [])
  }

  private static func list(_ header: Header) throws(Problem) -> List {
    let limit = try header.readIfPresent("limit") { value -> Int? in
      value.integer.flatMap { List.limits.contains(Int($0)) ? Int($0) : nil }
    }
    return List(
      function: try header.read("function") { $0.string.flatMap(FunctionID.init(_:)) },
      after: try header.readIfPresent("after", \.string), limit: limit ?? List.usualLimit)
  }

  private static func decide(_ header: Header) throws(Problem) -> ClientCommand {
    let decision = try header.text("decision")
    guard decision == "redirect" else {
      return .rule(try Ruling(header, decision: decision))
    }
    return .decide(
      Decide(
        delivery: try header.delivery(), version: try header.count("version"),
        to: try header.read("to") { $0.string.flatMap(FunctionID.init(_:)) },
        reason: try header.read("reason") { $0.string.flatMap(Decide.Reason.init(rawValue:)) }))
  }

  private static func request(in frame: [UInt8]) throws(Problem) -> JSONValue {
    do {
      return try JSONScanner.parse(frame)
    } catch {
      throw error.inFrame(2)
    }
  }
}
