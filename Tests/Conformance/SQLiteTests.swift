import Concerns
import Evidence
import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Testing

@Suite struct `A ledger on SQLite` {
  @Test func `reports the settings that durability rests on`() async throws {
    try await onGround(.sqlite) { ground, _ in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let settings = try await store.reportedSettings()
      #expect(settings["synchronous"] == "3")
      #expect(settings["journal_mode"] == "wal")
      #expect(settings["foreign_keys"] == "1")
      #expect(settings["mmap_size"] == "0")
      #expect(settings["secure_delete"] == "1")
      #expect(settings["wal_autocheckpoint"] == "0", "its errors would be swallowed")
      try await store.close()
      let again = try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      #expect(try await again.reportedSettings() == settings)
    }
  }

  @Test func `is created once and opened where it was created`() async throws {
    try await onGround(.sqlite) { ground, _ in
      await #expect(throws: LedgerError.notCreated) {
        try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      }
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      await #expect(throws: LedgerError.inUse) {
        try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      }
      try await store.close()
      await #expect(throws: LedgerError.alreadyCreated) {
        try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      }
      await #expect(throws: LedgerError.closed) { try await store.append([]) }
      await #expect(throws: LedgerError.closed) { try await store.head() }
    }
  }

  @Test func `of another format is refused by its number`() async throws {
    try await onGround(.sqlite) { ground, _ in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      try await store.close()
      try await tamper(ground, "UPDATE ledger SET format = 4")
      await #expect(throws: LedgerError.wrongFormat(found: 4)) {
        try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      }
    }
  }

  @Test func `of format 1 is brought up to date when it is opened`() async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let concern = try scribe.concern("a")
      _ = try await store.append([concern])
      try await store.close()
      try await tamper(
        ground,
        """
        ALTER TABLE delivery ADD COLUMN disclosure BLOB;
        UPDATE delivery SET disclosure =
          (SELECT sealed FROM disclosure WHERE disclosure.place = delivery.place);
        DROP TABLE disclosure; DROP TABLE hand_over;
        CREATE UNIQUE INDEX entry_record ON entry (record);
        DROP TABLE statement; DROP TABLE tree_head; DROP TABLE block;
        ALTER TABLE leaf RENAME COLUMN value TO hash;
        UPDATE leaf SET hash = CAST(substr(hash, 2) AS BLOB);
        UPDATE ledger SET format = 1;
        """)
      let stranger = try Scribe(seed: 2).vault.identity(for: .training)
      await #expect(throws: LedgerError.wrongRootKey) {
        try await SQLiteLedgerStore.open(stranger, with: ground.settings)
      }
      let again = try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      let id = try #require(concern.delivery?.id)
      #expect(try await again.delivery(id)?.row.disclosure == concern.delivery?.disclosure)
      let page = try await again.entries(
        of: .concern, after: .start, limit: 9, fields: [.payload, .facts])
      #expect(page.map(\.row) == [concern.entry])
      let next = try await again.append([try scribe.settling(id, from: 1), concern])
      #expect(next.outcomes.first == .recorded(.nth(2)))
      #expect(try await again.openDeliveries(after: .start, limit: 9).isEmpty)
      try await again.checkIntegrity()
    }
  }

  @Test func `of format 2 keeps its leaves, told from those that have a statement`() async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let old = try scribe.concern("a")
      _ = try await store.append([old])
      try await store.close()
      try await tamper(
        ground,
        """
        DROP TABLE statement; DROP TABLE tree_head; DROP TABLE block;
        ALTER TABLE leaf RENAME COLUMN value TO hash;
        UPDATE leaf SET hash = CAST(substr(hash, 2) AS BLOB);
        UPDATE ledger SET format = 2;
        """)
      let again = try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      let new = try scribe.concern("b")
      _ = try await again.append([new])
      let controller = scribe.controllerKey.controller
      let leaves = try await again.leaves(of: controller, in: 0..<9)
      let value = try #require(old.leaves.first?.value)
      #expect(leaves.first?.bytes == [1] + value.bytes.dropFirst())
      #expect(leaves.dropFirst() == new.leaves.map(\.value)[...])
      #expect(try await again.statements(about: .nth(1), after: .start, limit: 9).isEmpty)
      #expect(try await again.statements(about: .nth(2), after: .start, limit: 9).count == 1)
      try await again.checkIntegrity()
    }
  }

  @Test func `has every row after its process was stopped without closing`() async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let writes = try (0..<50).map { try scribe.concern("\($0)") }
      for write in writes { _ = try await store.append([write]) }
      // The files as they are now, log and all, without a checkpoint.
      let copy = Ground(.sqlite, ground.identity)
      defer { copy.remove() }
      try FileManager.default.copyItem(atPath: ground.folder, toPath: copy.folder)
      let found = try await SQLiteLedgerStore.open(ground.identity, with: copy.settings)
      #expect(try await found.head().last == .nth(50))
      let open = try await found.openDeliveries(after: .start, limit: 100)
      #expect(open.map(\.row.id) == writes.compactMap(\.delivery?.id))
      try await found.checkIntegrity()
      try await store.close()
    }
  }

  @Test func `is moved out of its log while it is written`() async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let first = try scribe.concern("a")
      let id = try #require(first.delivery?.id).bytes
      _ = try await store.append([first])
      #expect(!contains(try bytes(of: ground) { $0.hasSuffix(".sqlite") }, id))
      let empty = Write(at: Moment(seconds: 1), rows: [])
      for _ in 0..<256 { _ = try await store.append([empty]) }
      // What the last append began after its answer ends before the next one does.
      _ = try await store.append([empty])
      #expect(contains(try bytes(of: ground) { $0.hasSuffix(".sqlite") }, id))
      try await store.close()
    }
  }

  @Test func `is moved out of its log although no life of its process is long enough`()
    async throws
  {
    try await onGround(.sqlite) { ground, scribe in
      var store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let first = try scribe.concern("a")
      let id = try #require(first.delivery?.id).bytes
      _ = try await store.append([first])
      var place = ground
      for life in 1...3 {
        for number in 1...100 {
          _ = try await store.append([try scribe.concern("\(life).\(number)")])
        }
        let left = try place.killed()
        try await store.close()
        if life > 1 { place.remove() }
        place = left
        store = try await SQLiteLedgerStore.open(place.identity, with: place.settings)
      }
      defer { place.remove() }
      let empty = Write(at: Moment(seconds: 1), rows: [])
      _ = try await store.append([empty])
      // What the last append began after its answer ends before the next one does.
      _ = try await store.append([empty])
      #expect(contains(try bytes(of: place) { $0.hasSuffix(".sqlite") }, id))
      try await store.close()
    }
  }

  @Test func `stays failed after an error that leaves the disk unknown`() async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let concern = try scribe.concern("a")
      _ = try await store.append([concern])
      // A name drawn at random twice: impossible by chance, and a constraint of the database.
      let twice = Write(at: concern.at, rows: concern.rows.dropLast())
      let first = await #expect(throws: LedgerError.self) { try await store.append([twice]) }
      guard case .failed = first else {
        Issue.record("a broken constraint is final")
        return
      }
      let second = await #expect(throws: LedgerError.self) {
        try await store.append([try scribe.concern("b")])
      }
      #expect(second == first)
      await #expect(throws: LedgerError.self) { try await store.head() }
      let again = try await ground.restart(store)
      #expect(try await again.head().last == .nth(1))
      #expect(try await again.append([try scribe.concern("b")]).outcomes == [.recorded(.nth(2))])
    }
  }

  @Test(arguments: [
    ("UPDATE entry SET kind = 99", "entry"), ("UPDATE entry SET key = x'01'", "entry"),
    ("UPDATE delivery SET lane = 7", "delivery"),
  ])
  func `names the table of a damaged row`(sql: String, table: String) async throws {
    try await onGround(.sqlite) { ground, scribe in
      var store = try await ground.create()
      _ = try await store.append([try scribe.concern("a")])
      try await (store as? SQLiteLedgerStore)?.close()
      try await tamper(ground, sql)
      store = try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      await #expect(throws: LedgerError.corrupt(table: table)) {
        _ = try await store.entry(at: .nth(1), fields: [])
        _ = try await store.openDeliveries(after: .start, limit: 1)
      }
    }
  }

  @Test(arguments: [
    "UPDATE delivery SET state = 2", "UPDATE delivery SET acknowledged = 3",
    "UPDATE delivery SET attempts = attempts + 1", "UPDATE delivery SET version = 9",
  ])
  func `shows a state that was changed behind its back`(sql: String) async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let concern = try scribe.concern("a")
      _ = try await store.append([concern])
      try await store.close()
      try await tamper(ground, sql)
      let again = try await SQLiteLedgerStore.open(ground.identity, with: ground.settings)
      let id = try #require(concern.delivery?.id)
      let found = try #require(try await again.delivery(id))
      #expect(throws: VaultError.notOpened) { try scribe.key.check(found.row) }
    }
  }

  @Test func `holds no word of what was sealed in any byte of its folder`() async throws {
    try await onGround(.sqlite) { ground, scribe in
      let store = try await SQLiteLedgerStore.create(ground.identity, with: ground.settings)
      let token = "canary-5d1f0c62b7"
      let write = try scribe.concern(token, said: token, function: "\(token).duty")
      let keys = Write(
        at: Moment(seconds: 1), raises: [try scribe.stand(token, 0).name],
        rows: [.controllerKey(scribe.controllerKey)])
      _ = try await store.append([write, keys])
      let log = try bytes(of: ground, where: { $0.hasSuffix("-wal") })
      #expect(
        try contains(log, #require(write.delivery).id.bytes), "the search finds what is there")
      #expect(!contains(try bytes(of: ground) { _ in true }, Array(token.utf8)))
      try await store.close()
      let closed = try bytes(of: ground) { _ in true }
      #expect(try contains(closed, #require(write.delivery).id.bytes))
      #expect(!contains(closed, Array(token.utf8)))
    }
  }

  private func tamper(_ ground: Ground, _ sql: String) async throws {
    let queue = try DatabaseQueue(path: ground.folder + "/ledger.sqlite")
    try await queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func bytes(of ground: Ground, where isWanted: (String) -> Bool) throws -> Data {
    try FileManager.default.contentsOfDirectory(atPath: ground.folder).filter(isWanted)
      .reduce(into: Data()) {
        $0 += try Data(contentsOf: URL(filePath: ground.folder + "/" + $1))
      }
  }

  private func contains(_ data: Data, _ token: [UInt8]) -> Bool {
    data.range(of: Data(token)) != nil
  }
}
