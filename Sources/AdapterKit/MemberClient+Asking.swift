public import Concerns
package import Wire

/// A delivery as a list shows it: labels, nothing about anybody.
public struct ListedDelivery: Hashable, Sendable {
  /// Names the delivery.
  public let delivery: DeliveryID
  /// The mailbox it is in.
  public let function: FunctionID
  /// What the message is.
  public let kind: Kind
  /// How urgent it is.
  public let lane: Lane
  /// `waiting`, `leased`, `parked`, `received`, `read`, `committed` or, for good, `redirected`
  /// or `withdrawn`.
  public let state: String
  /// When the broker accepted it.
  public let accepted: Moment
  /// How often it has been sent.
  public let attempts: Int
  /// What a decision must name, so that none is made on an old view.
  public let version: Int64

  init(_ label: BrokerCommand.Label, in function: FunctionID) {
    delivery = label.delivery
    self.function = function
    kind = label.kind
    lane = label.lane
    state = label.state
    accepted = label.accepted
    attempts = label.attempts
    version = label.version
  }
}

/// How far a message of one's own has come, in the only words a sender gets.
public enum SenderWord: String, CaseIterable, Hashable, Sendable {
  /// There is a receipt.
  case accepted
  /// The owner's side has it.
  case delivered
  /// A person there has opened it.
  case read
  /// It is in the owner's case system.
  case committed
}

/// What one party had been handed on the waivers of a cooperation before somebody took one back.
public struct EarlierSharing: Hashable, Sendable {
  /// The party.
  public let party: AgencyID
  /// Deliveries that it had been handed: what it has had, it has had.
  public let handed: Int
  /// Deliveries that the withdrawal ended, those among them that it held.
  public let withdrawn: Int

  init(_ left: BrokerCommand.Left) {
    party = left.party
    handed = left.handed
    withdrawn = left.withdrawn
  }
}

/// Why a delivery is sent on to another unit.
public enum RedirectReason: String, CaseIterable, Hashable, Sendable {
  /// It is not this unit's to handle.
  case wrongUnit = "wrong-unit"
  /// The person has moved.
  case moved
  /// Somebody here knows the person.
  case conflictOfInterest = "conflict-of-interest"
  /// Something else.
  case other
}

extension MemberClient {
  /// A page of a mailbox, labels only.
  ///
  /// - Parameters:
  ///   - cursor: What the page before returned as `next`.
  ///   - limit: 1 to 100.
  /// - Returns: The deliveries, and where the next page begins; `nil` on the last.
  public func list(
    _ function: FunctionID, after cursor: String? = nil, limit: Int = 20
  ) async throws(AdapterError) -> (items: [ListedDelivery], next: String?) {
    let limits = ClientCommand.List.limits
    let answer = try await ask(
      .list(
        .init(
          function: function, after: cursor,
          limit: min(max(limit, limits.lowerBound), limits.upperBound))),
      within: self.limits.answer)
    guard case .list(let labels, let next) = answer else { throw .forged(.answer) }
    return (labels.map { ListedDelivery($0, in: function) }, next)
  }

  /// Shows a delivery to a person; recorded, with the member and the time.
  public func open(_ delivery: DeliveryID) async throws(AdapterError) -> Referral {
    try await referral(answering: .open(delivery))
  }

  /// By which rules a delivery's sections are shown and withheld; recorded, with the member.
  ///
  /// The owner and an inspector are told all; every other recipient one sentence that is always the
  /// same, and whom to ask.
  package func explain(_ delivery: DeliveryID) async throws(AdapterError) -> JSONValue {
    let answer = try await ask(.explain(delivery), within: limits.answer)
    guard case .explanation(delivery, let value) = answer else { throw .forged(.answer) }
    return value
  }

  /// Who last knew the persons of an open delivery, for whoever owns it; recorded, with the member.
  package func known(_ delivery: DeliveryID) async throws(AdapterError) -> JSONValue {
    let answer = try await ask(.known(delivery), within: limits.search)
    guard case .known(delivery, let value) = answer else { throw .forged(.answer) }
    return value
  }

  /// Takes the lease of a delivery for this session, also while it rests between two attempts.
  ///
  /// A parked one is refused with `lease-ended`: an operator must let it wait again first.
  public func claim(_ delivery: DeliveryID) async throws(AdapterError) -> Referral {
    try await referral(answering: .claim(delivery))
  }

  private func referral(answering command: ClientCommand) async throws(AdapterError) -> Referral {
    let answer = try await ask(command, within: limits.answer)
    guard case .deliver(let deliver) = answer else { throw .forged(.answer) }
    do {
      return try Referral(verifying: deliver, over: connection)
    } catch {
      counts.forged += 1
      throw error
    }
  }

  /// Gives the lease back at once; the delivery is sent anew to whoever reads the mailbox.
  public func release(_ delivery: DeliveryID) async throws(AdapterError) {
    mailbox?.forget(delivery)
    let answer = try await ask(.release(delivery), within: limits.answer)
    guard case .released(delivery) = answer else { throw .forged(.answer) }
  }

  /// Sends a delivery on to the unit that should own it.
  ///
  /// The old owner stays the owner until the new one is recorded. What was sent on twice before
  /// goes to whoever heads the reception, whatever is named here.
  ///
  /// - Parameter version: The version decided on, from a list; another answers `version-conflict`.
  /// - Returns: The new version, and who owns the concern now.
  /// - Throws: Also ``AdapterError/interrupted``: look at the list before deciding again.
  public func redirect(
    _ delivery: DeliveryID, version: Int64, to function: FunctionID, reason: RedirectReason
  ) async throws(AdapterError) -> SentOn {
    let word: ClientCommand.Decide.Reason =
      switch reason {
      case .wrongUnit: .wrongUnit
      case .moved: .moved
      case .conflictOfInterest: .conflictOfInterest
      case .other: .other
      }
    let answer = try await ask(
      .decide(.init(delivery: delivery, version: version, to: function, reason: word)),
      within: limits.answer)
    guard case .decided(delivery, let version, let owner) = answer else { throw .forged(.answer) }
    return SentOn(version: version, owner: owner ?? function)
  }

  /// How far a message of one's own agency has come.
  public func status(of id: MessageID) async throws(AdapterError) -> SenderWord {
    try await standing(of: id).word
  }

  /// How far a message of one's own agency has come; of a withdrawal, also what had left before it.
  ///
  /// - Returns: `left` has each party that had been handed something on a waiver of the
  ///   cooperation, or whose delivery the withdrawal ended; `nil` for what is no withdrawal.
  public func standing(
    of id: MessageID
  ) async throws(AdapterError) -> (word: SenderWord, left: [EarlierSharing]?) {
    let (word, left, _) = try await wholeStanding(of: id)
    return (word, left)
  }

  /// The same; of a transfer, also what it was answered with.
  package func wholeStanding(
    of id: MessageID
  ) async throws(AdapterError) -> (
    word: SenderWord, left: [EarlierSharing]?, answer: TransferAnswer?
  ) {
    let said: (BrokerCommand.Word, [BrokerCommand.Left]?, TransferAnswer?)
    switch try await ask(.status(id), within: limits.answer) {
    case .status(id, let word, let left): said = (word, left, nil)
    case .answeredStatus(let answered, let word) where answered.id == id:
      said = (word, nil, answered.answer)
    default: throw .forged(.answer)
    }
    guard let word = SenderWord(rawValue: said.0.rawValue) else { throw .forged(.answer) }
    return (word, said.1.map { $0.map(EarlierSharing.init(_:)) }, said.2)
  }

  /// Asks an administrative act of the broker, as an operator over the local socket.
  ///
  /// - Parameter patience: How long it may take, where that is longer than usual.
  /// - Throws: Also ``AdapterError/interrupted``: look before asking for a change again.
  package func administer(
    _ request: JSONValue, within patience: Duration? = nil
  ) async throws(AdapterError) -> JSONValue {
    let answer = try await ask(.admin(request), within: patience ?? limits.answer)
    guard case .admin(let value) = answer else { throw .forged(.answer) }
    return value
  }

  /// Asks an administrative act of the broker, as JSON text in and out.
  ///
  /// - Parameter request: A strict JSON object with `act`.
  public func administer(json request: String) async throws(AdapterError) -> String {
    let value: JSONValue
    do {
      value = try JSONScanner.parse(Array(request.utf8))
    } catch {
      throw .refused(Refusal(error))
    }
    return String(decoding: try await administer(value).bytes, as: UTF8.self)
  }
}
