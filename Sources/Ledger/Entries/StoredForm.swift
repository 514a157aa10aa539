import Concerns
import Consents
import Deadlines
import Evidence
import Filtering
import Policy
import Routing
import Wire

/// The stored spelling of small sealed values: compact JSON with a version, format 1.
///
/// Members are only ever added. What is written here is read by every later release.
enum StoredForm {
  static func read(_ bytes: [UInt8]) throws(LedgerError) -> JSONValue {
    guard let value = try? JSONScanner.parse(bytes), value["v"]?.integer == 1 else {
      throw .corrupt(table: "field")  // It opened, so it is ours; only damage reads otherwise.
    }
    return value
  }

  static func value(of owner: Owner) -> JSONValue {
    .object([
      .init("unit", .string(owner.unit.text)), .init("function", .string(owner.function.text)),
      .init("controller", .string(owner.controller.text)),
      .init("sv", .string(owner.reason.sv)), .init("en", .string(owner.reason.en)),
    ])
  }

  static func owner(in value: JSONValue) -> Owner? {
    guard let unit = value["unit"]?.string.flatMap(UnitID.init(_:)),
      let function = value["function"]?.string.flatMap(FunctionID.init(_:)),
      let controller = value["controller"]?.string.flatMap(ControllerID.init(_:)),
      let sv = value["sv"]?.string, let en = value["en"]?.string
    else { return nil }
    return Owner(
      unit: unit, function: function, controller: controller,
      reason: LocalizedText(sv: sv, en: en))
  }

  static func bytes(of standing: ConversationStanding) -> [UInt8] {
    // Said only of a question that names nobody.
    let asked = standing.asked.map { [JSONValue.Member("asked-as", .string($0.description))] } ?? []
    return JSONValue.object(
      [
        .init("v", .integer(1)), .init("origin", .string(standing.origin.rawValue)),
        .init("reporter", .string(standing.reporter.text)),
        .init("owner", value(of: standing.owner)),
        .init("wantsFeedback", .bool(standing.wantsFeedback)),
        .init("hasFeedback", .bool(standing.hasFeedback)),
      ] + members(of: standing.circle) + asked + conflicted(standing.conflicted)
    ).bytes
  }

  /// The version stands in the row, in clear.
  static func standing(
    _ bytes: [UInt8], version: Int
  ) throws(LedgerError) -> ConversationStanding {
    let value = try read(bytes)
    guard let origin = value["origin"]?.string.flatMap(Kind.init(rawValue:)),
      let reporter = value["reporter"]?.string.flatMap(FunctionID.init(_:)),
      let owner = value["owner"].flatMap(owner(in:)),
      let wantsFeedback = value["wantsFeedback"]?.bool,
      let hasFeedback = value["hasFeedback"]?.bool
    else { throw .corrupt(table: "conversation") }
    return ConversationStanding(
      origin: origin, reporter: reporter, owner: owner, wantsFeedback: wantsFeedback,
      hasFeedback: hasFeedback, circle: try circle(in: value),
      asked: value["asked-as"]?.string.flatMap(ConversationID.init(_:)),
      conflicted: try conflicted(in: value, of: "conversation"), version: version)
  }

  /// What was decided for a recipient, class by class, and under which rules.
  static func bytes(of disclosure: Disclosure) -> [UInt8] { value(of: disclosure).bytes }

  static func value(of disclosure: Disclosure) -> JSONValue {
    let sections = disclosure.sections.map { section in
      JSONValue.object([
        .init("class", .string(section.dataClass.rawValue)),
        .init("shown", .bool(section.verdict.isShown)),
        .init("rule", .string(section.verdict.ground.rule.text)),
      ])
    }
    let recipient = disclosure.recipient
    // Said only where it is so, as it seldom is: what was written before it could be said reads on.
    let walled = recipient.isWalled ? [JSONValue.Member("walled", .bool(true))] : []
    let obligations = Obligation.allCases.filter(disclosure.obligations.contains)
    let obliged =
      obligations.isEmpty
      ? [] : [JSONValue.Member("obligations", .array(obligations.map { .string($0.rawValue) }))]
    let contracted = recipient.isContracted ? [JSONValue.Member("contracted", .bool(true))] : []
    let police = recipient.hearsPolice ? [JSONValue.Member("police", .bool(true))] : []
    let waivers = disclosure.waivers.sorted().map { JSONValue.string($0.uuid.text) }
    let waived = waivers.isEmpty ? [] : [JSONValue.Member("waivers", .array(waivers))]
    let emergencies = disclosure.emergencies.sorted().map { JSONValue.string($0.description) }
    let opened = disclosure.basis.endings.map { endings -> [JSONValue.Member] in
      [.init("emergencies", .array(emergencies)), .init("endings", .integer(endings))]
    }
    return JSONValue.object(
      [
        .init("v", .integer(1)), .init("function", .string(recipient.function.text)),
        .init("party", .string(recipient.party.rawValue)),
        .init("bound", .bool(recipient.isBound)),
        .init("standing", .string(recipient.standing.rawValue)),
        .init("purpose", .string(disclosure.purpose.rawValue)),
        .init("basis", .string(disclosure.legalBasis.rawValue)),
        .init("policy", .integer(disclosure.basis.policy)),
        .init("digest", .string(disclosure.basis.policyDigest.wire)),
        .init("register", .integer(disclosure.basis.register)),
        .init("consents", .array(consents(of: disclosure.basis))),
        .init("until", .string(disclosure.basis.validUntil.text)),
        .init("at", .string(disclosure.at.text)), .init("sections", .array(sections)),
      ] + walled + contracted + police + obliged + waived + (opened ?? []))
  }

  /// Who was handed what and when; what was shown only where the delivery's own row says another.
  static func bytes(of note: HandOverNote) -> [UInt8] {
    let shown =
      note.isAsRecorded ? [] : [JSONValue.Member("disclosure", value(of: note.disclosure))]
    return JSONValue.object(
      [
        .init("v", .integer(1)), .init("delivery", .string(note.change.key.delivery.wire)),
        .init("member", .string(note.member.text)),
        .init("attempt", .integer(Int64(note.change.standing.attempts))),
        .init("at", .string(note.disclosure.at.text)),
      ] + shown
    ).bytes
  }

  static func handOver(_ bytes: [UInt8]) throws(LedgerError) -> HandedOver {
    let value = try read(bytes)
    guard let at = value["at"]?.string.flatMap(Moment.init(_:)) else {
      throw .corrupt(table: "hand_over")
    }
    return try handOver(value, showing: value["disclosure"]?.bytes, at: at)
  }

  /// A hand-over of format 1, whose moment and disclosure stood beside its facts.
  static func handOver(
    _ facts: [UInt8], showing disclosure: [UInt8], at moment: Moment
  ) throws(LedgerError) -> HandedOver {
    try handOver(try read(facts), showing: disclosure, at: moment)
  }

  private static func handOver(
    _ value: JSONValue, showing disclosure: [UInt8]?, at moment: Moment
  ) throws(LedgerError) -> HandedOver {
    guard let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
      let member = value["member"]?.string.flatMap(MemberID.init(_:)),
      let attempt = value["attempt"]?.integer
    else { throw .corrupt(table: "hand_over") }
    return HandedOver(
      delivery: delivery, member: member, attempt: Int(attempt), at: moment,
      disclosure: disclosure)
  }

  /// Each person's epoch, in the order of the pseudonyms.
  private static func consents(of basis: Basis) -> [JSONValue] {
    basis.consents.sorted { $0.key < $1.key }.map { person, epoch in
      .array([.string(Base64.url.encode(person.bytes)), .integer(epoch)])
    }
  }

  /// The persons whose waivers a disclosure rests on; none when it rests on no waiver.
  static func waived(_ value: JSONValue) throws(LedgerError) -> Set<PersonPseudonym> {
    guard value["waivers"] != nil else { return [] }
    let pairs = value["consents"]?.array ?? []
    let persons = pairs.compactMap { pair in
      pair.array?.first?.string.flatMap { Base64.url.decode($0) }
        .flatMap { PersonPseudonym(bytes: $0) }
    }
    guard persons.count == pairs.count, !persons.isEmpty else {
      throw .corrupt(table: "delivery")
    }
    return Set(persons)
  }

  /// The cooperations whose waivers a disclosure rests on.
  static func waivers(_ value: JSONValue) -> Set<CooperationID> {
    let names = value["waivers"]?.array ?? []
    return Set(names.compactMap { $0.string.flatMap(RandomUUID.init(_:)).map(CooperationID.init) })
  }

  /// The emergencies that a disclosure rests on.
  static func emergencies(_ value: JSONValue) -> Set<EmergencyID> {
    let names = value["emergencies"]?.array ?? []
    return Set(names.compactMap { $0.string.flatMap(EmergencyID.init(_:)) })
  }

  /// Who receives a delivery. What may be shown is never read back: it is asked anew.
  static func recipient(_ value: JSONValue) throws(LedgerError) -> Recipient {
    guard let function = value["function"]?.string.flatMap(FunctionID.init(_:)),
      let party = value["party"]?.string.flatMap(Party.init(rawValue:)),
      let isBound = value["bound"]?.bool,
      let standing = value["standing"]?.string.flatMap(Recipient.Standing.init(rawValue:))
    else { throw .corrupt(table: "delivery") }
    return Recipient(
      function: function, party: party, isBound: isBound,
      isContracted: value["contracted"]?.bool ?? false,
      isWalled: value["walled"]?.bool ?? false, hearsPolice: value["police"]?.bool ?? false,
      standing: standing)
  }
}
