import Concerns
import Deadlines
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
    var rows = [sheet.row([.facts: facts], using: &generator)]
    rows += note.change.ended.map {
      .clockEnd(ClockEnd(id: $0, at: note.at, cause: ClockCause.decided))
    }
    for clock in note.change.started {
      rows.append(row(of: clock, own, entry: .at(note.key.entry), using: &generator))
    }
    return Draft(
      write: Write(
        at: note.at, rows: rows,
        leaves: [leaf(.ruling, controller, sheet.record.record.bytes, facts)]))
  }
}

extension StoredForm {
  static func bytes(of note: RulingNote) -> [UInt8] {
    JSONValue.object(
      [
        .init("v", .integer(1)), .init("delivery", .string(note.key.delivery.wire)),
        .init("member", .string(note.member.text)),
      ] + note.ruling.word.members
    ).bytes
  }
}
