package import Concerns

extension SignedMessage {
  /// The same, in the broker's own name: nothing in it tells who said it.
  ///
  /// Fresh are id, salts and padding, so that two messages of one sender have nothing in common;
  /// the time is the broker's. Of the sender there is its sector alone. `handling` keeps what was
  /// chosen from short lists and the municipality. Bodies are written anew, in one spelling, so
  /// that no program is known by how it writes.
  ///
  /// - Parameters:
  ///   - sector: What the sender is in law, by the register.
  ///   - conversation: What the recipient calls the conversation.
  ///   - attendants: Who takes part, by the directory; added to those that the sender named.
  package func covered(
    as sector: Party, in conversation: ConversationID, with attendants: Set<Attendant>,
    at moment: Moment, in voice: BrokerVoice, drawing generator: inout some RandomNumberGenerator
  ) throws(Problem) -> SignedMessage {
    var drafts = [
      Draft(.matter, body: coveredMatter(sector, conversation, at: moment)),
      Draft(.handling, body: coveredHandling(with: attendants)),
    ]
    for section in sections where ![.matter, .handling].contains(section.dataClass) {
      drafts.append(Draft(section.dataClass, body: try section.readBody()))
    }
    return try SignedMessage.compose(
      drafts, id: MessageID(RandomUUID(using: &generator)), source: .broker,
      audience: envelope.audience, key: voice.key, drawing: &generator)
  }

  private func coveredMatter(
    _ sector: Party, _ conversation: ConversationID, at moment: Moment
  ) -> JSONValue {
    .object([
      .init("kind", .string(matter.kind.rawValue)),
      .init("unit", .string(FunctionID(sector: sector).text)),
      .init("conversation", .string(conversation.description)),
      .init("sent", .string(moment.text)), .init("purpose", .string(matter.purpose.rawValue)),
      .init("basis", .string(matter.basis.rawValue)),
    ])
  }

  private func coveredHandling(with attendants: Set<Attendant>) -> JSONValue {
    let present = attendants.union(handling.particulars.takesPart ?? [])
    return .object([
      .init("persons", .array([])),
      .init("municipality", .string(handling.municipality?.text ?? "unknown")),
      .init("area", .string(Area.unknown.text)),
      .init("target", .string(handling.target.rawValue)),
      .init("grounds", .array(handling.grounds.map(\.rawValue).sorted().map { .string($0) })),
      .init("urgency", .string(handling.urgency.rawValue)),
      .init("guardians", .string(handling.guardians.rawValue)), .init("anonymous", .bool(true)),
      .init("feedback", .bool(false)), .init("excluded", .array([])),
      .init("takes-part", .array(present.map(\.rawValue).sorted().map { .string($0) })),
    ])
  }

  /// Refuses a question, or the text of conditions, that may tell whom it is about, whatever its
  /// sender's program let through.
  ///
  /// - Throws: ``ProblemCode/identityTrace``, naming the line and never what stands there.
  package func checkAnonymous() throws(Problem) {
    let isOffer = matter.kind == .reservationOffer
    guard matter.kind.hidesSource || isOffer || isNamelessContact else { return }
    // Whoever is to acknowledge conditions is shown their text, and of `handling` nothing.
    for (index, section) in sections.enumerated()
    where section.dataClass != .matter && !(isOffer && section.dataClass == .handling) {
      var search = TraceSearch()
      search.look(in: try section.readBody(), at: "")
      guard search.traces.isEmpty else {
        throw Problem(.identityTrace, frame: 3, pointer: "/\(index)")
      }
    }
  }
}
