package import Concerns

/// Which emergencies are declared and have not run out, and which nobody has reviewed.
///
/// A value: it reads no clock. Nothing enters it but by ``declare(_:)``: no rule, no urgency and no
/// lapse of time ever declares an emergency.
package struct EmergencyRegister: Sendable {
  /// Most emergencies of one agency in one conversation that nobody has reviewed: more is a habit,
  /// and a human has to look first.
  package static let unreviewedLimit = 8

  /// An emergency and what was found of it, once somebody has looked.
  struct Declared {
    let emergency: Emergency
    var review: EmergencyReview?
  }

  private var declared: [EmergencyID: Declared] = [:]
  private var idsOf: [ConversationID: Set<EmergencyID>] = [:]
  /// How often a review has ended one: what was decided before that may not be handed over after.
  package private(set) var endings: Int64 = 0

  /// Begins empty.
  package init() {}

  /// The emergency of this name, run out or not; `nil` where nobody has declared it.
  package subscript(_ id: EmergencyID) -> Emergency? { declared[id]?.emergency }

  /// Every name, in no order.
  var ids: Dictionary<EmergencyID, Declared>.Keys { declared.keys }

  /// What was found of one; `nil` while nobody has looked.
  func review(of id: EmergencyID) -> EmergencyReview? { declared[id]?.review }

  /// Takes an emergency that somebody who may has declared.
  ///
  /// - Returns: Why it is refused, and nothing changed; `nil` once it holds.
  package mutating func declare(_ emergency: Emergency) -> EmergencyRefusal? {
    if let refusal = refusal(of: emergency) { return refusal }
    declared[emergency.id] = Declared(emergency: emergency)
    idsOf[emergency.conversation, default: []].insert(emergency.id)
    return nil
  }

  /// Why an emergency would be refused; nothing changes.
  package func refusal(of emergency: Emergency) -> EmergencyRefusal? {
    guard declared[emergency.id] == nil else { return .replayed }
    guard emergency.declared < emergency.until else { return .ended }
    guard emergency.until - emergency.declared <= Emergency.longestTerm else { return .tooLong }
    let others = unreviewed(of: emergency.conversation).count { $0.agency == emergency.agency }
    guard others < Self.unreviewedLimit else { return .tooMany }
    return nil
  }

  /// Takes what whoever reviewed it found; an unfounded one holds no more.
  ///
  /// - Returns: Why it is refused, and nothing changed; `nil` once it is noted.
  package mutating func review(
    _ id: EmergencyID, as review: EmergencyReview, by worker: WorkerID
  ) -> EmergencyRefusal? {
    if let refusal = refusal(ofReviewing: id, by: worker) { return refusal }
    declared[id]?.review = review
    if review == .unfounded { endings += 1 }
    return nil
  }

  /// Why a review would be refused; nothing changes.
  package func refusal(ofReviewing id: EmergencyID, by worker: WorkerID) -> EmergencyRefusal? {
    guard let known = declared[id] else { return .unknown }
    guard known.review == nil else { return .reviewed }
    guard known.emergency.worker != worker else { return .ownReview }
    return nil
  }

  /// Whether a review has ended one of these.
  package func hasEnded(any ids: Set<EmergencyID>) -> Bool {
    ids.contains { declared[$0]?.review == .unfounded }
  }

  /// The emergencies that hold for a recipient, of what an agency has sent.
  package func holding(
    in conversation: ConversationID, from source: AgencyID, for recipient: FunctionID,
    at now: Moment
  ) -> [Emergency] {
    (idsOf[conversation] ?? []).sorted().compactMap { id in
      guard let known = declared[id], known.review != .unfounded else { return nil }
      let emergency = known.emergency
      let isOwn = emergency.agency == source || emergency.agency == recipient.agency
      return isOwn && emergency.recipient == recipient && emergency.declared <= now
        && now < emergency.until ? emergency : nil
    }
  }

  /// Goes on from the count that the ledger has kept.
  package mutating func resume(endings: Int64) { self.endings = endings }

  /// Those of a conversation that nobody has looked at yet, run out or not.
  package func unreviewed(of conversation: ConversationID) -> [Emergency] {
    (idsOf[conversation] ?? []).sorted().compactMap { id in
      declared[id].flatMap { $0.review == nil ? $0.emergency : nil }
    }
  }
}

/// Why the register refuses an emergency or a review.
package enum EmergencyRefusal: String, CaseIterable, Hashable, Sendable {
  /// The name has been used before; draw a new one.
  case replayed
  /// It would end before it begins; name a later end.
  case ended
  /// It would last longer than an emergency may; name an earlier end.
  case tooLong = "too-long"
  /// Earlier ones of the same conversation wait for a review; have them reviewed first.
  case tooMany = "too-many"
  /// No such emergency is known; check its name.
  case unknown
  /// Somebody has reviewed it; what was found stands.
  case reviewed
  /// Whoever declared it would review it; somebody else must.
  case ownReview = "own-review"
}
