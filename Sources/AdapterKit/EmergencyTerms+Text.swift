import Concerns
import Wire

extension EmergencyTerms {
  /// The member `emergency` of `handling`.
  var value: JSONValue {
    .object([
      .init("for", .string(recipient.text)), .init("reason", .string(reason.rawValue)),
      .init("until", .string(until.text)), .init("worker", .string(worker.text)),
    ])
  }
}

extension EmergencyFinding {
  /// The member `review` of `handling`.
  var value: JSONValue {
    .object([
      .init("emergency", .string(emergency.description)),
      .init("finding", .string(review.rawValue)), .init("worker", .string(worker.text)),
    ])
  }
}
