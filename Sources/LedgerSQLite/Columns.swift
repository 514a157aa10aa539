import Deadlines
internal import Concerns
internal import Evidence
internal import Foundation
internal import GRDB
internal import Ledger

/// Reads stored columns as what they stand for; anything else is damage.
struct Columns {
  let row: GRDB.Row
  let table: String

  var damage: LedgerError { .corrupt(table: table) }

  func number(_ name: String) throws(LedgerError) -> Int64 {
    guard let value = Int64.fromDatabaseValue(row[name]) else { throw damage }
    return value
  }

  func bytes(_ name: String) throws(LedgerError) -> [UInt8] {
    guard let value = Data.fromDatabaseValue(row[name]) else { throw damage }
    return Array(value)
  }

  func moment(_ name: String) throws(LedgerError) -> Moment {
    Moment(milliseconds: try number(name))
  }

  func sealed(_ name: String) throws(LedgerError) -> Sealed {
    Sealed(stored: try bytes(name))
  }

  func keyed(_ name: String) throws(LedgerError) -> Keyed { try made(Keyed(try bytes(name))) }

  func wrapped(_ name: String) throws(LedgerError) -> WrappedKey {
    try made(WrappedKey(stored: try bytes(name)))
  }

  func small<Value: RawRepresentable<UInt8>>(_ name: String) throws(LedgerError) -> Value {
    try made(UInt8(exactly: try number(name)).flatMap(Value.init(rawValue:)))
  }

  func byte(_ name: String) throws(LedgerError) -> UInt8 {
    try made(UInt8(exactly: try number(name)))
  }

  func controller() throws(LedgerError) -> ControllerNumber {
    ControllerNumber(rawValue: try made(UInt16(exactly: try number("controller"))))
  }

  func made<Value>(_ value: Value?) throws(LedgerError) -> Value {
    guard let value else { throw damage }
    return value
  }
}

extension Columns {
  func entry(fields: [FieldNumber: Sealed]) throws(LedgerError) -> StoredEntry {
    StoredEntry(
      index: EntryIndex(try number("place")),
      row: EntryRow(
        record: try made(RecordID(bytes: try bytes("record"))), kind: try small("kind"),
        controller: try controller(), at: try moment("at"), bucket: try small("bucket"),
        generation: try small("generation"), conversation: try keyed("conversation"),
        key: try wrapped("key"), fields: fields))
  }

  func delivery() throws(LedgerError) -> StoredDelivery {
    let standing = DeliveryStanding(
      state: try small("state"), attempts: Int(try number("attempts")),
      notBefore: try moment("not_before"), acknowledged: try small("acknowledged"),
      version: Int(try number("version")), at: try moment("at"))
    return StoredDelivery(
      place: RowPlace(number: try number("place")),
      row: DeliveryRow(
        id: try made(DeliveryID(bytes: try bytes("id"))),
        entry: .at(EntryIndex(try number("entry"))), controller: try controller(),
        function: try keyed("function"), thread: try keyed("thread"),
        lane: try made(Lane(ledgerNumber: try byte("lane"))),
        disclosure: try sealed("disclosure"), standing: standing,
        mark: try made(StateMark(stored: try bytes("mark")))))
  }

  func clock() throws(LedgerError) -> StoredClock {
    StoredClock(
      place: RowPlace(number: try number("place")),
      row: ClockRow(
        id: try made(ClockID(bytes: try bytes("id"))),
        entry: .at(EntryIndex(try number("entry"))), controller: try controller(),
        kind: try byte("kind"), due: try moment("due"), note: try sealed("note")))
  }

  func conversation() throws(LedgerError) -> ConversationRow {
    let version = Int(try number("version"))
    guard version > 0 else { throw damage }
    return ConversationRow(
      name: try keyed("name"), controller: try controller(), generation: try small("generation"),
      key: try wrapped("key"), version: version, standing: try sealed("standing"))
  }

  func controllerKey() throws(LedgerError) -> ControllerKeyRow {
    ControllerKeyRow(
      controller: try controller(), generation: try small("generation"), name: try keyed("name"),
      key: try wrapped("key"))
  }

  func claim(_ key: Keyed) throws(LedgerError) -> StoredClaim {
    StoredClaim(
      claim: Claim(key: key, digest: try keyed("digest"), answer: try sealed("sealed")),
      index: EntryIndex(try number("entry")),
      record: try made(RecordID(bytes: try bytes("record"))), at: try moment("at"))
  }
}
