import Concerns
import Deadlines
import Evidence
import Wire

extension Scribe {
  /// Seals what was decided of a case: some clocks end, others begin, all of it at once.
  ///
  /// - Parameter concern: The key of the concern's own record: its clocks are read back with that.
  func seal(
    _ note: RulingNote, in known: KnownConversation, of concern: RecordKey,
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    let controller = try vault.key(of: note.key.controller, note.key.generation)
    let sheet = Sheet(
      record: known.key.newRecord(using: &generator), controller: controller, kind: .ruling,
      at: note.at)
    let facts = StoredForm.bytes(of: note)
    let own = Sheet(record: concern, controller: controller, kind: .concern, at: note.at)
    var rows: [Row] = note.change.ended.map {
      .clockEnd(ClockEnd(id: $0, at: note.at, cause: ClockCause.decided))
    }
    for clock in note.change.started {
      rows.append(row(of: clock, own, entry: .at(note.key.entry), using: &generator))
    }
    var statement = Statement(at: note.at, rows: rows)
    statement.filed = sheet.filed([.facts: facts])
    return Draft(
      write: Write(
        at: note.at, claim: claim(on: note, sheet.record, using: &generator),
        rows: [sheet.row([.facts: facts], using: &generator)] + rows,
        leaves: [
          known.key.leaf(statement.bytes, about: .at(note.key.entry), using: &generator)
        ]))
  }
}

extension Scribe {
  /// The answer to a transfer is found by what it answers, and given once.
  private func claim(
    on note: RulingNote, _ record: RecordKey, using generator: inout some RandomNumberGenerator
  ) -> Claim? {
    guard let answer = note.ruling.word.answer else { return nil }
    let bytes = Array(answer.rawValue.utf8)
    return claim(
      on: bytes, to: note.key.entry, sealed: record.seal(bytes, at: .answer, using: &generator))
  }
}

extension LedgerReader {
  /// What a transfer was answered with; `nil` while it is not, and of every other message.
  func transferAnswer(at entry: EntryIndex) async throws(LedgerError) -> TransferAnswer? {
    let key = try opened { () throws(VaultError) in try Scribe(vault: vault).answerKey(of: entry) }
    guard let claim = try await store.claim(key) else { return nil }
    let word = String(decoding: try await answer(of: claim), as: UTF8.self)
    guard let answer = TransferAnswer(rawValue: word) else { throw .corrupt(table: "claim") }
    return answer
  }
}

extension StoredForm {
  static func bytes(of note: RulingNote) -> [UInt8] {
    // That whoever asked was told an answer is kept under the name of the clock that it ended.
    let clock = note.ruling.word.answer.flatMap { _ in note.change.ended.first }
    return JSONValue.object(
      [
        .init("v", .integer(1)), .init("delivery", .string(note.key.delivery.wire)),
        .init("member", .string(note.member.text)),
      ] + note.ruling.word.members
        + (clock.map { [.init("clock", .string(Base64.url.encode($0.bytes)))] } ?? [])
    ).bytes
  }

  /// What a transfer was answered with, through which delivery, and the clock that this ended;
  /// `nil` of every other ruling, and of one that was kept before it was noted who is told.
  static func transferAnswer(
    _ bytes: [UInt8]
  ) throws(LedgerError) -> (given: TransferAnswer, delivery: DeliveryID, clock: ClockID)? {
    let value = try read(bytes)
    guard let given = value["decision"]?.string.flatMap(TransferAnswer.init(rawValue:)),
      let name = value["clock"]?.string
    else { return nil }
    guard let clock = Base64.url.decode(name).flatMap(ClockID.init(bytes:)),
      let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(wire:))
    else { throw .corrupt(table: "field") }
    return (given, delivery, clock)
  }
}
