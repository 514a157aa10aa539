import Admission
import Concerns
import Deadlines
import Evidence
import Filtering
import Routing
import Wire

extension Scribe {
  /// Seals a hand-over. It is recorded only if everything its disclosure rests on still stands.
  func seal(
    _ note: HandOverNote, in known: KnownConversation, taking keys: [RecordKey],
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    let key = note.change.key
    let controller = try vault.key(of: key.controller, key.generation)
    let moment = note.disclosure.at
    let bytes = StoredForm.bytes(of: note)
    let rows =
      [.handOver(known.key.seal(handOver: bytes, of: key.entry, using: &generator))]
      + [row(of: note.change, controller)] + opened(note.opened, at: moment)
      + (try self.rows(
        of: [note.taken].compactMap(\.self), under: keys, at: moment, using: &generator))
    var statement = Statement(at: moment, rows: rows)
    statement.handOver = Digest32(hashing: bytes)
    return Draft(
      write: Write(
        at: moment, expects: expects([note.disclosure]), rows: rows,
        leaves: [known.key.leaf(statement.bytes, about: .at(key.entry), using: &generator)]))
  }

  /// Seals an acknowledgement; what it changes is decided with it.
  ///
  /// - Parameter known: The conversation of each change, in order.
  func seal(
    _ note: AcknowledgementNote, in known: [KnownConversation], taking keys: [RecordKey],
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    let first = note.changes.first?.key
    var sheet = operatorSheet(.acknowledgement, at: note.at, using: &generator)
    if let first {
      let controller = try vault.key(of: first.controller, first.generation)
      sheet = Sheet(
        record: controller.ownConversation.newRecord(using: &generator), controller: controller,
        kind: .acknowledgement, at: note.at)
    }
    let facts = JSONValue.object([
      .init("v", .integer(1)), .init("member", .string(note.document.member.text)),
      .init("key", .string(note.document.key.wire)), .init("proof", note.document.proof.header),
    ]).bytes
    let moved = try moves(note.changes, in: known, at: note.at, using: &generator)
    var rows: [Row] = note.ended.map {
      .clockEnd(ClockEnd(id: $0, at: note.at, cause: ClockCause.committed))
    }
    rows += opened(note.opened, at: note.at)
    rows += try self.rows(of: note.taken, under: keys, at: note.at, using: &generator)
    return Draft(
      write: write(
        sheet, [.payload: note.document.said.bytes, .facts: facts], answer: note.leaf,
        expects: [Stand(name: registerStand, epoch: note.registerEpoch)], with: rows,
        moving: moved, using: &generator))
  }

  /// Seals changes of standing that concern nobody outside: returned, parked, put back.
  ///
  /// - Parameter known: The conversation of each, in order.
  func seal(
    _ changes: [StandingChange], in known: [KnownConversation],
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    guard let first = changes.first else {
      preconditionFailure("a change of standing changes something")
    }
    let moment = first.standing.at
    let moved = try moves(changes, in: known, at: moment, using: &generator)
    return Draft(write: Write(at: moment, rows: moved.map(\.row), leaves: moved.map(\.leaf)))
  }

  /// Changes of standing, each with the leaf that says so under the entry that is delivered.
  private func moves(
    _ changes: [StandingChange], in known: [KnownConversation], at moment: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> [Move] {
    var moves: [Move] = []
    for (change, known) in zip(changes, known) {
      let key = change.key
      let row = row(of: change, try vault.key(of: key.controller, key.generation))
      let statement = Statement(at: moment, rows: [row])
      moves.append(
        Move(
          row: row,
          leaf: known.key.leaf(statement.bytes, about: .at(key.entry), using: &generator)))
    }
    return moves
  }

  /// Seals a redirection: some deliveries end, others begin, the conversation changes owner.
  ///
  /// - Parameters:
  ///   - concern: The key of the concern's own record; its deliveries are sealed with it.
  ///   - home: Where the conversation is from now on, if that is under another board; what was
  ///     sealed in it before stays under the key that it has.
  ///   - trunk: What this conversation is a branch of, if somebody is barred from all of it.
  func seal(
    _ note: Redirection, standing: ConversationStanding, in known: KnownConversation,
    goingTo home: (board: ControllerKey, name: Keyed, known: KnownConversation?)?,
    from trunk: KnownStanding?, of concern: RecordKey,
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    let key = note.change.key
    let controller = try vault.key(of: key.controller, key.generation)
    let sheet = Sheet(
      record: known.key.newRecord(using: &generator), controller: controller, kind: .decision,
      at: note.at)
    let facts = note.facts
    let own = KnownStanding(name: key.conversation, known: known, standing: standing)
    var changed = [own.moved(by: note)]
    // What the conversation is by now stands there, and not with what was left of it.
    if let trunk { changed.append(trunk.moved(by: note)) }
    if let home {
      let version = (home.known?.version ?? 0) + 1
      let there = next(
        home.name, after: home.known, of: home.board, version: version, using: &generator)
      let standing = changed[changed.count - 1].standing
      changed.append(KnownStanding(name: home.name, known: there, standing: standing))
    }
    var rows = changed.map { row(of: $0.standing, $0.known, using: &generator) }
    rows.append(sheet.row([.facts: facts], using: &generator))
    rows += ([note.change] + note.others).map { row(of: $0, controller) }
    var threads: [Keyed] = []
    var decisions: [Statement.Decided] = []
    for (delivery, disclosure) in zip(note.deliveries, note.disclosures) {
      let thread = Self.thread(of: note.thread, to: disclosure.recipient.function, controller)
      let decided = StoredForm.bytes(of: disclosure, after: note.journey)
      threads.append(thread)
      rows.append(
        deliveryRow(
          delivery, to: disclosure.recipient.function, decided, lane: note.lane, thread: thread,
          entry: .at(key.entry), concern, controller, at: note.at, using: &generator))
      decisions.append(.init(delivery, to: disclosure.recipient.function, decided))
    }
    if let clock = note.opening {
      // Of the concern, and so under the concern's own key: it is read back with that.
      let own = Sheet(record: concern, controller: controller, kind: .concern, at: note.at)
      rows.append(row(of: clock, own, entry: .at(key.entry), using: &generator))
    }
    var statement = Statement(at: note.at, rows: rows)
    statement.filed = sheet.filed([.facts: facts])
    statement.owner = note.owner.function
    statement.decided = decisions
    let leaf = known.key.leaf(statement.bytes, about: .at(key.entry), using: &generator)
    return Draft(
      write: Write(at: note.at, expects: expects(note.disclosures), rows: rows, leaves: [leaf]),
      conversations: changed.map { ($0.name, $0.known) },
      place: EntryPlace(
        controller: key.controller, generation: key.generation, conversation: key.conversation,
        threads: threads, byteCount: 0))
  }

  private func opened(_ clocks: [ClockID], at moment: Moment) -> [Row] {
    clocks.map { .clockEnd(ClockEnd(id: $0, at: moment, cause: ClockCause.opened)) }
  }

  /// Where a conversation is from now on, if it goes along and its new owner is another board's.
  func home(
    of note: Redirection, leaving standing: ConversationStanding
  ) throws(VaultError) -> (board: ControllerKey, name: Keyed)? {
    let board = try controllerKey(of: note.owner.controller)
    guard standing.owner.function == note.decider, board.controller != note.change.key.controller
    else { return nil }
    return (board, board.keyed(.conversation, note.thread.uuid.bytes))
  }

  private func row(of change: StandingChange, _ controller: ControllerKey) -> Row {
    .deliveryChange(
      DeliveryChange(
        id: change.key.delivery, standing: change.standing,
        mark: controller.mark(change.key.delivery, change.standing)))
  }
}

/// A delivery's change of standing, and the leaf that says so.
struct Move {
  let row: Row
  let leaf: AuditLeaf
}

/// A conversation whose key is open, and how it stands.
struct KnownStanding {
  let name: Keyed
  let known: KnownConversation
  let standing: ConversationStanding

  /// The same once something of it was sent on.
  fileprivate func moved(by note: Redirection) -> KnownStanding {
    // What its unit has only for being protected, or after it sent the first on, moves alone.
    let movesAlong = standing.owner.function == note.decider
    let moved = standing.passed(
      to: movesAlong ? note.owner : standing.owner, after: note.journey)
    return KnownStanding(
      name: name,
      known: KnownConversation(key: known.key, wrapped: known.wrapped, version: moved.version),
      standing: moved)
  }
}

extension Redirection {
  /// As it is kept: what was sent on, by whom or when, and whose it is now.
  fileprivate var facts: [UInt8] {
    JSONValue.object(
      [.init("v", .integer(1)), .init("delivery", .string(change.key.delivery.wire))]
        + cause.members + [
          .init("owner", StoredForm.value(of: owner)),
          .init("others", .array(others.map { .string($0.key.delivery.wire) })),
        ]
    ).bytes
  }
}

extension Redirection.Cause {
  /// As it is kept: who decided and why, or the day.
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .decided(let member, let reason):
      [.init("member", .string(member.text)), .init("reason", .string(reason.rawValue))]
    case .ended(let day): [.init("ended", .string(day.text))]
    }
  }
}

/// Why a clock ended. The numbers are stored: never change one, only add.
enum ClockCause {
  /// The owner has it in the case system, whose clock it is from then on.
  static let committed: UInt8 = 1
  /// Ended for another reason, named in the entry.
  static let other: UInt8 = 2
  /// The board has told what it decided.
  static let decided: UInt8 = 4
  /// Somebody has opened what it ran for.
  static let opened: UInt8 = 3
  /// The owner has accepted on-call's hand-over list.
  static let takenOver: UInt8 = 5
}
