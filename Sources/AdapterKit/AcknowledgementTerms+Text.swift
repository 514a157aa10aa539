import Concerns
import Wire

extension AcknowledgementTerms {
  /// The member `acknowledgement` of `handling`.
  var value: JSONValue {
    .object([
      .init("reservation", .string(reservation.description)), .init("text", .string(text)),
      .init("evidence", .string(evidence)), .init("worker", .string(worker.text)),
    ])
  }
}
