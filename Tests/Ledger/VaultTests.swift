import Concerns
import Deadlines
import Evidence
import Ledger
import Testing

@Suite struct `A vault` {
  private var generator = SystemRandomNumberGenerator()
  private var vault: Vault
  private let row: ControllerKeyRow

  init() throws {
    let root = try #require(RootKey(bytes: Salt.bytes(32, using: &generator)))
    vault = Vault(root: root, deployment: try #require(DeploymentID("test.example")))
    row = vault.newKey(for: try #require(ControllerID("one")), using: &generator)
    try vault.admit(row)
  }

  private mutating func record(in name: String = "a") throws -> RecordKey {
    let key = try vault.key(of: row.controller)
    let conversation = key.newConversation(
      key.keyed(.conversation, Array(name.utf8)), using: &generator)
    return conversation.key.newRecord(using: &generator)
  }

  @Test(arguments: [0, 1, 62, 63, 64, 79, 80, 2400, 65_536])
  mutating func `opens what it sealed and hides its length`(count: Int) throws {
    let key = try record()
    let text = [UInt8](repeating: 0x80, count: count)
    let sealed = key.seal(text, at: .answer, using: &generator)
    #expect(try key.open(sealed, at: .answer) == text)
    let bucket = SizeBucket(holding: count + 1)
    #expect(sealed.bytes.count == bucket.byteCount + Sealed.overhead)
    #expect(bucket.byteCount <= max(64, (count + 1) * 5 / 4))
    #expect(key.seal(text, at: .answer, using: &generator) != sealed, "nonces differ")
  }

  @Test mutating func `opens nothing of which one bit was changed`() throws {
    let key = try record()
    let sealed = key.seal(Array("words".utf8), at: .answer, using: &generator)
    for position in sealed.bytes.indices {
      var bytes = sealed.bytes
      bytes[position] ^= 1 << UInt8(position % 8)
      let error = position == 0 ? VaultError.unknownFormat : .notOpened
      #expect(throws: error) { try key.open(Sealed(stored: bytes), at: .answer) }
    }
    for count in [0, 1, 12, 28, sealed.bytes.count - 1] {
      #expect(throws: VaultError.self) {
        try key.open(Sealed(stored: Array(sealed.bytes.prefix(count))), at: .answer)
      }
    }
  }

  @Test mutating func `opens nothing that was moved to another place`() throws {
    let key = try record()
    let moment = Moment(seconds: 5)
    let (delivery, clock) = (DeliveryID(using: &generator), ClockID(RandomUUID(using: &generator)))
    let controller = try vault.key(of: row.controller)
    let (one, two) = (controller.keyed(.function, [1]), controller.keyed(.function, [2]))
    let places: [Place] = [
      .field(.payload, of: .concern, at: moment), .field(.facts, of: .concern, at: moment),
      .field(.payload, of: .refusal, at: moment),
      .field(.payload, of: .concern, at: Moment(seconds: 6)), .answer,
      .disclosure(of: delivery, to: one, in: two), .disclosure(of: delivery, to: two, in: one),
      .disclosure(of: DeliveryID(using: &generator), to: one, in: two),
      .note(of: clock, kind: 1, due: moment), .note(of: clock, kind: 2, due: moment),
      .note(of: clock, kind: 1, due: Moment(seconds: 6)), .standing(version: 1),
    ]
    let sealed = places.map { key.seal([1, 2, 3], at: $0, using: &generator) }
    for (position, blob) in sealed.enumerated() {
      for (other, place) in places.enumerated() where other != position {
        #expect(throws: VaultError.notOpened) { try key.open(blob, at: place) }
      }
      #expect(try key.open(blob, at: places[position]) == [1, 2, 3])
    }
  }

  @Test mutating func `opens nothing with the key of another record`() throws {
    let (one, two) = (try record(in: "a"), try record(in: "a"))
    let sealed = one.seal([1], at: .answer, using: &generator)
    #expect(throws: VaultError.notOpened) { try two.open(sealed, at: .answer) }
  }

  @Test mutating func `opens no record whose row was moved to another conversation`() throws {
    let key = try vault.key(of: row.controller)
    let (one, two) = (
      key.newConversation(key.keyed(.conversation, [1]), using: &generator),
      key.newConversation(key.keyed(.conversation, [2]), using: &generator)
    )
    let record = one.key.newRecord(using: &generator)
    let sealed = record.seal([1], at: .answer, using: &generator)
    func entry(in conversation: ConversationKey) -> EntryRow {
      EntryRow(
        record: record.record, kind: .concern, controller: key.controller,
        at: Moment(seconds: 1), bucket: SizeBucket(holding: 1), generation: key.generation,
        conversation: conversation.name, key: record.wrapped, fields: [:])
    }
    #expect(try one.key.open(entry(in: one.key)).open(sealed, at: .answer) == [1])
    #expect(throws: VaultError.misplaced) { try two.key.open(entry(in: one.key)) }
    #expect(throws: VaultError.notOpened) { try two.key.open(entry(in: two.key)) }
  }

  @Test mutating func `opens no conversation of another controller`() throws {
    let other = vault.newKey(for: try #require(ControllerID("two")), using: &generator)
    #expect(other.controller > row.controller)
    try vault.admit(other)
    let (key, stranger) = (
      try vault.key(of: row.controller), try vault.key(of: other.controller)
    )
    let name = key.keyed(.conversation, [1])
    let drawn = key.newConversation(name, using: &generator)
    func conversation(of controller: ControllerNumber, version: Int = 1) -> ConversationRow {
      ConversationRow(
        name: name, controller: controller, generation: .first, key: drawn.wrapped,
        version: version,
        standing: drawn.key.seal(standing: [7], version: 1, using: &generator))
    }
    let own = conversation(of: key.controller)
    #expect(try key.open(own).openStanding(of: own) == [7])
    let later = conversation(of: key.controller, version: 2)
    #expect(throws: VaultError.notOpened) { try key.open(own).openStanding(of: later) }
    #expect(throws: VaultError.misplaced) { try stranger.open(own) }
    #expect(throws: VaultError.notOpened) {
      try stranger.open(conversation(of: other.controller))
    }
  }

  @Test func `keeps pseudonyms of purposes, controllers and deployments apart`() throws {
    let key = try vault.key(of: row.controller)
    let names = Pseudonym.allCases.map { key.keyed($0, [1, 2]) }
    #expect(Set(names).count == Pseudonym.allCases.count)
    #expect(key.keyed(.person, [1, 2]) == key.keyed(.person, [1, 2]))
    #expect(key.keyed(.person, [1, 2]) != key.keyed(.person, [1, 3]))
  }

  @Test mutating func `opens with the next generation and still with the one before`() throws {
    let controller = try #require(ControllerID("one"))
    let next = vault.newKey(for: controller, using: &generator)
    #expect(next.controller == row.controller)
    #expect(next.generation == KeyGeneration(rawValue: 2))
    let old = try record()
    try vault.admit(next)
    try vault.admit(row)  // Order of reading must not matter.
    #expect(try vault.key(of: row.controller).generation == next.generation)
    #expect(try vault.key(of: row.controller, .first).generation == .first)
    #expect(vault.number(of: controller) == row.controller)
    #expect(old.generation == .first)
  }

  @Test mutating func `refuses a controller's key that another root wrapped`() throws {
    let root = try #require(RootKey(bytes: Salt.bytes(32, using: &generator)))
    var other = Vault(root: root, deployment: vault.deployment)
    #expect(throws: VaultError.notOpened) { try other.admit(row) }
    #expect(throws: VaultError.unknownController) { try other.key(of: row.controller) }
    #expect(other.identity(for: .training) != vault.identity(for: .training))
  }

  @Test mutating func `opens an entry of the controller itself without a conversation`() throws {
    let key = try vault.key(of: row.controller)
    let record = key.ownConversation.newRecord(using: &generator)
    let entry = EntryRow(
      record: record.record, kind: .administration, controller: key.controller,
      at: Moment(seconds: 1), bucket: SizeBucket(holding: 1), generation: key.generation,
      conversation: key.ownConversation.name, key: record.wrapped, fields: [:])
    let sealed = record.seal([4], at: .answer, using: &generator)
    #expect(try vault.open(entry, in: nil).open(sealed, at: .answer) == [4])
  }
}
