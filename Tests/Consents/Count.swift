import Concerns
import Consents

/// The signatures for one person counted by hand, on the Swedish day of a moment.
struct Count {
  private let waived: WaivedPerson
  private let day: CivilDate

  init(_ waived: WaivedPerson, at now: Moment) {
    self.waived = waived
    day = LocalTime.date(at: now)
  }

  /// What is said of it, if it is not enough.
  var missing: ConsentRefusal? {
    guard let stage = stage(on: day) else { return .ageUnknown }
    let own = waived.signatures.contains { signature in
      guard let signed = signature.signed else { return false }
      return signature.signatory == .oneself && signed <= day && self.stage(on: signed) == stage
    }
    if stage == 2 { return own ? nil : .unsigned }
    let needsOwn = stage == 1
    var votes = guardians.filter { !isWithheld($0) }.count
    let silenced = guardians.filter(isWithheld).count
    if waived.custody == .shared, votes == 1, hasDecision { votes = 2 }
    let needed: Int
    switch waived.custody {
    case .sole: needed = 1
    case .shared: needed = 2
    case .unknown: return .custodyUnknown
    }
    if needsOwn, !own { return votes > 0 ? .halfSigned : .unsigned }
    if votes >= needed { return nil }
    if votes + silenced >= needed { return .guardianWithheld }
    return votes > 0 || needsOwn ? .halfSigned : .unsigned
  }

  var isGrown: Bool { stage(on: day) == 2 }

  func mayWithdraw(_ signatory: PersonPseudonym) -> Bool {
    if signatory == waived.person {
      return stage(on: day) != 0 || waived.signatures.contains { $0.signatory == .oneself }
    }
    if isGrown || isWithheld(signatory) { return false }
    return waived.signatures.contains { signature in
      switch signature.signatory {
      case .oneself: false
      case .guardian(let guardian, _): guardian == signatory
      case .decision(let decision): decision.absent == signatory
      }
    }
  }

  /// 0 under 15, 1 under 18, 2 from then on; nothing before birth or of a birth nobody knows.
  private func stage(on day: CivilDate) -> Int? {
    guard let birth = waived.birthDate, birth <= day else { return nil }
    var age = 0
    while (day.year, day.month, day.day) >= (birth.year + age + 1, birth.month, birth.day) {
      age += 1
    }
    return age < 15 ? 0 : age < 18 ? 1 : 2
  }

  /// Guardians who have signed, whether or not they count.
  private var guardians: Set<PersonPseudonym> {
    var guardians: Set<PersonPseudonym> = []
    for signature in waived.signatures {
      guard let signed = signature.signed, signed <= day else { continue }
      switch signature.signatory {
      case .guardian(let guardian, _) where guardian != waived.person: guardians.insert(guardian)
      case .guardian, .oneself, .decision: break
      }
    }
    return guardians
  }

  private var hasDecision: Bool {
    waived.signatures.contains { signature in
      guard let signed = signature.signed, signed <= day else { return false }
      switch signature.signatory {
      case .decision(let decision):
        guard let absent = decision.absent else { return true }
        return !guardians.contains(absent) || isWithheld(absent)
      case .oneself, .guardian: return false
      }
    }
  }

  private func isWithheld(_ guardian: PersonPseudonym) -> Bool {
    waived.signatures.contains { signature in
      switch signature.signatory {
      case .guardian(guardian, let notice): notice != .mayBeTold
      case .guardian, .oneself, .decision: false
      }
    }
  }
}
