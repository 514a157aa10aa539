/// How old someone is, in the bands that the law tells apart.
///
/// 12 and 15: help without a guardian's consent (SoL 21:1, 21:2). 18: no longer a child (SoL 3:1).
/// 21: the end of disclosure for the prevention of crime (OSL 10:18 a).
public enum AgeBand: String, CaseIterable, Hashable, Sendable, Codable {
  /// Has not turned 12.
  case under12 = "under-12"
  /// 12 to 14.
  case from12 = "12-14"
  /// 15 to 17: pleads its own case.
  case from15 = "15-17"
  /// 18 to 20: no longer a child.
  case from18 = "18-20"
  /// 21 or more.
  case from21 = "21-and-over"
  /// Nobody knows; no rule for an age applies by guess.
  case unknown

  /// The band of whoever was born on one day, as of another; unknown before birth.
  ///
  /// A year is full on the birthday itself. Someone born on 29 February turns on 1 March of a
  /// common year.
  public init(born birth: CivilDate, on day: CivilDate) {
    guard birth <= day else {
      self = .unknown
      return
    }
    let hasTurned = (day.month, day.day) >= (birth.month, birth.day)
    switch day.year - birth.year - (hasTurned ? 0 : 1) {
    case ..<12: self = .under12
    case ..<15: self = .from12
    case ..<18: self = .from15
    case ..<21: self = .from18
    default: self = .from21
    }
  }

  /// The band of whoever has this number, as of a day.
  ///
  /// Unknown for a coordination number, whose birth date may be a guess.
  public init(of number: PersonalNumber, on day: CivilDate) {
    guard !number.isCoordinationNumber, let birth = number.birthDate else {
      self = .unknown
      return
    }
    self.init(born: birth, on: day)
  }
}

extension Person {
  /// The person's age band as of a day; unknown without a checked number.
  public func age(on day: CivilDate) -> AgeBand {
    switch identifier {
    case .verified(let number): AgeBand(of: number, on: day)
    case .unverified, nil: .unknown
    }
  }
}
