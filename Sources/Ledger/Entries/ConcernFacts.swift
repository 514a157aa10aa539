import Filtering
import Admission
package import Concerns
package import Routing
import Wire

/// What later decisions need of a concern without opening what it says: the small sealed field.
package struct ConcernFacts: Hashable, Sendable {
  package let kind: Kind
  package let lane: Lane
  package let sender: Party
  package let isSenderBound: Bool
  package let member: MemberID
  package let owner: Owner
  package let reference: Reference
  package let conversation: ConversationID

  package init(
    kind: Kind, lane: Lane, sender: Party, isSenderBound: Bool, member: MemberID, owner: Owner,
    reference: Reference, conversation: ConversationID
  ) {
    self.kind = kind
    self.lane = lane
    self.sender = sender
    self.isSenderBound = isSenderBound
    self.member = member
    self.owner = owner
    self.reference = reference
    self.conversation = conversation
  }

  init(_ concern: NewConcern) {
    let routed = concern.cleared.routed
    self.init(
      kind: concern.cleared.facts.kind, lane: routed.lane, sender: routed.admitted.agency.party,
      isSenderBound: routed.admitted.agency.isBoundToReport, member: routed.admitted.member,
      owner: routed.owner, reference: concern.reference,
      conversation: routed.home)
  }

  var bytes: [UInt8] {
    JSONValue.object([
      .init("v", .integer(1)), .init("kind", .string(kind.rawValue)),
      .init("lane", .string(lane.rawValue)), .init("sender", .string(sender.rawValue)),
      .init("bound", .bool(isSenderBound)), .init("member", .string(member.text)),
      .init("owner", StoredForm.value(of: owner)),
      .init("reference", .string(reference.text)),
      .init("conversation", .string(conversation.description)),
    ]).bytes
  }

  init(stored bytes: [UInt8]) throws(LedgerError) {
    let value = try StoredForm.read(bytes)
    guard let kind = value["kind"]?.string.flatMap(Kind.init(rawValue:)),
      let lane = value["lane"]?.string.flatMap(Lane.init(rawValue:)),
      let sender = value["sender"]?.string.flatMap(Party.init(rawValue:)),
      let isSenderBound = value["bound"]?.bool,
      let member = value["member"]?.string.flatMap(MemberID.init(_:)),
      let owner = value["owner"].flatMap(StoredForm.owner(in:)),
      let reference = value["reference"]?.string.flatMap(Reference.init(_:)),
      let conversation = value["conversation"]?.string.flatMap(ConversationID.init(_:))
    else { throw .corrupt(table: "field") }
    self.init(
      kind: kind, lane: lane, sender: sender, isSenderBound: isSenderBound, member: member,
      owner: owner, reference: reference, conversation: conversation)
  }
}
