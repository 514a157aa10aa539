package import Concerns
import Consents
import Evidence
package import Filtering
package import Policy
import Routing
package import Tables
import Wire

/// The canaries of a policy, written out once, and asked whenever somebody wants to know.
///
/// Each goes through the filter and the register as they are now, and through the encoder that
/// makes DELIVER: what counts is the bytes. Nothing of it reaches the ledger or a socket.
package struct CanaryRound: Sendable {
  private let messages: [CanaryMessage]

  /// How many canaries there are.
  package var count: Int { messages.count }

  /// Writes the canaries out.
  ///
  /// - Throws: The first that cannot be asked, with its line and a remedy.
  package init(
    _ canaries: [Canary], at now: Moment, using generator: inout some RandomNumberGenerator
  ) throws(TableFlaw) {
    var messages: [CanaryMessage] = []
    for canary in canaries {
      messages.append(try CanaryMessage(canary, at: now, using: &generator))
    }
    self.messages = messages
  }

  /// Asks all of them; what is found is found in the frames that their recipients would be sent.
  ///
  /// The register is a copy of the live one that knows of the canaries' waivers, too.
  package func ask(
    _ filter: Filter, at now: Moment, using generator: inout some RandomNumberGenerator
  ) -> [CanaryFinding] {
    var filter = filter
    var findings: [CanaryFinding] = []
    for message in messages {
      let canary = message.canary
      if !filter.consents.note(canary, at: canary.at ?? now, using: &generator) {
        findings.append(canary.finding(.unasked))
      }
      guard canary.refusal == nil else {
        findings += admission(of: canary, at: now, using: &generator)
        continue
      }
      findings += message.faults(under: filter, at: canary.at ?? now).map(canary.finding)
    }
    return findings
  }

  /// Knocks at the door anew with what it must turn away.
  private func admission(
    of canary: Canary, at now: Moment, using generator: inout some RandomNumberGenerator
  ) -> [CanaryFinding] {
    do {
      // Without a message it was turned away as the canary says.
      let asked = try CanaryMessage(canary, at: now, using: &generator)
      return asked.message == nil ? [] : [canary.finding(.admitted)]
    } catch {
      // Turned away for another reason: what the canary is there to try, it does not try.
      return [canary.finding(.untried)]
    }
  }
}

extension Canary {
  fileprivate func finding(_ fault: CanaryFinding.Fault) -> CanaryFinding {
    CanaryFinding(canary: id, line: line, says: says, fault: fault)
  }

  /// Who somebody of the canary would be in the register: a name that no key makes.
  fileprivate func pseudonym(_ tag: Tag) -> PersonPseudonym {
    let hash = Digest32(hashing: Array("canary \(id) \(tag)".utf8))
    guard let pseudonym = PersonPseudonym(bytes: [0] + hash.bytes) else {
      preconditionFailure("a version and a hash are a pseudonym")
    }
    return pseudonym
  }
}

extension CanaryMessage {
  /// Hands the message over to each recipient, as far as the frames.
  fileprivate func faults(under filter: Filter, at moment: Moment) -> [CanaryFinding.Fault] {
    guard let message else { return [] }
    let persons = canary.persons.map { ($0.tag, canary.pseudonym($0.tag)) }
    let facts = Facts(
      message, sender: canary.sender,
      in: Surroundings(isAsked: canary.established.contains(.asked)),
      persons: Dictionary(uniqueKeysWithValues: persons), areas: []
    ).establishing(canary.established)
    return zip(canary.readers, recipients).flatMap { reader, recipient in
      let disclosure = filter.disclose(facts, to: recipient, at: moment)
      // With nothing to show there is no hand-over, and no frame.
      let frames = disclosure.mask == 0 ? [] : frames(of: message, under: disclosure)
      let found = sections(in: frames)
      let source =
        isFoundOut(in: frames)
        ? [CanaryFinding.Fault.reached(reader.function, .reporter)] : []
      return source
        + reader.withheld.filter(found.contains).map {
          CanaryFinding.Fault.reached(reader.function, $0.dataClass)
        }
        + reader.shown.filter { !found.contains($0) }.map {
          .missed(reader.function, $0.dataClass)
        }
    }
  }

  private func frames(of message: SignedMessage, under disclosure: Disclosure) -> [[UInt8]] {
    let view = Dispatch.view(of: message, under: disclosure)
    return Dispatch.command(
      for: Self.delivery, view, under: disclosure, attempt: 1, lease: 1,
      thread: Self.delivery.bytes[...], lane: .other, hasGap: false, key: key, proof: proof
    ).frames(1)
  }

  /// The name of a delivery that is none.
  private static let delivery: DeliveryID = {
    guard let delivery = DeliveryID(bytes: [UInt8](repeating: 0, count: 16)) else {
      preconditionFailure("sixteen bytes are the name of a delivery")
    }
    return delivery
  }()
}

extension ConsentRegister {
  /// How long before the question a canary's waiver was given.
  private static let head: Duration = .seconds(3600)

  /// Takes the waivers of a canary; `false` if one of them is refused.
  fileprivate mutating func note(
    _ canary: Canary, at moment: Moment, using generator: inout some RandomNumberGenerator
  ) -> Bool {
    let before = Moment(milliseconds: moment.milliseconds - Self.ago)
    for waiver in canary.waivers {
      let cooperation = CooperationID(RandomUUID(using: &generator))
      let persons = waiver.persons.map { WaivedPerson(adult: canary.pseudonym($0), at: before) }
      let given = Waiver(
        id: ConsentID(RandomUUID(using: &generator)), cooperation: cooperation,
        form: canary.kind.form,
        persons: persons, parties: [waiver.party, CanaryMessage.source],
        classes: Set(waiver.classes),
        until: waiver.state == .expired ? moment : moment + Self.head,
        evidence: Digest32(hashing: Array(cooperation.uuid.bytes)).bytes,
        authority: CanaryMessage.source)
      guard case .recorded = record(given, at: before) else {
        return false
      }
      guard waiver.state == .withdrawn, let signatory = persons.first?.person else { continue }
      let withdrawal = Withdrawal(
        id: ConsentID(RandomUUID(using: &generator)), cooperation: cooperation,
        signatory: signatory, teller: waiver.party)
      guard case .recorded = withdraw(withdrawal, at: before) else { return false }
    }
    return true
  }

  private static var ago: Int64 { head.components.seconds * 1000 }
}

extension Kind {
  /// A form of cooperation that the kind belongs to; any, of a kind that no waiver opens.
  fileprivate var form: CooperationForm {
    CooperationForm.allCases.first(where: cooperationForms.contains) ?? .sspf
  }
}

extension WaivedPerson {
  /// Somebody who signs alone: how old a canary is decides nothing of it.
  fileprivate init(adult person: PersonPseudonym, at moment: Moment) {
    let day = LocalTime.date(at: moment)
    self.init(
      person: person, birthDate: CivilDate(daysSinceEpoch: day.daysSinceEpoch - Self.adultDays),
      custody: .unknown, signatures: [Signature(.oneself, signed: day)])
  }

  /// Thirty years, leap days and all.
  private static let adultDays = 10_958
}
