package import Concerns
package import Evidence
import Wire

/// What became of a directory, by the digest of its file: planned, in force, one of its days done.
package struct DirectoryNote: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    /// An operator had it planned in the place of another, and whether something stood in its way.
    case planned(over: Digest32, by: MemberID, isRefused: Bool)
    /// It is in force; `endorsed`: the lines that were signed for it, none for a ledger's first.
    case inForce(endorsed: [String])
    /// What one of its days changes is done: so many items have gone over to others.
    case performed(CivilDate, count: Int)
  }

  package let digest: Digest32
  package let event: Event
  package let at: Moment

  package init(_ digest: Digest32, _ event: Event, at moment: Moment) {
    self.digest = digest
    self.event = event
    at = moment
  }
}

/// What the ledger knows of its directories.
package struct DirectoryHistory: Hashable, Sendable {
  /// What an operator had planned, and when.
  package struct Planned: Hashable, Sendable {
    package let over: Digest32
    package let isRefused: Bool
    package let at: Moment
  }

  /// The one in force; `nil` before the first.
  package private(set) var digest: Digest32?
  /// Since when it is.
  package private(set) var since: Moment?
  /// The last plan of each.
  package private(set) var planned: [Digest32: Planned] = [:]
  /// The last day whose changes are done.
  package private(set) var performed: CivilDate?

  package init() {}

  mutating func note(_ note: DirectoryNote) {
    switch note.event {
    case .planned(let over, _, let isRefused):
      planned[note.digest] = Planned(over: over, isRefused: isRefused, at: note.at)
    case .inForce: (digest, since) = (note.digest, note.at)
    case .performed(let day, _): performed = max(performed ?? day, day)
    }
  }
}

extension Scribe {
  /// Seals what became of a directory.
  func seal(
    _ note: DirectoryNote, using generator: inout some RandomNumberGenerator
  ) -> Draft {
    let sheet = operatorSheet(.directory, at: note.at, using: &generator)
    let facts = StoredForm.bytes(of: note)
    return Draft(write: write(sheet, [.facts: facts], using: &generator))
  }
}

extension StoredForm {
  static func bytes(of note: DirectoryNote) -> [UInt8] {
    let members: [JSONValue.Member] =
      switch note.event {
      case .planned(let over, let member, let isRefused):
        [
          .init("event", .string("planned")), .init("over", .string(over.wire)),
          .init("member", .string(member.text)), .init("refused", .bool(isRefused)),
        ]
      case .inForce(let lines):
        [
          .init("event", .string("in-force")),
          .init("endorsed", .array(lines.map { .string($0) })),
        ]
      case .performed(let day, let count):
        [
          .init("event", .string("performed")), .init("day", .string(day.text)),
          .init("count", .integer(Int64(count))),
        ]
      }
    return JSONValue.object(
      [.init("v", .integer(1)), .init("digest", .string(note.digest.wire))] + members
    ).bytes
  }

  static func directory(
    _ bytes: [UInt8], at moment: Moment
  ) throws(LedgerError) -> DirectoryNote {
    let value = try read(bytes)
    guard let digest = value["digest"]?.string.flatMap(Digest32.init(wire:)),
      let event = event(in: value)
    else { throw .corrupt(table: "entry") }
    return DirectoryNote(digest, event, at: moment)
  }

  private static func event(in value: JSONValue) -> DirectoryNote.Event? {
    switch value["event"]?.string {
    case "planned":
      guard let over = value["over"]?.string.flatMap(Digest32.init(wire:)),
        let member = value["member"]?.string.flatMap(MemberID.init(_:)),
        let isRefused = value["refused"]?.bool
      else { return nil }
      return .planned(over: over, by: member, isRefused: isRefused)
    case "in-force":
      guard let lines = value["endorsed"]?.array else { return nil }
      return .inForce(endorsed: lines.compactMap(\.string))
    case "performed":
      guard let day = value["day"]?.string.flatMap(CivilDate.init(_:)),
        let count = value["count"]?.integer
      else { return nil }
      return .performed(day, count: Int(count))
    default: return nil
    }
  }
}
