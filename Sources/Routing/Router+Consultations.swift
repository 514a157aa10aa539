import Admission
import Concerns
import Wire

// A question that names nobody goes to whoever answers such, and the answer back to whoever asked,
// both in the broker's own name: neither side learns more of the other than a sector.
extension Router {
  /// Routes a question, or the answer to one.
  ///
  /// Only whoever owns a question's conversation answers in it. Anything else begins a question of
  /// its own, whatever conversation it names, so that nobody learns whether there is such a one,
  /// and two questions of one sender have nothing in common.
  func consult(
    _ admitted: Admitted<SignedMessage>, in standing: ConversationStanding?,
    _ registry: Registry, _ moment: Moment, in voice: BrokerVoice,
    drawing generator: inout some RandomNumberGenerator
  ) throws(Problem) -> Routed {
    // A name there would tell something of whoever gives it.
    guard admitted.said.handling.excluded.isEmpty else {
      throw Problem(.badHandling, frame: 3, pointer: "/excluded")
    }
    if let standing, standing.origin.hidesSource,
      standing.owner.function.agency == admitted.agency.id
    {
      let told = try admitted.said.covered(
        as: admitted.agency.party, in: standing.asked ?? admitted.said.matter.conversation,
        with: [], at: moment, in: voice, drawing: &generator)
      return follow(
        admitted, standing, owner: standing.owner,
        to: [recipient(standing.reporter, .reporter, registry)], moment,
        under: Cover(told: told, home: admitted.said.matter.conversation))
    }
    let handling = admitted.said.handling
    let owner = directory.consultation(
      for: handling.municipality, with: handling.particulars.takesPart ?? [],
      on: LocalTime.date(at: moment))
    let attendants = directory.attendants(at: owner.function)
    guard attendants.isEmpty || !admitted.said.hasFreeText else {
      throw Problem(.classNotAllowed, frame: 3)
    }
    let conversation = ConversationID(RandomUUID(using: &generator))
    let told = try admitted.said.covered(
      as: admitted.agency.party, in: conversation, with: attendants, at: moment, in: voice,
      drawing: &generator)
    return begin(
      admitted, owner: owner, to: receivers(for: owner, registry, moment), at: moment,
      under: Cover(told: told, home: conversation))
  }
}

extension SignedMessage {
  fileprivate var hasFreeText: Bool { sections.contains { $0.dataClass.isFreeText } }
}
