import Concerns

/// Reads what `handling` says of an emergency, or of what was found of one.
///
/// Whom it opens something to and who answers for it, and nothing about anybody else.
enum EmergencyReader {
  /// The emergency of an `emergency.declare`; `nil` in another kind.
  static func emergency(in body: JSONValue, of kind: Kind) throws(Problem) -> EmergencyTerms? {
    guard kind == .emergencyDeclare, let value = body["emergency"] else { return nil }
    guard Set(value.names) == ["for", "reason", "until", "worker"] else {
      throw Problem(.badHandling, pointer: "/emergency")
    }
    return EmergencyTerms(
      recipient: try HandlingReader.word(value["for"], "/emergency/for", FunctionID.init(_:)),
      reason: try HandlingReader.word(
        value["reason"], "/emergency/reason", EmergencyReason.init(rawValue:)),
      until: try HandlingReader.word(value["until"], "/emergency/until", Moment.init(_:)),
      worker: try HandlingReader.word(value["worker"], "/emergency/worker", WorkerID.init(_:)))
  }

  /// What an `emergency.review` found; `nil` in another kind.
  static func review(in body: JSONValue, of kind: Kind) throws(Problem) -> EmergencyFinding? {
    guard kind == .emergencyReview, let value = body["review"] else { return nil }
    guard Set(value.names) == ["emergency", "finding", "worker"] else {
      throw Problem(.badHandling, pointer: "/review")
    }
    return EmergencyFinding(
      emergency: try HandlingReader.word(
        value["emergency"], "/review/emergency", MessageID.init(_:)),
      review: try HandlingReader.word(
        value["finding"], "/review/finding", EmergencyReview.init(rawValue:)),
      worker: try HandlingReader.word(value["worker"], "/review/worker", WorkerID.init(_:)))
  }
}
