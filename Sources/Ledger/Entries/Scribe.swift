import Admission
import Concerns
import Deadlines
import Evidence
import Filtering
import Routing
import Wire

/// A conversation whose key is open.
struct KnownConversation: Sendable {
  let key: ConversationKey
  let wrapped: WrappedKey
  let version: Int
}

/// Turns entries into sealed writes. Holds the keys, reads nothing, decides nothing.
struct Scribe: Sendable {
  /// Answers for what concerns no board: the register, refusals, and names shared by all boards.
  static let operatorName = "operator"

  var vault: Vault
  private let operatorKey: ControllerKey
  /// Names of what disclosures rest on.
  let policyStand: Stand.Name
  let registerStand: Stand.Name
  let emergencyStand: Stand.Name

  init(vault: Vault) throws(VaultError) {
    guard let name = ControllerID(Self.operatorName), let number = vault.number(of: name) else {
      throw .unknownController
    }
    self.vault = vault
    operatorKey = try vault.key(of: number)
    policyStand = operatorKey.keyed(.stand, Array("policy".utf8))
    registerStand = operatorKey.keyed(.stand, Array("register".utf8))
    emergencyStand = operatorKey.keyed(.stand, Array("emergency".utf8))
  }

  /// What an entry becomes, and the conversations whose versions it moves.
  struct Draft {
    let write: Write
    var conversations: [(name: Keyed, known: KnownConversation)] = []
    var place: EntryPlace?
  }

  /// What every sealed thing of one entry has in common.
  struct Sheet {
    let record: RecordKey
    let controller: ControllerKey
    let kind: EntryKind
    let at: Moment

    /// The entry's row with its sealed fields.
    func row(
      _ fields: [FieldNumber: [UInt8]], using generator: inout some RandomNumberGenerator
    ) -> Row {
      var sealed: [FieldNumber: Sealed] = [:]
      // In order of number: the generator is drawn from, and a run must be repeatable.
      for (number, bytes) in fields.sorted(by: { $0.key < $1.key }) {
        sealed[number] = record.seal(
          bytes, at: .field(number, of: kind, at: at), using: &generator)
      }
      let count = fields.values.reduce(0) { $0 + $1.count }
      return .entry(
        EntryRow(
          record: record.record, kind: kind, controller: controller.controller, at: at,
          bucket: SizeBucket(holding: count), generation: record.generation,
          conversation: record.conversation, key: record.wrapped, fields: sealed))
    }

    /// What a statement says of the entry.
    func filed(_ fields: [FieldNumber: [UInt8]], answer: [UInt8]? = nil) -> Statement.Filed {
      Statement.Filed(
        record: record.record, kind: kind, fields: fields.mapValues { Digest32(hashing: $0) },
        answer: answer.map { Digest32(hashing: $0) })
    }
  }

  func operatorStand(_ name: [UInt8]) -> Stand.Name { operatorKey.keyed(.stand, name) }

  /// A claim is the same whoever owns the message: a changed message must not find another owner
  /// and pass for new.
  func claimKey(source: AgencyID, id: MessageID) -> Keyed {
    operatorKey.keyed(.claim, Array(source.text.utf8) + [0] + id.uuid.bytes)
  }

  func claim(on message: SignedMessage, answer: Sealed) -> Claim {
    Claim(
      key: claimKey(source: message.envelope.source, id: message.envelope.id),
      digest: operatorKey.keyed(.digest, message.digest.bytes), answer: answer)
  }

  /// What the answer to a transfer is found by: its place. No agency's name is empty, so that it is
  /// never the claim of a message.
  func answerKey(of entry: EntryIndex) -> Keyed {
    operatorKey.keyed(.claim, [0] + Array("transfer \(entry.value)".utf8))
  }

  /// A transfer is answered once.
  func claim(on answer: [UInt8], to entry: EntryIndex, sealed: Sealed) -> Claim {
    Claim(
      key: answerKey(of: entry), digest: operatorKey.keyed(.digest, answer), answer: sealed)
  }

  func controllerKey(of controller: ControllerID) throws(VaultError) -> ControllerKey {
    guard let number = vault.number(of: controller) else { throw .unknownController }
    return try vault.key(of: number)
  }

  /// The conversations that an entry is sealed in or moves; none for what belongs to none.
  func conversations(of entry: Entry) throws(VaultError) -> [Keyed] {
    switch entry {
    case .concern(let concern): try conversations(of: concern)
    case .handOver(let note): [note.change.key.conversation]
    case .redirection(let note): [note.change.key.conversation]
    case .ruling(let note): [note.key.conversation]
    case .acknowledgement(let note): note.changes.map(\.key.conversation)
    case .standing(let changes): changes.map(\.key.conversation)
    case .refusal, .clock, .ring, .weeding, .policy, .inspection,
      .contact, .act,
      .directory, .duty:
      []
    }
  }

  /// The conversation that a message belongs to, then the branch of it that it is sealed in when
  /// its owner belongs to another board than the conversation's.
  func conversations(of concern: NewConcern) throws(VaultError) -> [Keyed] {
    let routed = concern.cleared.routed
    let id = routed.home
    let home = try controllerKey(of: routed.conversation.owner.controller)
    let own = try controllerKey(of: routed.owner.controller)
    let name = home.keyed(.conversation, id.uuid.bytes)
    return home.controller == own.controller
      ? [name] : [name, own.keyed(.conversation, id.uuid.bytes)]
  }

  /// Whether a conversation could have its home under one board or another.
  var hasManyBoards: Bool { vault.controllers.count { $0 != operatorKey.controller } > 1 }

  /// The newest key of every board; a conversation has its name under one of them.
  func boards() throws(VaultError) -> [ControllerKey] {
    try vault.controllers.filter { $0 != operatorKey.controller }
      .map { number throws(VaultError) in try vault.key(of: number) }
  }

  /// A sheet for what belongs to no conversation.
  func operatorSheet(
    _ kind: EntryKind, at moment: Moment, using generator: inout some RandomNumberGenerator
  ) -> Sheet {
    Sheet(
      record: operatorKey.ownConversation.newRecord(using: &generator), controller: operatorKey,
      kind: kind, at: moment)
  }

  /// An entry of a controller's own, which belongs to no conversation: its row and other rows,
  /// and the leaf of what they do.
  ///
  /// - Parameters:
  ///   - answer: The receipt that is owed for it, if one is.
  ///   - moves: Deliveries of other entries that it moves.
  func write(
    _ sheet: Sheet, _ fields: [FieldNumber: [UInt8]], answer: [UInt8]? = nil,
    isIntake: Bool = false, claim: Claim? = nil, expects: [Stand] = [],
    raises: [Stand.Name] = [], with others: [Row] = [], moving moves: [Move] = [],
    using generator: inout some RandomNumberGenerator
  ) -> Write {
    let rows = [sheet.row(fields, using: &generator)] + moves.map(\.row) + others
    var statement = Statement(at: sheet.at, rows: others)
    statement.filed = sheet.filed(fields, answer: answer)
    let leaf = sheet.controller.ownConversation.leaf(
      statement.bytes, about: .own, using: &generator)
    return Write(
      at: sheet.at, isIntake: isIntake, claim: claim, expects: expects, raises: raises,
      rows: rows, leaves: [leaf] + moves.map(\.leaf))
  }

  /// The leaf of what belongs to no board and has no entry.
  func operatorLeaf(
    _ statement: Statement, using generator: inout some RandomNumberGenerator
  ) -> AuditLeaf {
    operatorKey.ownConversation.leaf(statement.bytes, about: .own, using: &generator)
  }
}
