import Admission
import Concerns
import Deadlines
import Evidence
import Filtering
import Routing
import Wire

extension Scribe {
  /// Seals an accepted message with its deliveries, clocks and place in its conversation.
  ///
  /// - Parameters:
  ///   - known: The conversation and the branch of it, as far as they began before.
  ///   - names: Theirs, made by `conversations(of:)`.
  func seal(
    _ concern: NewConcern, in known: [Keyed: KnownConversation], named names: [Keyed],
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> Draft {
    let routed = concern.cleared.routed
    let admitted = routed.admitted
    let controller = try controllerKey(of: routed.owner.controller)
    let id = routed.home
    let moved = try moved(by: concern, known, names, using: &generator)
    let (name, conversation) = moved[moved.count - 1]
    let sheet = Sheet(
      record: conversation.key.newRecord(using: &generator), controller: controller,
      kind: concern.entryKind, at: concern.at)
    let payload = concern.payload
    let fields = [FieldNumber.payload: payload.bytes, .facts: ConcernFacts(concern).bytes]
    var rows = moved.map { row(of: routed.conversation, $0.known, using: &generator) }
    rows.append(sheet.row(fields, using: &generator))
    var threads: [Keyed] = []
    var decisions: [Statement.Decided] = []
    for (delivery, disclosure) in zip(concern.deliveries, concern.cleared.disclosures) {
      let thread = Self.thread(of: id, to: disclosure.recipient.function, controller)
      let decided = StoredForm.bytes(
        of: disclosure, after: routed.journey(to: disclosure.recipient))
      let row = deliveryRow(
        delivery, to: disclosure.recipient.function, decided, lane: routed.lane, thread: thread,
        entry: .own, sheet.record, controller, at: concern.at, using: &generator)
      threads.append(thread)
      rows.append(row)
      decisions.append(.init(delivery, to: disclosure.recipient.function, decided))
    }
    for clock in concern.clocks {
      rows.append(row(of: clock, sheet, entry: .own, using: &generator))
    }
    if let clock = concern.emergency?.ended ?? concern.reservation?.ended {
      rows.append(.clockEnd(ClockEnd(id: clock, at: concern.at, cause: ClockCause.other)))
    }
    let answer = sheet.record.seal(concern.leaf, at: .answer, using: &generator)
    var statement = Statement(at: concern.at, rows: rows)
    statement.filed = sheet.filed(fields, answer: concern.leaf)
    statement.owner = routed.owner.function
    statement.decided = decisions
    let beginning = beginning(of: routed)
    let write = Write(
      at: concern.at, isIntake: concern.isIntake, claim: claim(on: admitted.said, answer: answer),
      expects: expects(concern.cleared) + beginning,
      raises: beginning.map(\.name) + (concern.consent?.raised ?? []).map(personStand)
        + (concern.emergency?.change.isEnding == true ? [emergencyStand] : []),
      rows: rows,
      leaves: [conversation.key.leaf(statement.bytes, about: .own, using: &generator)])
    return Draft(
      write: write, conversations: moved,
      place: EntryPlace(
        controller: controller.controller, generation: controller.generation,
        conversation: name, threads: threads, byteCount: payload.bytes.count))
  }

  /// That nobody else has begun the conversation, where two boards could at once.
  ///
  /// Each board has its own name for it, so that their rows would not meet. Whoever comes second
  /// is stale, and looks again at where the conversation is.
  private func beginning(of routed: Routed) -> [Stand] {
    guard routed.conversation.version == 1, hasManyBoards else { return [] }
    let id = routed.home
    return [Stand(name: operatorStand(Array("conversation".utf8) + [0] + id.uuid.bytes), epoch: 0)]
  }

  /// The conversation as a message leaves it, then its branch if the message is sealed in one.
  ///
  /// A branch is there for its key alone: what it says of the conversation names an owner of
  /// another board, so that nobody takes it for the conversation.
  private func moved(
    by concern: NewConcern, _ known: [Keyed: KnownConversation], _ names: [Keyed],
    using generator: inout some RandomNumberGenerator
  ) throws(VaultError) -> [(name: Keyed, known: KnownConversation)] {
    let routed = concern.cleared.routed
    let home = next(
      names[0], after: known[names[0]],
      of: try controllerKey(of: routed.conversation.owner.controller),
      version: routed.conversation.version, using: &generator)
    guard names.count > 1 else { return [(names[0], home)] }
    let branch = next(
      names[1], after: known[names[1]], of: try controllerKey(of: routed.owner.controller),
      version: (known[names[1]]?.version ?? 0) + 1, using: &generator)
    return [(names[0], home), (names[1], branch)]
  }

  /// A recipient's name for a conversation; two recipients cannot match theirs.
  static func thread(
    of conversation: ConversationID, to function: FunctionID, _ controller: ControllerKey
  ) -> Keyed {
    controller.keyed(.thread, Array(function.text.utf8) + [0] + conversation.uuid.bytes)
  }

  /// What an accepted message rests on; of a no that nobody is to be told of, who may say it.
  private func expects(_ cleared: Cleared) -> [Stand] {
    guard cleared.disclosures.isEmpty else { return expects(cleared.disclosures) }
    return [Stand(name: registerStand, epoch: cleared.registerEpoch)]
  }

  /// What must still stand when the write is decided on.
  func expects(_ disclosures: [Disclosure]) -> [Stand] {
    guard let basis = disclosures.first?.basis else { return [] }
    let persons = basis.consents.sorted { $0.key < $1.key }.map {
      Stand(name: personStand($0.key), epoch: $0.value)
    }
    let endings = disclosures.lazy.compactMap(\.basis.endings).first.map {
      [Stand(name: emergencyStand, epoch: $0)]
    }
    return [
      Stand(name: policyStand, epoch: basis.policy),
      Stand(name: registerStand, epoch: basis.register),
    ] + persons + (endings ?? [])
  }

  /// - Parameter decided: The disclosure in its stored form.
  func deliveryRow(
    _ delivery: DeliveryID, to function: FunctionID, _ decided: [UInt8], lane: Lane,
    thread: Keyed, entry: EntryReference, _ record: RecordKey, _ controller: ControllerKey,
    at moment: Moment, using generator: inout some RandomNumberGenerator
  ) -> Row {
    let function = controller.keyed(.function, Array(function.text.utf8))
    let standing = DeliveryStanding(
      state: .waiting, attempts: 0, notBefore: moment, acknowledged: .none, version: 1, at: moment)
    return .delivery(
      DeliveryRow(
        id: delivery, entry: entry, controller: controller.controller, function: function,
        thread: thread, lane: lane,
        disclosure: record.seal(
          decided, at: .disclosure(of: delivery, to: function, in: thread), using: &generator),
        standing: standing, mark: controller.mark(delivery, standing)))
  }

  /// The conversation as the next write leaves it: its key as it was, or a fresh one.
  ///
  /// - Parameter version: What routing made of the version that it saw. Were it counted here, a
  ///   message could follow one that routing knew nothing of.
  func next(
    _ name: Keyed, after known: KnownConversation?, of controller: ControllerKey, version: Int,
    using generator: inout some RandomNumberGenerator
  ) -> KnownConversation {
    if let known {
      return KnownConversation(key: known.key, wrapped: known.wrapped, version: version)
    }
    let (key, wrapped) = controller.newConversation(name, using: &generator)
    return KnownConversation(key: key.forSealing(), wrapped: wrapped, version: version)
  }

  func row(
    of standing: ConversationStanding, _ known: KnownConversation,
    using generator: inout some RandomNumberGenerator
  ) -> Row {
    .conversation(
      ConversationRow(
        name: known.key.name, controller: known.key.controller,
        generation: known.key.generation, key: known.wrapped, version: known.version,
        standing: known.key.seal(
          standing: StoredForm.bytes(of: standing), version: known.version, using: &generator)))
  }

  func row(
    of clock: Clock, _ sheet: Sheet, entry: EntryReference,
    using generator: inout some RandomNumberGenerator
  ) -> Row {
    let note = JSONValue.object([
      .init("v", .integer(1)), .init("started", .string(clock.startedAt.text)),
    ]).bytes
    return .clock(
      ClockRow(
        id: clock.id, entry: entry, controller: sheet.controller.controller,
        kind: clock.kind.ledgerNumber, due: clock.due,
        note: sheet.record.seal(
          note, at: .note(of: clock.id, kind: clock.kind.ledgerNumber, due: clock.due),
          using: &generator)))
  }
}

extension NewConcern {
  /// Whether a nearly full disk refuses it: a no must count while deliveries go on.
  fileprivate var isIntake: Bool { !cleared.facts.kind.takesBack }

  /// What kind of thing it is in the ledger: the register is made anew of those that change it.
  fileprivate var entryKind: EntryKind {
    if consent != nil { return .consent }
    if emergency != nil { return .emergency }
    if case .acknowledge? = reservation?.change { return .acknowledgedReservation }
    return cleared.facts.kind.mayRestOnWaiver ? .shared : .concern
  }
}
