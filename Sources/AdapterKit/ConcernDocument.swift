public import Concerns
import FoundationEssentials
package import Wire

/// The one JSON document that a user writes; everything else is made from it.
///
/// ```json
/// {"kind": "report.mandatory", "unit": "school.pupil-health",
///  "handling": {"persons": [{"tag": "KAJA", "role": "child", "certainty": "certain",
///    "protection": "none"}], "municipality": "0581", "area": "unknown", "target": "child",
///    "grounds": ["absence"], "urgency": "ordinary", "guardians": "unknown", "anonymous": false,
///    "feedback": true, "excluded": []},
///  "sections": [{"class": "narrative", "about": ["KAJA"], "body": {"text": "..."}}]}
/// ```
///
/// What is left out is drawn or takes its usual value: the conversation, purpose and basis. The
/// tags of the document are only for the document; a message gets random ones.
public struct ConcernDocument: Hashable, Sendable {
  /// One section besides `matter` and `handling`, which the document's head becomes.
  public struct Part: Hashable, Sendable {
    /// What the section tells, as far as secrecy goes.
    public let dataClass: DataClass
    /// Whom it is about, by the document's tags; empty means everyone.
    public let about: [Tag]
    package let body: JSONValue

    package init(_ dataClass: DataClass, about: [Tag] = [], body: JSONValue) {
      self.dataClass = dataClass
      self.about = about
      self.body = body
    }

    /// Takes a body as strict JSON, an object.
    ///
    /// - Throws: ``AdapterError/refused(_:)`` when the body is no strict JSON object.
    public init(_ dataClass: DataClass, about: [Tag] = [], json: String) throws(AdapterError) {
      do throws(Problem) {
        let body = try JSONScanner.parse(Array(json.utf8))
        guard body.members != nil else { throw Problem(.badSections) }
        self.init(dataClass, about: about, body: body)
      } catch {
        throw .refused(Refusal(error))
      }
    }
  }

  /// What the message is in law.
  public let kind: Kind
  /// The function that speaks and gets the answers.
  public let unit: FunctionID
  /// What the message belongs to; `nil` begins a conversation.
  public let conversation: ConversationID?
  /// Why it is sent.
  public let purpose: Purpose
  /// The provision it is sent under.
  public let basis: LegalBasis
  /// The sections, in the order they were written.
  public let sections: [Part]
  /// How it must be handled, as written.
  package let handling: JSONValue

  /// Largest file that is read: the payload of a message, which no document can exceed.
  private static let fileLimit = 65_536

  /// Reads a document; see ``validate(for:at:)`` for all that it must be.
  ///
  /// - Throws: ``AdapterError/refused(_:)`` with the problem code and a JSON pointer, or the line
  ///   and column where it is no strict JSON.
  public init(reading bytes: [UInt8]) throws(AdapterError) {
    do {
      self = try DocumentReader.read(bytes)
    } catch {
      let place = JSONScanner.place(ofFaultIn: bytes).map(Refusal.Place.init(line:column:))
      throw .refused(Refusal(error, at: place))
    }
  }

  /// Reads a document out of a file.
  ///
  /// - Throws: ``AdapterError/file(path:_:)``, or ``AdapterError/refused(_:)`` as for its bytes.
  public init(readingFile path: String) throws(AdapterError) {
    // No secret of ours, and a pipe will do; so it is read as the path stands.
    guard let content = FileManager.default.contents(atPath: path) else {
      throw .file(
        path: path, FileManager.default.fileExists(atPath: path) ? .inaccessible : .missing)
    }
    // No file that large can become a message.
    guard content.count <= Self.fileLimit else { throw .refused(Refusal(Problem(.tooLarge))) }
    try self.init(reading: Array(content))
  }

  package init(
    kind: Kind, unit: FunctionID, conversation: ConversationID? = nil, purpose: Purpose,
    basis: LegalBasis, handling: JSONValue, sections: [Part]
  ) {
    self.kind = kind
    self.unit = unit
    self.conversation = conversation
    self.purpose = purpose
    self.basis = basis
    self.handling = handling
    self.sections = sections
  }

  /// Makes a document of values, for an adapter that reads another system.
  ///
  /// - Parameters:
  ///   - kind: What it is.
  ///   - conversation: What it belongs to; `nil` begins a conversation.
  ///   - purpose: Why it is sent; `nil` for the usual one of the kind, if it has one.
  ///   - basis: The provision it is sent under; `nil` for the usual one.
  /// - Throws: ``AdapterError/refused(_:)`` with `bad-matter` where purpose and basis have to be
  ///   named.
  public init(
    kind: Kind, unit: FunctionID, conversation: ConversationID? = nil,
    purpose: Purpose? = nil, basis: LegalBasis? = nil, handling: Handling, sections: [Part]
  ) throws(AdapterError) {
    guard let purpose = purpose ?? kind.usualGround?.purpose,
      let basis = basis ?? kind.usualGround?.basis
    else { throw .refused(Refusal(Problem(.badMatter, pointer: "/purpose"))) }
    self.init(
      kind: kind, unit: unit, conversation: conversation, purpose: purpose, basis: basis,
      handling: handling.value, sections: sections)
  }
}

extension ConcernDocument {
  /// The same document as another kind, under the usual purpose and basis of that kind.
  ///
  /// What the broker refused as unlawful names what would be lawful; this is the step between.
  ///
  /// - Throws: ``AdapterError/refused(_:)`` with `bad-matter` where that kind has no usual purpose
  ///   and basis.
  public func changed(to kind: Kind) throws(AdapterError) -> ConcernDocument {
    guard let ground = kind.usualGround else {
      throw .refused(Refusal(Problem(.badMatter, pointer: "/purpose")))
    }
    return ConcernDocument(
      kind: kind, unit: unit, conversation: conversation, purpose: ground.purpose,
      basis: ground.basis, handling: handling, sections: sections)
  }

  /// Whose personal number does not pass its check, by the document's tags: a typing error, or no
  /// such number. It is sent as it stands, in a report, and matched to nobody.
  public func unverified(on day: CivilDate) -> [Tag] {
    (handling["persons"]?.array ?? []).compactMap { person in
      guard let number = person["number"]?.string,
        case .unverified = PersonIdentifier(number, on: day)
      else { return nil }
      return person["tag"]?.string.flatMap(Tag.init(_:))
    }
  }
}

extension Handling {
  /// The body of the `handling` section.
  var value: JSONValue {
    var members: [JSONValue.Member] = [
      .init("persons", .array(persons.map(\.value))),
      .init("municipality", .string(municipality?.text ?? "unknown")),
      .init("area", .string(area.text)), .init("target", .string(target.rawValue)),
      .init("grounds", .array(grounds.map(\.rawValue).sorted().map { .string($0) })),
      .init("urgency", .string(urgency.rawValue)),
      .init("guardians", .string(guardians.rawValue)), .init("anonymous", .bool(isAnonymous)),
      .init("feedback", .bool(wantsFeedback)),
      .init("excluded", .array(excluded.sorted().map { .string($0) })),
    ]
    members += particulars.members
    return .object(members)
  }
}

extension Particulars {
  /// The members that it has, in the order of the schema.
  fileprivate var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !parties.isEmpty { members.append(.init("to", .array(parties.map { .string($0.text) }))) }
    if let inquiry { members.append(.init("inquiry", .string(inquiry.description))) }
    if let agreement { members.append(.init("agreement", .string(agreement.text))) }
    if let decision {
      members.append(
        .init(
          "decision",
          .object([
            .init("by", .string(decision.by.text)),
            .init("section", .string(decision.section.rawValue)),
            .init("balancing", .string(decision.balancing)),
            .init("on", .string(decision.on.text)),
          ])))
    }
    if let takesPart {
      let words = takesPart.map(\.rawValue).sorted()
      members.append(.init("takes-part", .array(words.map { .string($0) })))
    }
    if let waiver { members.append(.init("waiver", waiver.value)) }
    if let withdrawal { members.append(.init("withdrawal", withdrawal.value)) }
    if let emergency { members.append(.init("emergency", emergency.value)) }
    if let review { members.append(.init("review", review.value)) }
    if let reservation { members.append(.init("reservation", .string(reservation.description))) }
    if let acknowledgement { members.append(.init("acknowledgement", acknowledgement.value)) }
    if let informed {
      members.append(
        .init(
          "informed",
          .object([
            .init("how", .string(informed.way.rawValue)), .init("on", .string(informed.on.text)),
          ])))
    }
    if let present { members.append(.init("present", .string(present.text))) }
    if !siblings.isEmpty {
      let names = siblings.map { JSONValue.string($0.description) }
      members.append(.init("siblings", .array(names)))
    }
    return members
  }
}

extension Person {
  /// The person as `handling` names them.
  var value: JSONValue {
    let number: JSONValue.Member? = identifier.map { identifier in
      switch identifier {
      case .verified(let number): .init("number", .string(number.digits))
      case .unverified(let text): .init("number", .string(text))
      }
    }
    return .object(
      [.init("tag", .string(tag.text)), .init("role", .string(role.rawValue))]
        + (number.map { [$0] } ?? []) + [
          .init("certainty", .string(certainty.rawValue)),
          .init("protection", .string(protection.rawValue)),
        ])
  }
}
