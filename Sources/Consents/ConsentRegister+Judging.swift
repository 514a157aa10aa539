package import Concerns

extension ConsentRegister {
  /// What recording a waiver would come to; nothing changes.
  ///
  /// It becomes so only if nothing else changes first.
  package func outcome(
    of waiver: Waiver, at now: Moment
  ) -> ConsentOutcome {
    if let refusal = refusal(of: waiver, at: now) { return .refused(refusal) }
    return .recorded(raised: waiver.persons.map(\.person).sorted())
  }

  /// What recording a withdrawal would come to; nothing changes.
  package func outcome(of withdrawal: Withdrawal, at now: Moment) -> ConsentOutcome {
    switch held(by: withdrawal, at: now) {
    case .success(let held): .recorded(raised: held.sorted())
    case .failure(let refusal): .refused(refusal)
    }
  }

  /// The persons whom a withdrawal would hold and nobody holds yet, or why it is refused.
  func held(
    by withdrawal: Withdrawal, at now: Moment
  ) -> Result<Set<PersonPseudonym>, ConsentRefusal> {
    if usedIDs[withdrawal.id] != nil { return .failure(.replayed) }
    // Whoever was never at the table learns not even that there is one.
    guard let cooperation = cooperations[withdrawal.cooperation],
      cooperation.parties.contains(withdrawal.teller)
    else { return .failure(.unknownCooperation) }
    let signedFor = cooperation.persons(
      of: withdrawal.signatory, on: LocalTime.date(at: now))
    let persons = withdrawal.persons.isEmpty ? signedFor : withdrawal.persons
    guard !persons.isEmpty, persons.isSubset(of: signedFor) else {
      return .failure(.notASignatory)
    }
    return .success(persons.subtracting(cooperation.held))
  }

  /// Whether somebody has said no, for one of these persons, in each of these cooperations; no, if
  /// there are none.
  package func isHeld(
    _ persons: Set<PersonPseudonym>, in names: Set<CooperationID>
  ) -> Bool {
    !names.isEmpty
      && names.allSatisfy { name in
        ended.contains(name) || cooperations[name]?.held.isDisjoint(with: persons) == false
      }
  }

  /// Holds everyone in a cooperation, whoever said no: for a no that older rules took.
  ///
  /// - Returns: Those for whom nobody had said no before.
  package mutating func holdAll(of cooperation: CooperationID) -> Set<PersonPseudonym> {
    guard let table = cooperations[cooperation] else { return [] }
    let persons = table.waivers.reduce(into: Set()) { $0.formUnion($1.persons.map(\.person)) }
    cooperations[cooperation]?.held.formUnion(persons)
    for (key, open) in grants where persons.contains(key.person) {
      grants[key] = open.filter { $0.cooperation != cooperation }
    }
    return persons.subtracting(table.held)
  }
}

extension ConsentRefusal: Error {}
