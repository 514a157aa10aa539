import Admission
import Concerns
import Evidence
import Filtering
import Ledger
import Policy
import Routing
import Wire

extension BrokerCore {
  /// Looks a delivery up for somebody who asks why it shows what it shows.
  ///
  /// A member asks about its own mailboxes; an inspector, on the machine itself, about any.
  mutating func explain(
    _ delivery: DeliveryID, _ session: Session, _ asker: Asker
  ) throws(Problem) {
    if session.peer.door == .operators {
      guard admission.registry.members[session.peer.member]?.isInspector == true else {
        throw Problem(.notPermitted)
      }
    }
    actions.lookups.append(.file(delivery, asker: try counted(asker)))
  }

  /// Records that the answer is given, and to whom, before it is.
  mutating func explain(
    _ delivery: DeliveryID, _ file: DeliveryFile?, _ asker: Asker, at now: Moment
  ) {
    guard let session = admission.sessions[asker.session] else { return }
    let isInspector = session.peer.door == .operators
    do throws(Problem) {
      guard let file else { throw Problem(.unknownDelivery) }
      if !isInspector { try checkReads(file.parcel.recipient.function, session) }
      let open = OpenDelivery(file.parcel)
      // Whose mailbox an answer came to is who asked: that is nobody's to be told.
      let hidesRecipient =
        open.facts.kind.hidesSource && open.recipient.standing == .reporter
      let isFull = (isInspector || open.isAnswerable) && !hidesRecipient
      let answer = isFull ? explanation(of: file, at: now) : whomToAsk(at: now)
      let note = InspectionNote(
        of: .delivery(delivery, isFull: isFull), by: session.peer.member, at: now)
      record(.inspection(note), then: .look(.explanation(delivery, answer), to: asker))
    } catch {
      refuse(error, to: asker)
    }
  }

  /// The answer goes out only once it is on disk that it does.
  mutating func settle(_ answer: BrokerCommand, _ asker: Asker, _ outcome: Kept) {
    guard outcome.isRecorded else { return refuse(Problem(.busy), to: asker) }
    self.answer(answer, to: asker)
  }

  /// What every recipient but the owner is told, whatever was withheld, and if nothing was.
  private func whomToAsk(at now: Moment) -> JSONValue {
    let entrance = router.directory.entrance(at: now)
    return .object([
      .init("explain", .string(Self.explainFormat)), .init("full", .bool(false)),
      .init("sentence", Self.constantSentence.value),
      .init(
        "ask",
        .object([
          .init("function", .string(entrance.function.text)),
          .init("sv", .string(entrance.name.sv)), .init("en", .string(entrance.name.en)),
          .init("phone", .string(entrance.phone)),
        ])),
    ])
  }

  private static let explainFormat = "samverkan/1"

  /// One sentence, so that it says nothing of any person.
  private static let constantSentence = LocalizedText(
    sv: "Du ser det som din roll får se enligt lag.",
    en: "You see what your role may see by law.")

  private func explanation(of file: DeliveryFile, at now: Moment) -> JSONValue {
    let recipient = router.registered(file.parcel.recipient, in: admission.registry)
    let sections = filter.explain(
      facts(of: file.concern), to: recipient ?? file.parcel.recipient, at: now)
    return .object([
      .init("explain", .string(Self.explainFormat)), .init("full", .bool(true)),
      .init("kind", .string(file.parcel.facts.kind.rawValue)),
      .init("function", .string(file.parcel.recipient.function.text)),
      .init("standing", .string(file.parcel.recipient.standing.rawValue)),
      .init("at", .string(now.text)), .init("law", .string(filter.policyDigest.wire)),
      .init("sections", .array(Self.joined(sections))),
      .init("recorded", value(of: file.first)),
      .init("handedOver", file.last.map(value(of:)) ?? .null),
    ])
  }

  /// Sections of one class that are answered alike are told once.
  private static func joined(_ sections: [ExplainedSection]) -> [JSONValue] {
    var order: [ExplainedSection] = []
    var counts: [ExplainedSection: Int64] = [:]
    for section in sections {
      if counts[section] == nil { order.append(section) }
      counts[section, default: 0] += 1
    }
    return order.map { section in
      let other = section.explanation.question.dataClass
      // Free text is withheld for what it may repeat.
      let because =
        other == section.dataClass
        ? [] : [JSONValue.Member("because", .string(other.rawValue))]
      return .object(
        [
          .init("class", .string(section.dataClass.rawValue)),
          .init("count", .integer(counts[section] ?? 1)),
        ] + because + section.explanation.members)
    }
  }

  /// What was decided then. The words of the rules are there if the law is the one in force.
  private func value(of decided: Decided) -> JSONValue {
    let isInForce = decided.law == filter.policyDigest
    var order: [Decided.Section] = []
    for section in decided.sections where !order.contains(section) { order.append(section) }
    let sections = order.map { section in
      // What is no rule of any law needs none to be explained.
      let isKnown = isInForce || section.rule == Verdict.contradiction.rule
      let ground = isKnown ? filter.ground(of: section.rule) : nil
      return JSONValue.object(
        [
          .init("class", .string(section.dataClass.rawValue)),
          .init("shown", .bool(section.isShown)), .init("rule", .string(section.rule.text)),
        ] + (ground.map { [.init("ground", $0.value)] } ?? []))
    }
    return .object([
      .init("at", .string(decided.at.text)), .init("law", .string(decided.law.wire)),
      .init("sections", .array(sections)),
    ])
  }
}
