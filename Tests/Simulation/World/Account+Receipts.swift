import Concerns
import Evidence
import Ledger
import Policy
import Routing
import Wire

extension Account {
  /// Problems that any message may meet, through no fault of its own.
  private static let weather: Set<ProblemCode> = [
    .busy, .intakeClosed, .tooManyUnanswered, .quotaExceeded, .noSession, .notPermitted,
  ]

  mutating func check(
    _ leaf: [UInt8], _ proof: Proof, for number: Int, arrivedIn step: Int,
    _ noted: borrowing Noted
  ) throws {
    let letter = letters[number]
    let read: ReceiptLeaf
    do { read = try ReceiptLeaf(reading: leaf) } catch { throw Violation("unreadable receipt") }
    guard case .accepted(let id, let digest, let reference, let answerable) = read.outcome,
      id == letter.id, digest == letter.digest, read.source == letter.agency
    else { throw Violation("a receipt is for another message") }
    if let flaw = letter.flaw { throw Violation("\(flaw) was accepted") }
    guard let place = place(of: number, noted) else {
      throw Violation("a receipt went out for what is not on disk")
    }
    if let revoked = revokedSince[letter.message.envelope.key], step > revoked {
      throw Violation("a message under a revoked key was accepted")
    }
    if let earlier = receipts[claims[number]] {
      guard earlier == leaf else { throw Violation("a duplicate got another receipt") }
      return
    }
    receipts[claims[number]] = leaf
    guard answerable == Town.directory.entrance(at: read.at).function else {
      throw Violation("a receipt names somebody else than the public entrance")
    }
    guard references.insert(reference.text).inserted else {
      throw Violation("two messages have one reference")
    }
    try verify(leaf, proof)
    try checkLawful(letter, at: place, noted)
    try checkClock(letter, at: place, noted)
    try checkReview(of: letter, at: place, noted)
  }

  private func checkLawful(
    _ letter: Letter, at place: EntryIndex, _ noted: borrowing Noted
  ) throws {
    if let revoked = revokedAt[letter.message.envelope.key], place > revoked {
      throw Violation("a key that was revoked by then vouched for a message")
    }
    // Anybody may ask, whatever conversation it names; only the board is answered as the board.
    guard !letter.kind.hidesSource else { return }
    guard let first = beginning(of: letter.conversation, noted).map({ letters[$0] }) else {
      throw Violation("an accepted message belongs to no conversation")
    }
    let recipient =
      switch letter.kind {
      case .feedback: first.agency
      case .inquiryRequest: letter.handling.parties[0].agency
      default: Town.board
      }
    guard
      Law.maySend(
        letter.kind, Town.participant(letter.agency), to: Town.participant(recipient))
    else { throw Violation("an unlawful message was accepted") }
    let isLetIn =
      switch letter.kind {
      case .feedback, .consentRecord, .consentWithdraw: true
      // The board asks where it was told, and is answered there.
      case .inquiryRequest: letter.agency == Town.board && first.kind.isReport
      case .inquiryResponse: wasAsked(letter.agency, in: letter.conversation, noted)
      // The board looks at emergencies; others declare them where they take part.
      case .emergencyDeclare, .emergencyReview:
        letter.agency == Town.board && !first.kind.isConsent
          || wasAsked(letter.agency, in: letter.conversation, noted)
          || hasSpoken(letter.agency, in: letter.conversation, noted)
      default: false
      }
    if first.agency != letter.agency, !isLetIn {
      throw Violation("somebody spoke in a conversation of somebody else")
    }
    if letter.kind == .feedback { try checkFeedback(in: letter.conversation, noted) }
  }

  /// Whether an agency has said anything but that there is an emergency.
  private func hasSpoken(
    _ agency: AgencyID, in conversation: ConversationID, _ noted: borrowing Noted
  ) -> Bool {
    for number in letters.indices where letters[number].conversation == conversation {
      let letter = letters[number]
      guard letter.agency == agency, !letter.kind.isEmergency else { continue }
      if place(of: number, noted) != nil { return true }
    }
    return false
  }

  /// Whether an inquiry whose question was taken has asked somebody.
  private func wasAsked(
    _ agency: AgencyID, in conversation: ConversationID, _ noted: borrowing Noted
  ) -> Bool {
    for number in letters.indices where letters[number].conversation == conversation {
      let letter = letters[number]
      guard letter.kind == .inquiryRequest, place(of: number, noted) != nil else { continue }
      if letter.handling.parties.contains(where: { $0.agency == agency }) { return true }
    }
    return false
  }

  /// One answer to a report, and no second one.
  private func checkFeedback(
    in conversation: ConversationID, _ noted: borrowing Noted
  ) throws {
    var answers = 0
    for number in letters.indices
    where letters[number].conversation == conversation && letters[number].kind == .feedback {
      if place(of: number, noted) != nil { answers += 1 }
    }
    if answers > 1 { throw Violation("a reporter was answered twice") }
  }

  func checkClock(_ letter: Letter, at place: EntryIndex, _ noted: borrowing Noted) throws {
    let clocks = noted.clocksOf[place] ?? []
    if letter.kind.hidesSource, letter.agency == Town.board {
      guard clocks.isEmpty else { throw Violation("an answer started a clock") }
      return
    }
    guard letter.kind.isReport || letter.kind.hidesSource else { return }
    if clocks.isEmpty { throw Violation("what starts a clock was accepted and none runs") }
    if clocks.allSatisfy({ noted.clocks[$0] == place }) { return }
    // Neither whoever is on duty nor an owner that sent it on can have acted.
    let isCommitted = (noted.deliveriesOf[place] ?? []).contains {
      noted.deliveries[$0]?.standing.acknowledged == .committed && noted.sentOn[$0] == nil
        && handed[$0] != Town.onCall
    }
    if !isCommitted, !isAnswered(letter, noted) {
      throw Violation("a clock stopped and nobody had acted")
    }
  }

  /// Whether it is a question, and the board has answered in the conversation that it was told.
  private func isAnswered(_ letter: Letter, _ noted: borrowing Noted) -> Bool {
    for number in letters.indices where letters[number].agency == Town.board {
      guard let asked = questions.letterOf[letters[number].conversation],
        letters[asked].digest == letter.digest, place(of: number, noted) != nil
      else { continue }
      return true
    }
    return false
  }

  mutating func check(
    _ problem: Problem, _ refusal: BrokerCommand.Refusal?, for number: Int,
    arrived: EntryIndex, _ noted: borrowing Noted
  ) throws {
    let letter = letters[number]
    if !allowed(for: number).contains(problem.code) {
      let state = "\(letter.kind.rawValue), \(letter.flaw.map { "\($0)" } ?? "flawless")"
      throw Violation("a message (\(state)) was answered \(problem.code.rawValue)")
    }
    if receipts[claims[number]] != nil, problem.code.retry != .later,
      !changedKeys.contains(letter.message.envelope.key),
      let place = place(of: number, noted), place <= arrived
    {
      throw Violation("an accepted message was refused later with \(problem.code.rawValue)")
    }
    if problem.code == .kindNotLawful {
      let others = Law.lawfulKinds(for: Town.participant(letter.agency))
        .filter { $0 != letter.kind }
      guard problem.lawful == others else {
        throw Violation("a refusal names the wrong lawful kinds")
      }
    }
    guard let refusal else { return }
    try verify(refusal.leaf, refusal.proof)
    guard let read = try? ReceiptLeaf(reading: refusal.leaf),
      case .refused(letter.id, letter.digest, problem.code) = read.outcome
    else { throw Violation("a signed refusal says something else than the problem") }
  }

  private func allowed(for number: Int) -> Set<ProblemCode> {
    let letter = letters[number]
    var codes = Self.weather
    if changedKeys.contains(letter.message.envelope.key) {
      codes.formUnion([.keyRevoked, .unknownKey, .badSignature])
    }
    if (lettersUnder[claims[number]] ?? []).count > 1 { codes.insert(.idReused) }
    if let flaw = letter.flaw { return codes.union(flaw.codes).union([.unknownConversation]) }
    switch letter.kind {
    case .feedback: return codes.union([.unknownConversation, .kindNotLawful])
    case .feedbackRequest: return codes.union([.unknownConversation, .alreadyAsked])
    case .consentRecord, .consentWithdraw: return codes.union(Self.refusalsOfConsent)
    case .emergencyDeclare, .emergencyReview: return codes.union(Self.refusalsOfEmergency)
    default: return codes.union([.unknownConversation])
    }
  }
}
