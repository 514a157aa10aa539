public import Concerns
import Evidence
package import Wire

/// One message as far as this recipient may see it; verified to the last line.
///
/// The publisher's signature holds for the envelope, and the envelope commits to every line here.
public struct Referral: Hashable, Sendable {
  /// One section that this recipient may see.
  public struct Section: Hashable, Sendable {
    /// What it tells, as far as secrecy goes.
    public let dataClass: DataClass
    /// Whom it is about, by the tags of ``Referral/handling``; empty means everyone.
    public let about: [Tag]
    /// The content, a JSON object that the strict scanner has passed.
    public let json: String
    package let body: JSONValue
  }

  /// Names the delivery in everything that is said about it.
  public let delivery: DeliveryID
  /// 1 at first; one more each time it is sent anew.
  public let attempt: Int
  /// How long this client has before it is sent anew.
  public let lease: Duration
  /// The mailbox it is for.
  public let function: FunctionID
  /// The same for all of one conversation in one mailbox.
  public let thread: String
  /// How urgent it is.
  public let lane: Lane
  /// Whether nothing was withheld.
  public let isWhole: Bool
  /// Whether an earlier message of the thread is parked.
  public let hasGap: Bool
  /// What must be done with what is shown; tell it first.
  public let obligations: Set<Obligation>
  /// Who sent it; the broker itself where the law hides the source, and ``sector`` is all there is.
  public let source: AgencyID
  /// What its sender is in law, where that is all that may be told of it.
  public var sector: Party? { matter?.unit.sector }
  /// The message's name at its source.
  public let id: MessageID
  /// What an acknowledgement names, 43 characters of base64url.
  public let viewDigest: String
  /// What may be seen, in the order of the message.
  public let sections: [Section]
  /// What an acknowledgement of the conditions names, of a `reservation.offer` (43 characters).
  public let conditions: String?
  /// What the message is, if that may be seen.
  public let matter: Matter?
  /// How it must be handled: for the owner, who gets the whole message.
  public let handling: Handling?
  let view: Digest32

  /// Verifies a delivery.
  ///
  /// - Throws: ``AdapterError/forged(_:)`` when the key is not the envelope's, the signature does
  ///   not hold, or a line was not committed to.
  package init(
    verifying deliver: BrokerCommand.Deliver, over connection: Connection
  ) throws(AdapterError) {
    guard
      let view = try? View(
        envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole),
      view.envelope.audience == connection.deployment,
      // Only the broker speaks in its own name, where the law hides who did.
      view.envelope.isSpoken(by: deliver.key, brokerKeys: connection.brokerKeys),
      Attested.verify(
        deliver.envelope, proof: deliver.proof, for: .publish, audience: connection.deployment,
        by: deliver.key) != nil,
      let sections = try? view.sections.map(Section.init(_:))
    else { throw .forged(.delivery) }
    delivery = deliver.delivery
    attempt = deliver.attempt
    lease = .seconds(deliver.lease)
    function = deliver.function
    thread = deliver.thread
    lane = deliver.lane
    isWhole = deliver.isWhole
    hasGap = deliver.hasGap
    obligations = deliver.obligations
    source = view.envelope.source
    id = view.envelope.id
    self.view = view.digest
    viewDigest = view.digest.wire
    self.sections = sections
    // Only a whole message can be read as one; it has been, so this cannot fail for another reason.
    let whole =
      deliver.isWhole
      ? try? SignedMessage(envelope: deliver.envelope, sections: deliver.view) : nil
    handling = whole?.handling
    matter = whole?.matter ?? sections.lazy.compactMap(\.matter).first
    let isOffer = matter?.kind == .reservationOffer
    conditions =
      isOffer ? view.sections.first { $0.dataClass == .narrative }?.commitment.wire : nil
  }
}

extension Referral.Section {
  fileprivate init(_ section: Section) throws(Problem) {
    body = try section.readBody()
    json = String(decoding: body.bytes, as: UTF8.self)
    dataClass = section.dataClass
    about = section.about
  }

  /// The matter, if this section tells it.
  fileprivate var matter: Matter? {
    guard dataClass == .matter, let kind = body["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let unit = body["unit"]?.string.flatMap(FunctionID.init(_:)),
      let conversation = body["conversation"]?.string.flatMap(ConversationID.init(_:)),
      let sent = body["sent"]?.string.flatMap(Moment.init(_:)),
      let purpose = body["purpose"]?.string.flatMap(Purpose.init(rawValue:)),
      let basis = body["basis"]?.string.flatMap(LegalBasis.init(rawValue:))
    else { return nil }
    return Matter(
      kind: kind, unit: unit, conversation: conversation, sent: sent, purpose: purpose,
      basis: basis)
  }
}
