import Concerns
import Deadlines
import Evidence
import Ledger
import Support
import Testing

/// Makes sealed writes of the shape that the broker makes.
struct Scribe {
  let vault: Vault
  let controllerKey: ControllerKeyRow
  var generator: SplitMix64

  init(seed: UInt64 = 1) throws {
    var generator = SplitMix64(seed: seed)
    let root = try #require(RootKey(bytes: Salt.bytes(32, using: &generator)))
    var vault = Vault(root: root, deployment: try #require(DeploymentID("test.example")))
    let board = try #require(ControllerID("board-one"))
    controllerKey = vault.newKey(for: board, using: &generator)
    try vault.admit(controllerKey)
    self.vault = vault
    self.generator = generator
  }

  var key: ControllerKey {
    get throws { try vault.key(of: controllerKey.controller) }
  }

  /// A concern with one delivery and one clock, the whole of it saying `said`.
  mutating func concern(
    _ name: String, said: String = "words", at seconds: Int64 = 100, isIntake: Bool = true,
    expects: [Stand] = [], raises: [Stand.Name] = [], function: String = "board-one.duty"
  ) throws -> Write {
    let key = try key
    let text = Array(said.utf8)
    let moment = Moment(seconds: seconds)
    let conversation = key.newConversation(
      key.keyed(.conversation, Array(name.utf8)), using: &generator)
    let record = conversation.key.newRecord(using: &generator)
    let entry = EntryRow(
      record: record.record, kind: .concern, controller: key.controller, at: moment,
      bucket: SizeBucket(holding: text.count + 1), generation: key.generation,
      conversation: conversation.key.name, key: record.wrapped,
      fields: [
        .payload: record.seal(
          text, at: .field(.payload, of: .concern, at: moment), using: &generator),
        .facts: record.seal(
          text, at: .field(.facts, of: .concern, at: moment), using: &generator),
      ])
    let claim = Claim(
      key: key.keyed(.claim, Array(name.utf8)), digest: key.keyed(.digest, text),
      answer: record.seal(text, at: .answer, using: &generator))
    let standing = ConversationRow(
      name: conversation.key.name, controller: key.controller, generation: key.generation,
      key: conversation.wrapped, version: 1,
      standing: conversation.key.seal(standing: text, version: 1, using: &generator))
    return Write(
      at: moment, isIntake: isIntake, claim: claim, expects: expects, raises: raises,
      rows: [
        .entry(entry),
        .delivery(try delivery(text, by: record, to: function, at: moment)),
        .clock(clock(text, by: record, due: moment)),
        .conversation(standing),
      ],
      leaves: [conversation.key.leaf(text, about: .own, using: &generator)])
  }

  /// An entry of a kind alone, saying `said`.
  mutating func entry(_ kind: EntryKind, said: String, at seconds: Int64 = 100) throws -> Write {
    let key = try key
    let moment = Moment(seconds: seconds)
    let conversation = key.newConversation(
      key.keyed(.conversation, Array(said.utf8)), using: &generator)
    let record = conversation.key.newRecord(using: &generator)
    let facts = record.seal(
      Array(said.utf8), at: .field(.facts, of: kind, at: moment), using: &generator)
    return Write(
      at: moment,
      rows: [
        .entry(
          EntryRow(
            record: record.record, kind: kind, controller: key.controller, at: moment,
            bucket: SizeBucket(holding: said.utf8.count), generation: key.generation,
            conversation: conversation.key.name, key: record.wrapped, fields: [.facts: facts]))
      ],
      leaves: [conversation.key.leaf(Array(said.utf8), about: .own, using: &generator)])
  }

  mutating func delivery(
    _ text: [UInt8], by record: RecordKey, to function: String, at moment: Moment
  ) throws -> DeliveryRow {
    let key = try key
    let id = DeliveryID(using: &generator)
    let function = key.keyed(.function, Array(function.utf8))
    let thread = key.keyed(.thread, record.conversation.bytes)
    let standing = DeliveryStanding(
      state: .waiting, attempts: 0, notBefore: moment, acknowledged: .none, version: 1, at: moment)
    return DeliveryRow(
      id: id, entry: .own, controller: key.controller, function: function, thread: thread,
      lane: .acute,
      disclosure: record.seal(
        text, at: .disclosure(of: id, to: function, in: thread), using: &generator),
      standing: standing, mark: key.mark(id, standing))
  }

  mutating func clock(_ text: [UInt8], by record: RecordKey, due: Moment) -> ClockRow {
    let id = ClockID(RandomUUID(using: &generator))
    let note = record.seal(text, at: .note(of: id, kind: 7, due: due), using: &generator)
    return ClockRow(
      id: id, entry: .own, controller: record.controller, kind: 7, due: due, note: note)
  }

  /// Settles a delivery that stands at a version.
  func settling(
    _ delivery: DeliveryID, from version: Int, as state: DeliveryState = .settled,
    expects: [Stand] = [], at seconds: Int64 = 200
  ) throws -> Write {
    let standing = DeliveryStanding(
      state: state, attempts: 1, notBefore: Moment(seconds: seconds), acknowledged: .read,
      version: version + 1, at: Moment(seconds: seconds))
    let change = DeliveryChange(
      id: delivery, standing: standing, mark: try key.mark(delivery, standing))
    return Write(
      at: Moment(seconds: seconds), expects: expects, rows: [.deliveryChange(change)])
  }

  func stand(_ name: String, _ epoch: Int64) throws -> Stand {
    Stand(name: try key.keyed(.stand, Array(name.utf8)), epoch: epoch)
  }
}

extension Write {
  var delivery: DeliveryRow? {
    for case .delivery(let row) in rows { return row }
    return nil
  }

  var clock: ClockRow? {
    for case .clock(let row) in rows { return row }
    return nil
  }

  var conversation: ConversationRow? {
    for case .conversation(let row) in rows { return row }
    return nil
  }
}

extension EntryIndex {
  /// The first, second, … write of a test.
  static func nth(_ number: Int64) -> Self { Self(number) }
}
