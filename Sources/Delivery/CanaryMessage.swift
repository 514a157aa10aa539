import Concerns
import Consents
import Evidence
import Filtering
import Policy
import Routing
import Tables
import Wire

/// A canary written out: the message, and what each part of it is told by in a frame.
struct CanaryMessage: Sendable {
  /// A section with the bytes that stand in it and nowhere else.
  struct Mark: Sendable {
    let section: Canary.Section
    let bytes: [UInt8]
  }

  /// What every mark that we may choose begins with: frames are searched once for all of them.
  static let prefix = Array("canary-".utf8)
  /// As long as the name of an agency may be, since that is where it stands in `handling`.
  static let markLength = 39

  let canary: Canary
  /// `nil` for what the door turned away, as it must.
  let message: SignedMessage?
  let marks: [Mark]
  /// What tells who sent it, where the broker hides that: nobody may be shown it.
  let sourceMark: [UInt8]?
  let recipients: [Recipient]
  let key: VerifyingKey
  let proof: Proof

  /// Writes a canary out.
  ///
  /// - Throws: Why it cannot be asked, with the line of the policy file.
  init(
    _ canary: Canary, at now: Moment, using generator: inout some RandomNumberGenerator
  ) throws(TableFlaw) {
    self.canary = canary
    let recipients = canary.readers.compactMap { Recipient($0) }
    guard recipients.count == canary.readers.count else {
      throw Self.flaw(canary, "nobody can stand as other in a message", "name another standing")
    }
    self.recipients = recipients
    let signing = SigningKey(using: &generator)
    key = signing.verifyingKey
    var tokens: [Canary.Section: String] = [:]
    for section in canary.sections { tokens[section] = Self.token(using: &generator) }
    if canary.kind.hidesSource {
      tokens[Canary.Section(.matter)] = Self.token(using: &generator)
    }
    let voice = BrokerVoice(of: key)
    let written = try Self.compose(canary, tokens, key.id, at: now, using: &generator)
    let message = try written.map { message throws(TableFlaw) in
      try Self.hidden(message, canary, in: voice, at: now, using: &generator)
    }
    self.message = message
    sourceMark =
      canary.kind.hidesSource ? tokens[Canary.Section(.matter)].map { Array($0.utf8) } : nil
    let leaf = message?.envelope.bytes ?? []
    proof = Proof.sign([leaf], for: .publish, audience: Self.audience, with: signing)[0]
    marks = canary.sections.compactMap { section in
      guard let line = message?.line(of: section) else { return nil }
      return Mark(section: section, bytes: Self.mark(line, tokens[section] ?? ""))
    }
  }

  /// Which sections stand in frames.
  func sections(in frames: [[UInt8]]) -> Set<Canary.Section> {
    var found: Set<Canary.Section> = []
    for frame in frames {
      let tokens = Self.tokens(in: frame)
      for mark in marks where !found.contains(mark.section) {
        let isChosen = mark.bytes.starts(with: Self.prefix)
        if isChosen ? tokens.contains(mark.bytes) : frame.contains(mark.bytes) {
          found.insert(mark.section)
        }
      }
    }
    return found
  }

  /// What stands for a section: our token; where its body is from a list, the salt of its line.
  private static func mark(_ line: [UInt8], _ token: String) -> [UInt8] {
    line.contains(Array(token.utf8)) ? Array(token.utf8) : Array(line[saltPlace])
  }

  /// Where the salt stands in a line: behind `["`, twenty-two characters.
  private static let saltPlace = 2..<24

  private static func tokens(in frame: [UInt8]) -> Set<[UInt8]> {
    var tokens: Set<[UInt8]> = []
    for start in frame.indices
    where frame[start] == prefix[0] && frame[start...].starts(with: prefix) {
      tokens.insert(Array(frame[start...].prefix(markLength)))
    }
    return tokens
  }

  private static func token(using generator: inout some RandomNumberGenerator) -> String {
    let digits = [generator.next(), generator.next()].map { number in
      let text = String(number, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    return String(decoding: prefix, as: UTF8.self) + digits.joined()
  }

  private static func flaw(_ canary: Canary, _ fault: Wording, _ remedy: Wording) -> TableFlaw {
    TableFlaw(
      line: canary.line, fault: "\(canary.id) cannot be asked: \(fault)", remedy: remedy)
  }

  private static func name<Name: TextIdentifier>(_ text: String) -> Name {
    guard let name = Name(text) else { preconditionFailure("our own names are well formed") }
    return name
  }

  /// Whom no real message is for, and who never sent one.
  static let audience: DeploymentID = name("canary")
  static let source: AgencyID = name("canary")
}

extension CanaryMessage {
  /// The message; `nil` when the door refuses it as the canary says.
  private static func compose(
    _ canary: Canary, _ tokens: [Canary.Section: String], _ key: KeyID, at now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(TableFlaw) -> SignedMessage? {
    let own = Canary.Section(.matter), handling = Canary.Section(.handling)
    let conversation = ConversationID(RandomUUID(using: &generator))
    var drafts = [
      Draft(.matter, body: canary.matter(tokens[own], conversation, at: now)),
      Draft(.handling, body: canary.handling(tokens[handling], conversation, at: now)),
    ]
    drafts += canary.sections.filter { $0 != own && $0 != handling }.map { section in
      Draft(
        section.dataClass, about: section.about,
        body: section.body(tokens[section] ?? "", in: canary.kind))
    }
    do throws(Problem) {
      return try SignedMessage.compose(
        drafts, id: MessageID(RandomUUID(using: &generator)), source: source, audience: audience,
        key: key, drawing: &generator)
    } catch {
      guard error.code.rawValue == canary.refusal else {
        throw flaw(canary, "the door answers \(error.code.rawValue)", "mend the message")
      }
      return nil
    }
  }
}

extension CanaryMessage {
  /// The broker's own in the place of a message whose source it hides, made as for a real one.
  private static func hidden(
    _ message: SignedMessage, _ canary: Canary, in voice: BrokerVoice, at now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(TableFlaw) -> SignedMessage {
    guard canary.kind.hidesSource else { return message }
    do throws(Problem) {
      return try message.covered(
        as: canary.sender.party, in: ConversationID(RandomUUID(using: &generator)), with: [],
        at: now, in: voice, drawing: &generator)
    } catch {
      throw flaw(canary, "its source cannot be hidden", "mend the message")
    }
  }

  /// Whether frames tell who sent it, where the broker hides that.
  func isFoundOut(in frames: [[UInt8]]) -> Bool {
    guard let sourceMark else { return false }
    return frames.contains { Self.tokens(in: $0).contains(sourceMark) }
  }
}

extension SignedMessage {
  fileprivate func line(of section: Canary.Section) -> [UInt8]? {
    sections.first { $0.dataClass == section.dataClass && $0.about == section.about }?.line
  }
}

extension Canary {
  fileprivate func matter(
    _ token: String?, _ conversation: ConversationID, at now: Moment
  ) -> JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("unit", .string((token ?? "canary") + ".unit")),
      .init("conversation", .string(conversation.description)),
      .init("sent", .string((at ?? now).text)), .init("purpose", .string(purpose.rawValue)),
      .init("basis", .string(basis.rawValue)),
    ])
  }

  fileprivate func handling(
    _ token: String?, _ conversation: ConversationID, at now: Moment
  ) -> JSONValue {
    let names = excluded.sorted() + [token].compactMap(\.self)
    let members: [JSONValue.Member] = [
      .init("persons", .array(persons.map(\.value))), .init("municipality", .string("unknown")),
      .init("area", .string("unknown")), .init("target", .string("unknown")),
      .init("grounds", .array(grounds.map(\.rawValue).sorted().map { .string($0) })),
      .init("urgency", .string(Urgency.ordinary.rawValue)),
      .init("guardians", .string(guardians.rawValue)), .init("anonymous", .bool(false)),
      .init("feedback", .bool(false)), .init("excluded", .array(names.map { .string($0) })),
    ]
    let own = HandlingMember.allCases.filter(kind.handlingMembers.contains)
    return .object(
      members + own.map { .init($0.rawValue, value(of: $0, conversation, at: now)) })
  }

  /// What only some kinds state. It is well formed and about nothing: what a canary takes as
  /// established it says itself.
  private func value(
    of member: HandlingMember, _ conversation: ConversationID, at now: Moment
  ) -> JSONValue {
    switch member {
    case .to: .array(readers.prefix(kind.partyLimit).map { .string($0.function.text) })
    case .inquiry, .reservation: .string(conversation.description)
    case .agreement: .string("canary")
    case .decision:
      .object([
        .init("by", .string("canary.decides")), .init("section", .string(basis.rawValue)),
        .init("balancing", .string(Digest32(hashing: []).wire)),
        .init("on", .string(LocalTime.date(at: at ?? now).text)),
      ])
    case .takesPart: .array([])
    case .informed:
      .object([
        .init("how", .string(GivenInformation.Way.spoken.rawValue)),
        .init("on", .string(LocalTime.date(at: at ?? now).text)),
      ])
    case .present: .string("0000")  // Of no municipality, and only asked of what is acute.
    case .siblings: .array([.string(conversation.description)])
    // No canary is about a consent, an emergency or an acknowledgement of its own: the door answers
    // that it cannot be asked.
    case .waiver, .withdrawal, .emergency, .review, .acknowledgement: .object([])
    }
  }
}

extension Person {
  fileprivate var value: JSONValue {
    .object([
      .init("tag", .string(tag.text)), .init("role", .string(role.rawValue)),
      .init("certainty", .string(certainty.rawValue)),
      .init("protection", .string(protection.rawValue)),
    ])
  }
}

extension Canary.Section {
  /// Where a body comes from a list it has no room for a token.
  fileprivate func body(_ token: String, in kind: Kind) -> JSONValue {
    if dataClass == .outcome {
      .object([.init("value", .string(kind.someOutcome))])
    } else if dataClass == .identityAgeBand {
      .object([.init("band", .string(AgeBand.from15.rawValue))])
    } else if dataClass == .whereaboutsDistrict {
      .object([.init("area", .string(token))])
    } else {
      .object([.init("text", .string(token))])
    }
  }
}

extension Kind {
  /// One of the words that it may have for an outcome.
  fileprivate var someOutcome: String {
    self == .currentResponse
      ? CurrentAnswer.current.rawValue : FeedbackOutcome.opened.rawValue
  }
}

extension Recipient {
  fileprivate init?(_ reader: Canary.Reader) {
    guard let standing = Standing(rawValue: reader.standing.rawValue) else { return nil }
    self.init(
      function: reader.function, party: reader.participant.party,
      isBound: reader.participant.isBound, isContracted: reader.participant.isContracted,
      isWalled: reader.participant.isWalled,
      standing: standing)
  }
}
