import Concerns
import Deadlines
import Evidence
import Wire

/// What one write did to one entry, as the audit tree commits to it (`protocols/audit.md`).
///
/// It says what became of what, by name and number, and gives a hash of every text: whoever is
/// shown a text can be shown that it is the one. It repeats no word that was said of anybody.
struct Statement: Sendable {
  /// An entry that the write recorded.
  struct Filed: Sendable {
    let record: RecordID
    let kind: EntryKind
    let fields: [FieldNumber: Digest32]
    /// Of the receipt, if one was owed.
    var answer: Digest32?
  }

  /// A delivery that the write began: to whom, and the hash of what was decided.
  struct Decided: Sendable {
    let delivery: DeliveryID
    let function: FunctionID
    let decided: Digest32

    init(_ delivery: DeliveryID, to function: FunctionID, _ decided: [UInt8]) {
      self.delivery = delivery
      self.function = function
      self.decided = Digest32(hashing: decided)
    }
  }

  let at: Moment
  var filed: Filed?
  var decided: [Decided] = []
  /// Of what a hand-over noted.
  var handOver: Digest32?
  /// Who owns the entry from then on.
  var owner: FunctionID?
  /// Entries that went with the write.
  var weeded: [EntryIndex] = []
  /// The board whose key was drawn, by its number in this ledger.
  private var controller: ControllerNumber?
  private var moved: [(delivery: DeliveryID, standing: DeliveryStanding)] = []
  private var started: [ClockRow] = []
  private var ended: [ClockEnd] = []

  /// States what rows do: how deliveries stand from then on, which clocks began and ended.
  init(at moment: Moment, rows: [Row] = []) {
    at = moment
    for row in rows {
      switch row {
      case .deliveryChange(let change): moved.append((change.id, change.standing))
      case .clock(let clock): started.append(clock)
      case .clockEnd(let end): ended.append(end)
      case .weeding(let index): weeded.append(index)
      case .controllerKey(let row): controller = row.controller
      case .entry, .delivery, .handOver, .conversation, .treeHead: break
      }
    }
  }

  /// JSON without white space, members in order; a member that would be empty is not there.
  var bytes: [UInt8] {
    var members: [JSONValue.Member] = [.init("v", .integer(1)), .init("at", Self.value(of: at))]
    if let filed { members.append(.init("entry", Self.value(of: filed))) }
    if let owner { members.append(.init("owner", .string(owner.text))) }
    if let handOver { members.append(.init("handOver", .string(handOver.wire))) }
    if let controller {
      members.append(.init("controller", .integer(Int64(controller.rawValue))))
    }
    let lists: [(String, [JSONValue])] = [
      ("decided", decided.map(Self.value(of:))),
      ("standings", moved.map { Self.value(of: $0.delivery, $0.standing) }),
      ("started", started.map(Self.value(of:))), ("ended", ended.map(Self.value(of:))),
      ("weeded", weeded.map { .integer($0.value) }),
    ]
    members += lists.filter { !$0.1.isEmpty }.map { .init($0.0, .array($0.1)) }
    return JSONValue.object(members).bytes
  }

  private static func value(of moment: Moment) -> JSONValue { .integer(moment.milliseconds) }

  private static func value(of filed: Filed) -> JSONValue {
    let fields = filed.fields.sorted { $0.key < $1.key }.map { number, digest in
      JSONValue.Member(number.word, .string(digest.wire))
    }
    return .object(
      [
        .init("record", .string(Base64.url.encode(filed.record.bytes))),
        .init("kind", .string(filed.kind.word)), .init("fields", .object(fields)),
      ] + (filed.answer.map { [.init("answer", .string($0.wire))] } ?? []))
  }

  private static func value(of decided: Decided) -> JSONValue {
    .object([
      .init("delivery", .string(decided.delivery.wire)),
      .init("function", .string(decided.function.text)),
      .init("decided", .string(decided.decided.wire)),
    ])
  }

  private static func value(of delivery: DeliveryID, _ standing: DeliveryStanding) -> JSONValue {
    .object([
      .init("delivery", .string(delivery.wire)), .init("state", .string(standing.state.word)),
      .init("acknowledged", .string(standing.acknowledged.word)),
      .init("attempts", .integer(Int64(standing.attempts))),
      .init("notBefore", value(of: standing.notBefore)),
      .init("version", .integer(Int64(standing.version))),
    ])
  }

  private static func value(of clock: ClockRow) -> JSONValue {
    .object([
      .init("clock", .string(Base64.url.encode(clock.id.bytes))),
      .init("kind", .string(ClockKind(ledgerNumber: clock.kind)?.rawValue ?? "\(clock.kind)")),
      .init("due", value(of: clock.due)),
    ])
  }

  private static func value(of end: ClockEnd) -> JSONValue {
    .object([
      .init("clock", .string(Base64.url.encode(end.id.bytes))),
      .init("cause", .string(ClockCause.word(end.cause))),
    ])
  }
}

extension FieldNumber {
  /// As a statement says it: never change one, only add.
  var word: String {
    switch self {
    case .payload: "payload"
    case .facts: "facts"
    default: "\(rawValue)"
    }
  }
}

extension ClockCause {
  /// As a statement says it: never change one, only add.
  fileprivate static func word(_ cause: UInt8) -> String {
    switch cause {
    case committed: "committed"
    case opened: "opened"
    case decided: "decided"
    case takenOver: "taken-over"
    default: "other"
    }
  }
}

extension EntryKind {
  /// As a statement says it: never change one, only add.
  var word: String {
    switch self {
    case .concern: "concern"
    case .refusal: "refusal"
    case .handOver: "hand-over"
    case .acknowledgement: "acknowledgement"
    case .decision: "decision"
    case .consent: "consent"
    case .clock: "clock"
    case .administration: "administration"
    case .policy: "policy"
    case .shared: "shared"
    case .inspection: "inspection"
    case .emergency: "emergency"
    case .ring: "ring"
    case .acknowledgedReservation: "acknowledged-reservation"
    case .ruling: "ruling"
    case .directory: "directory"
    case .contact: "contact"
    case .duty: "duty"
    }
  }
}

extension DeliveryState {
  /// As a statement says it: never change one, only add.
  var word: String {
    switch self {
    case .waiting: "waiting"
    case .leased: "leased"
    case .settled: "settled"
    case .parked: "parked"
    case .sentOn: "sent-on"
    case .withdrawn: "withdrawn"
    }
  }
}

extension Acknowledgement {
  /// As a statement says it: never change one, only add.
  var word: String {
    switch self {
    case .none: "none"
    case .received: "received"
    case .read: "read"
    case .committed: "committed"
    case .recalled: "recalled"
    }
  }
}
