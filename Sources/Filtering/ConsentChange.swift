package import Concerns
package import Consents
package import Wire

/// What a message asks of the register of waivers.
package enum ConsentChange: Hashable, Sendable {
  case record(Waiver)
  case withdraw(Withdrawal)

  /// Reads the change out of a message; `nil` when the message asks for none, or names somebody
  /// without a pseudonym.
  ///
  /// - Parameter persons: Everyone in the message, by the name that the register knows them under.
  package init?(_ message: SignedMessage, persons: [Tag: PersonPseudonym]) {
    let handling = message.handling
    guard handling.persons.allSatisfy({ persons[$0.tag] != nil }) else { return nil }
    let id = ConsentID(message.envelope.id.uuid)
    let cooperation = CooperationID(message.matter.conversation.uuid)
    let agency = message.envelope.source
    if let terms = handling.waiver {
      let births = Dictionary(
        uniqueKeysWithValues: handling.persons.map { ($0.tag, $0.certainBirthDate) })
      self = .record(
        Waiver(
          id: id, cooperation: cooperation, form: terms.form,
          persons: terms.persons.compactMap {
            WaivedPerson($0, births: births, persons: persons)
          },
          parties: Set(handling.parties.map(\.agency)).union([agency]), classes: terms.classes,
          until: LocalTime.end(of: terms.until) + .seconds(1), evidence: terms.evidence,
          authority: agency))
    } else if let terms = handling.withdrawal, let signatory = persons[terms.signatory] {
      self = .withdraw(
        Withdrawal(
          id: id, cooperation: cooperation, signatory: signatory,
          persons: Set(terms.persons.compactMap { persons[$0] }), teller: agency))
    } else {
      return nil
    }
  }

  /// The cooperation that it is about.
  package var cooperation: CooperationID {
    switch self {
    case .record(let waiver): waiver.cooperation
    case .withdraw(let withdrawal): withdrawal.cooperation
    }
  }
}

extension ConsentRegister {
  /// What a change would come to; nothing changes.
  package func outcome(of change: ConsentChange, at now: Moment) -> ConsentOutcome {
    switch change {
    case .record(let waiver): outcome(of: waiver, at: now)
    case .withdraw(let withdrawal): outcome(of: withdrawal, at: now)
    }
  }

  /// Makes a change, or says why not and changes nothing.
  ///
  /// - Parameter place: Its entry of the ledger.
  package mutating func apply(
    _ change: ConsentChange, at now: Moment, in place: Int64
  ) -> ConsentOutcome {
    switch change {
    case .record(let waiver): record(waiver, at: now, in: place)
    case .withdraw(let withdrawal): withdraw(withdrawal, at: now)
    }
  }
}

extension Person {
  /// The day of birth, unless it may be a guess as a coordination number's may.
  fileprivate var certainBirthDate: CivilDate? {
    guard case .verified(let number)? = identifier, !number.isCoordinationNumber else {
      return nil
    }
    return number.birthDate
  }
}

extension WaivedPerson {
  fileprivate init?(
    _ waived: WaiverTerms.Waived, births: [Tag: CivilDate?], persons: [Tag: PersonPseudonym]
  ) {
    guard let person = persons[waived.person] else { return nil }
    self.init(
      person: person, birthDate: births[waived.person] ?? nil, custody: waived.custody,
      signatures: Set(
        waived.signatures.compactMap { given in
          Signatory(given.capacity, persons: persons).map { Signature($0, signed: given.signed) }
        }))
  }
}

extension Signatory {
  fileprivate init?(
    _ capacity: WaiverTerms.Given.Capacity, persons: [Tag: PersonPseudonym]
  ) {
    switch capacity {
    case .oneself: self = .oneself
    case .guardian(let tag, let notice):
      guard let guardian = persons[tag] else { return nil }
      self = .guardian(guardian, notice)
    case .decision(let citation, let board, let absent):
      self = .decision(
        BoardDecision(citation: citation, board: board, absent: absent.flatMap { persons[$0] }))
    }
  }
}
