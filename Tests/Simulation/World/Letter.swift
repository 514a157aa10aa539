package import Concerns
package import Evidence
package import Support
package import Wire

/// A message as its sender wrote it, with what an onlooker must know to judge the broker.
package struct Letter: Sendable {
  package let message: SignedMessage
  package let proof: Proof
  package let agency: AgencyID
  package let digest: Digest32
  /// What is wrong with it, if anything; then it must not be accepted.
  package let flaw: Flaw?

  package var id: MessageID { message.envelope.id }
  package var kind: Kind { message.matter.kind }
  package var unit: FunctionID { message.matter.unit }
  package var conversation: ConversationID { message.matter.conversation }
  package var handling: Handling { message.handling }

  package func frames(_ number: Int64) -> [[UInt8]] {
    ClientCommand.publish(.init(proof: proof, message: message)).frames(number)
  }
}

/// What a sender can do wrong, and how the broker may answer it.
package enum Flaw: CaseIterable, Hashable, Sendable {
  case unlawfulKind, wrongPurpose, wrongBasis
  case wrongAudience, wrongSource, foreignUnit, strangeKey, badSignature
  case ownerExcluded, wrongSpeaker, wrongParty, undelegated, telling

  /// Those that a report may have.
  package static let ofReports = allCases.filter {
    ![.wrongSpeaker, .wrongParty, .undelegated, .telling].contains($0)
  }

  package var codes: Set<ProblemCode> {
    switch self {
    case .unlawfulKind: [.kindNotLawful]
    case .wrongPurpose: [.purposeNotLawful]
    case .wrongBasis: [.basisNotLawful]
    case .wrongAudience: [.wrongAudience]
    case .wrongSource: [.wrongSource]
    case .foreignUnit: [.unknownUnit]
    case .strangeKey: [.unknownKey]
    case .badSignature: [.badSignature]
    case .ownerExcluded: [.badHandling]
    case .wrongSpeaker: [.unknownUnit, .unknownConversation]
    case .wrongParty: [.notPermitted, .unknownConversation]
    case .undelegated: [.notDelegated]
    case .telling: [.identityTrace]
    }
  }
}

/// What a message is to say; everything else is drawn.
package struct Wording: Sendable {
  package var kind: Kind
  package var unit: FunctionID
  package var conversation: ConversationID
  package var protection = Protection.none
  package var urgency = Urgency.ordinary
  package var municipality = "0581"
  package var area = "unknown"
  package var target = TargetGroup.child
  package var grounds: [Ground] = [.neglect]
  package var guardians = GuardianNotice.unknown
  package var isAnonymous = false
  package var wantsFeedback = true
  package var excluded: [String] = []
  package var number: String? = TestPeople.numbers[0]
  package var narrative = "Kommer inte till skolan."
  package var outcome = FeedbackOutcome.opened
  package var purpose: Purpose
  package var basis: LegalBasis
  package var sent = Town.start
  /// What it says of a waiver, if it is about one.
  package var consenting: Consenting?
  /// Further sections about the child, whatever the kind may hold.
  package var more: [(dataClass: DataClass, body: JSONValue)] = []
  package var role = Role.child
  package var certainty = Certainty.certain
  /// What only some kinds state in `handling`.
  package var particulars = Particulars()
  /// Sections of a kind that is neither a report nor an answer, all about the person.
  package var told: [DataClass] = []
  /// Whether it names nobody, where the kind leaves that open.
  package var isNameless = false

  package init(_ kind: Kind, from unit: FunctionID, in conversation: ConversationID) {
    self.kind = kind
    self.unit = unit
    self.conversation = conversation
    (purpose, basis) = kind.usualGround ?? (.childProtection, .dutyToReport)
  }

  /// Whether persons have a place in this kind.
  private var hasPersons: Bool { kind.personCount.upperBound > 0 && !isNameless }

  /// The sections, before they are salted.
  package func drafts(drawing generator: inout SplitMix64) -> [Draft] {
    let tag = Self.tag(drawing: &generator)
    var drafts = [
      Draft(.matter, body: matter), Draft(.handling, body: handling(tag)),
    ]
    switch kind {
    case .feedback:
      drafts.append(
        Draft(.outcome, body: .object([.init("value", .string(outcome.rawValue))])))
    case .reportMandatory, .reportVoluntary:
      drafts.append(
        Draft(.narrative, about: [tag], body: .object([.init("text", .string(narrative))])))
      if !isAnonymous {
        drafts.append(Draft(.reporter, body: .object([.init("name", .string("Ada Exempel"))])))
      }
    default:
      // Conditions are about nobody.
      let about = hasPersons && kind != .reservationOffer ? [tag] : []
      for dataClass in told {
        let text = dataClass.rawValue + ": " + narrative
        drafts.append(
          Draft(
            dataClass, about: about,
            body: .object([.init("text", .string(text))])))
      }
    }
    for (dataClass, body) in more {
      drafts.append(Draft(dataClass, about: hasPersons ? [tag] : [], body: body))
    }
    return drafts
  }

  private var matter: JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("unit", .string(unit.text)),
      .init("conversation", .string(conversation.description)),
      .init("sent", .string(sent.text)), .init("purpose", .string(purpose.rawValue)),
      .init("basis", .string(basis.rawValue)),
    ])
  }

  private func handling(_ tag: Tag) -> JSONValue {
    let person: [JSONValue.Member] =
      [
        .init("tag", .string(tag.text)), .init("role", .string(role.rawValue)),
        .init("certainty", .string(certainty.rawValue)),
        .init("protection", .string(protection.rawValue)),
      ] + (number.map { [.init("number", .string($0))] } ?? [])
    let persons = consenting?.persons ?? (hasPersons ? [.object(person)] : [])
    let members: [JSONValue.Member] = [
      .init("persons", .array(persons)),
      .init("municipality", .string(municipality)), .init("area", .string(area)),
      .init("target", .string(target.rawValue)),
      .init("grounds", .array(grounds.map { .string($0.rawValue) })),
      .init("urgency", .string(urgency.rawValue)),
      .init("guardians", .string(guardians.rawValue)), .init("anonymous", .bool(isAnonymous)),
      .init("feedback", .bool(wantsFeedback)),
      .init("excluded", .array(excluded.map(JSONValue.string))),
    ]
    return .object(members + particulars.members + (consenting?.members ?? []))
  }

  private static func tag(drawing generator: inout SplitMix64) -> Tag {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let text = String((0..<4).map { _ in letters[generator.below(letters.count)] })
    return Town.name(text, Tag.init(_:))
  }
}

/// Numbers of the public series, which belong to nobody.
package enum TestPeople {
  package static let numbers = ["201801102383", "201402262396", "201310132384", "201212222390"]
}

extension Letter {
  /// Writes, signs and reads back a message.
  package static func write(
    _ wording: Wording, by agency: AgencyID, as source: AgencyID? = nil, key: SigningKey,
    id: MessageID? = nil, audience: DeploymentID = Town.deployment, flaw: Flaw? = nil,
    drawing generator: inout SplitMix64
  ) -> Letter {
    let id = id ?? MessageID(RandomUUID(using: &generator))
    let drafts = wording.drafts(drawing: &generator)
    let message: SignedMessage
    do {
      message = try SignedMessage.compose(
        drafts, id: id, source: source ?? agency, audience: audience, key: key.verifyingKey.id,
        drawing: &generator)
    } catch {
      preconditionFailure("the simulation writes well-formed messages: \(error)")
    }
    let signer = flaw == .badSignature ? Town.key(number: 666) : key
    let proof = Proof.sign(
      [message.envelope.bytes], for: .publish, audience: audience, with: signer)[0]
    return Letter(
      message: message, proof: proof, agency: agency, digest: message.digest, flaw: flaw)
  }
}
