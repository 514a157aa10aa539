import Concerns
import Evidence
import Ledger
import Policy
import Routing
import Wire

/// The evidence of a delivery as it is given away (`protocols/audit.md`, 4).
struct EvidenceForm {
  let evidence: DeliveryEvidence
  let deployment: DeploymentID
  let key: VerifyingKey
  /// The text of the law that decided, if it is kept.
  let law: String?

  /// The law as it was, and what is cited of it.
  private var rules: JSONValue {
    guard let law, let table = try? PolicyTable(yaml: law) else { return .null }
    let names = Set(evidence.file.latest.sections.map(\.rule))
    let grounds = table.seeingRules.map(\.ground).filter { names.contains($0.rule) }
    return .array(
      grounds.map { ground in
        .object([
          .init("rule", .string(ground.rule.text)),
          .init("citation", .array(ground.citation.map { .string($0) })),
          .init("reason", ground.reason.inBothLanguages),
        ])
      })
  }

  var json: JSONValue {
    let (file, message) = (evidence.file, evidence.file.concern.payload)
    return .object([
      .init("format", .string("samverkan-evidence/1")),
      .init("deployment", .string(deployment.text)), .init("brokerKey", text(key.bytes)),
      .init("delivery", .string(file.parcel.key.delivery.wire)),
      .init("recipient", .string(file.parcel.recipient.function.text)),
      .init("agencyKey", text(message.key.bytes)), .init("proof", message.proof.header),
      .init("envelope", text(message.message.envelope.bytes)),
      .init("sections", .string(Digest32(hashing: message.message.sectionBytes).wire)),
      .init("view", text(evidence.view.bytes)),
      .init("receipt", evidence.receipt.map(text) ?? .null),
      .init("decided", text(evidence.decided)),
      .init("handOvers", .array(evidence.handOvers.map(text))),
      .init("law", .string(file.latest.law.wire)), .init("rules", rules),
      .init(
        "head", evidence.head.map { .string(String(decoding: $0.note, as: UTF8.self)) } ?? .null),
      .init("statements", .array(evidence.history.map(value(of:)))),
    ])
  }

  private func value(of proven: Proven) -> JSONValue {
    .object([
      .init("leaf", .integer(Int64(proven.stated.position))),
      .init("salt", text(proven.stated.salt)), .init("statement", text(proven.stated.bytes)),
      .init("path", proven.path.map { .array($0.map { .string($0.wire) }) } ?? .null),
    ])
  }

  private func text(_ bytes: [UInt8]) -> JSONValue { .string(Base64.url.encode(bytes)) }
}
