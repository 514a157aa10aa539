package import AdapterKit
package import Concerns
package import Evidence
package import Wire
package import ZeroMQ

/// A report and the people and keys around it, all invented.
package struct Sample: Sendable {
  package static let moment = Moment(seconds: 1_795_000_000)
  /// Of the public test series.
  package static let number = "201212222390"

  package let agency: AgencyID
  package let reception: FunctionID
  package let deployment: DeploymentID
  package let member: SigningKey
  package let broker: SigningKey
  package let curve: CurveKeyPair
  package let server: CurveKeyPair

  package init() throws {
    var generator = SystemRandomNumberGenerator()
    agency = try Self.require(AgencyID("school"))
    reception = try Self.require(FunctionID("social.reception"))
    deployment = try Self.require(DeploymentID("training.norrkoping"))
    member = SigningKey(using: &generator)
    broker = SigningKey(using: &generator)
    curve = try .random()
    server = try .random()
  }

  package func connection(_ endpoint: String, serverKey: CurvePublicKey? = nil) throws -> Connection
  {
    Connection(
      endpoint: endpoint, serverKey: serverKey ?? server.publicKey, deployment: deployment,
      environment: .training, agency: agency, member: try Self.require(MemberID("school/main")),
      functions: [reception], brokerKeys: [broker.verifyingKey], curveKeys: curve,
      signingKey: member)
  }

  /// Tries again at once, and waits longer than anything takes that is meant to arrive.
  package static var limits: ClientLimits {
    var limits = ClientLimits()
    limits.delays = [.milliseconds(5)]
    limits.hello = .seconds(60)
    limits.answer = .seconds(60)
    return limits
  }

  package static func document(_ change: (inout String) -> Void = { _ in }) throws
    -> ConcernDocument
  {
    try ConcernDocument(reading: Array(text(change).utf8))
  }

  package static func text(_ change: (inout String) -> Void = { _ in }) -> String {
    var text = """
      {"kind":"report.mandatory","unit":"school.pupil-health","handling":{"persons":[
       {"tag":"KAJA","role":"child","number":"\(number)","certainty":"certain",
        "protection":"none"}],
       "municipality":"0581","area":"unknown","target":"child","grounds":["absence"],
       "urgency":"ordinary","guardians":"unknown","anonymous":false,"feedback":true,
       "excluded":[]},
       "sections":[{"class":"narrative","about":["KAJA"],"body":{"text":"borta sedan maj"}},
        {"class":"identity","about":["KAJA"],"body":{"name":"Kaja Exempel"}}]}
      """
    change(&text)
    return text
  }

  /// A message of ours as a broker would hold it.
  package func message() throws -> SignedMessage {
    var generator = SystemRandomNumberGenerator()
    return try Self.document().compose(
      to: Destination(
        agency: agency, deployment: deployment, environment: .training,
        key: member.verifyingKey.id), at: Self.moment, drawing: &generator)
  }

  /// A delivery of a message, whole or without its handling section.
  package func delivery(
    of message: SignedMessage, whole: Bool = true, id: DeliveryID? = nil, attempt: Int = 1
  ) throws -> BrokerCommand.Deliver {
    var generator = SystemRandomNumberGenerator()
    let view =
      whole
      ? View(whole: message)
      : View(of: message, showing: message.sections.filter { $0.dataClass != .handling })
    return .init(
      delivery: id ?? DeliveryID(using: &generator), attempt: attempt, lease: 30,
      function: reception, thread: "AAAAAAAAAAAAAAAAAAAAAA", lane: .report, isWhole: whole,
      hasGap: false,
      obligations: message.handling.guardians == .mayBeTold ? [] : [.withholdFromGuardians],
      key: member.verifyingKey,
      proof: Proof.sign(
        [message.envelope.bytes], for: .publish, audience: deployment, with: member)[0],
      envelope: message.envelope.bytes, view: view.bytes)
  }

  private struct Unreadable: Error {}

  private static func require<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Unreadable() }
    return value
  }
}
