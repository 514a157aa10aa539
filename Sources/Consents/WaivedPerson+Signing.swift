import Concerns

/// What is still missing under a waiver for one person, on one day.
enum Shortfall: Hashable {
  /// Nothing: everyone who must sign has signed.
  case none
  /// Everybody.
  case all
  /// Somebody.
  case some
  /// Nobody but a guardian who must not be told, whose signature never counts.
  case guardianWithheld
  /// Nobody knows how many guardians decide.
  case custodyUnknown
  /// Nobody knows whether the person is a child.
  case ageUnknown
}

/// Whose signatures it takes, by age (OSL 12:2, 12:3).
enum Signing: Hashable {
  /// Under 15: the guardians' (FB 6:11, 6:13).
  case guardians
  /// 15 to 17: the young person's and the guardians'.
  ///
  /// From the 15th birthday, though a source says "over 15"; and never the young person's alone,
  /// though one who is mature enough may do (OSL 12:3). Both strict: needs-legal-review.
  case both
  /// From 18: the person's own alone (FB 9:1).
  case person
}

extension WaivedPerson {
  /// From this age the young person signs, too: the age at which one pleads one's own case
  /// (SoL 3:4).
  static let youngAge = 15
  /// From this age the person signs alone (FB 9:1).
  static let fullAge = 18

  /// What is missing for the waiver to hold on a Swedish day.
  ///
  /// A young person's signature counts from the last of the two birthdays on that has passed, so
  /// that on each of them sharing stops until they sign anew: what they signed as a child, or
  /// beside their guardians, is no answer to whether they say so alone. Strict: needs-legal-review.
  func shortfall(on day: CivilDate) -> Shortfall {
    guard let birthDate, let signing = signing(on: day) else { return .ageUnknown }
    switch signing {
    case .person:
      return hasSigned(since: birthDate.birthday(Self.fullAge), by: day) ? .none : .all
    case .guardians:
      return shortfall(of: guardianship(on: day), besides: [])
    case .both:
      let own = hasSigned(since: birthDate.birthday(Self.youngAge), by: day)
      return shortfall(of: guardianship(on: day), besides: [own])
    }
  }

  /// Whose signatures it takes on a day; `nil` when nobody is sure of the age.
  ///
  /// A birth date that is not certain, as a coordination number's, is none: needs-legal-review.
  func signing(on day: CivilDate) -> Signing? {
    guard let birthDate, birthDate <= day else { return nil }
    if day >= birthDate.birthday(Self.fullAge) { return .person }
    return day >= birthDate.birthday(Self.youngAge) ? .both : .guardians
  }

  /// The birthdays after a day on which other signatures are needed than before, in order.
  func turningPoints(after day: CivilDate) -> [CivilDate] {
    guard let birthDate else { return [] }
    return [Self.youngAge, Self.fullAge].map(birthDate.birthday).filter { $0 > day }
  }

  /// Whether somebody may take a signature back for this person on a day.
  ///
  /// From 18 the person alone; before, every guardian who is named and may be told, one for whom a
  /// board's decision stands in among them, and the young person. Under 15 a child who has signed
  /// may take that back: strict, needs-legal-review.
  func mayWithdraw(_ signatory: PersonPseudonym, on day: CivilDate) -> Bool {
    if signatory == person {
      return signing(on: day) != .guardians || signatures.contains { $0.signatory == .oneself }
    }
    guard signing(on: day) != .person else { return false }
    return signatures.contains { $0.signatory.guardian == signatory }
      && !withheldGuardians.contains(signatory)
  }

  /// Whether a signature bears a day to come.
  func isSigned(after day: CivilDate) -> Bool {
    signatures.contains { $0.signed.map { $0 > day } ?? false }
  }

  /// Whether the waiver holds by the word of guardians on a day.
  func restsOnGuardians(on day: CivilDate) -> Bool { signing(on: day) != .person }
}

/// The guardians' signatures under a waiver for one person, counted.
private struct Guardianship {
  /// How many must sign; `nil` when nobody knows.
  var needed: Int?
  /// How many signatures count.
  var signed = 0
  /// How many would, if their guardians might be told.
  var withheld = 0
}

extension WaivedPerson {
  /// One guardian's signature counts once, under however many names it stands; of two notices
  /// about one guardian the stricter holds.
  private func guardianship(on day: CivilDate) -> Guardianship {
    let given = signatures.filter { $0.isGiven(by: day) }.map(\.signatory)
    let guardians = Set(given.filter(\.isGuardian).compactMap(\.guardian)).subtracting([person])
    let withheld = guardians.intersection(withheldGuardians)
    var result = Guardianship(
      signed: guardians.count - withheld.count, withheld: withheld.count)
    switch custody {
    case .sole: result.needed = 1
    case .shared:
      result.needed = 2
      let standsIn = given.contains { signatory in
        signatory.isDecision
          && signatory.guardian.map { !guardians.subtracting(withheld).contains($0) } ?? true
      }
      // A decision stands in for one guardian beside another who has signed, never for both.
      if standsIn, result.signed == 1 { result.signed = 2 }
    case .unknown: break
    }
    return result
  }

  private func shortfall(of guardians: Guardianship, besides others: [Bool]) -> Shortfall {
    guard let needed = guardians.needed else { return .custodyUnknown }
    if guardians.signed >= needed, !others.contains(false) { return .none }
    if guardians.signed + guardians.withheld >= needed, !others.contains(false) {
      return .guardianWithheld
    }
    return guardians.signed > 0 || others.contains(true) ? .some : .all
  }

  /// Guardians who must not be told, or of whom nobody knows whether they may.
  var withheldGuardians: Set<PersonPseudonym> {
    Set(signatures.map(\.signatory).filter(\.isWithheld).compactMap(\.guardian))
  }

  private func hasSigned(since birthday: CivilDate, by day: CivilDate) -> Bool {
    signatures.contains { $0.signatory == .oneself && $0.isGiven(since: birthday, by: day) }
  }
}

extension Signature {
  /// Whether it has been given by a day, and not before another.
  fileprivate func isGiven(since first: CivilDate? = nil, by day: CivilDate) -> Bool {
    guard let signed else { return false }
    return signed <= day && first.map { $0 <= signed } ?? true
  }
}

extension Signatory {
  fileprivate var isGuardian: Bool {
    switch self {
    case .guardian: true
    case .oneself, .decision: false
    }
  }

  fileprivate var isDecision: Bool {
    switch self {
    case .decision: true
    case .oneself, .guardian: false
    }
  }

  /// The guardian who signs, or who is stood in for.
  fileprivate var guardian: PersonPseudonym? {
    switch self {
    case .oneself: nil
    case .guardian(let guardian, _): guardian
    case .decision(let decision): decision.absent
    }
  }

  /// Whether it is a guardian's who must not be told; if nobody knows, as if.
  var isWithheld: Bool {
    switch self {
    case .oneself, .decision: false
    case .guardian(_, let notice): notice != .mayBeTold
    }
  }
}

extension CivilDate {
  /// The day somebody born on this day turns an age: 1 March for 29 February in a common year.
  fileprivate func birthday(_ age: Int) -> CivilDate {
    guard
      let day = CivilDate(year: year + age, month: month, day: day)
        ?? CivilDate(year: year + age, month: 3, day: 1)
    else { preconditionFailure("the calendar ends long after anybody comes of age") }
    return day
  }
}
