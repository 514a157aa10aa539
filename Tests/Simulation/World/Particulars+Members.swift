import Concerns
import Wire

extension Particulars {
  /// The members of `handling` that they are, none for what a kind does not have.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !parties.isEmpty { members.append(.init("to", .array(parties.map { .string($0.text) }))) }
    if let inquiry { members.append(.init("inquiry", .string(inquiry.description))) }
    if let agreement { members.append(.init("agreement", .string(agreement.text))) }
    if let decision { members.append(.init("decision", decision.value)) }
    if let takesPart {
      members.append(.init("takes-part", .array(takesPart.map { .string($0.rawValue) })))
    }
    if let emergency {
      members.append(
        .init(
          "emergency",
          .object([
            .init("for", .string(emergency.recipient.text)),
            .init("reason", .string(emergency.reason.rawValue)),
            .init("until", .string(emergency.until.text)),
            .init("worker", .string(emergency.worker.text)),
          ])))
    }
    if let review {
      members.append(
        .init(
          "review",
          .object([
            .init("emergency", .string(review.emergency.description)),
            .init("finding", .string(review.review.rawValue)),
            .init("worker", .string(review.worker.text)),
          ])))
    }
    if let reservation { members.append(.init("reservation", .string(reservation.description))) }
    if let acknowledgement {
      members.append(
        .init(
          "acknowledgement",
          .object([
            .init("reservation", .string(acknowledgement.reservation.description)),
            .init("text", .string(acknowledgement.text)),
            .init("evidence", .string(acknowledgement.evidence)),
            .init("worker", .string(acknowledgement.worker.text)),
          ])))
    }
    if let informed {
      members.append(
        .init(
          "informed",
          .object([
            .init("how", .string(informed.way.rawValue)), .init("on", .string(informed.on.text)),
          ])))
    }
    if let present { members.append(.init("present", .string(present.text))) }
    if !siblings.isEmpty {
      let names = siblings.map { JSONValue.string($0.description) }
      members.append(.init("siblings", .array(names)))
    }
    return members
  }
}

extension Decision {
  fileprivate var value: JSONValue {
    .object([
      .init("by", .string(by.text)), .init("section", .string(section.rawValue)),
      .init("balancing", .string(balancing)), .init("on", .string(on.text)),
    ])
  }
}
