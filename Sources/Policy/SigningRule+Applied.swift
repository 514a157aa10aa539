package import Concerns
import Tables

// The register of waivers knows one set of rules. A law that says another would be believed by who
// reads it and applied by nobody, so it is not proved.
extension SigningRule {
  /// Whose signature counts how under a waiver for somebody of an age, on any day.
  package static func applied(_ weight: Weight, at age: AgeBand) -> Set<Signer> {
    switch (age, weight) {
    case (.unknown, _): []
    case (.under12, .needed), (.from12, .needed): [.everyGuardian]
    case (.from15, .needed): [.oneself, .everyGuardian]
    case (.from18, .needed), (.from21, .needed): [.oneself]
    case (.under12, .anew), (.from12, .anew): []
    case (.from15, .anew), (.from18, .anew), (.from21, .anew): [.oneself]
    case (.under12, .instead), (.from12, .instead), (.from15, .instead): [.decision]
    case (.under12, .never), (.from12, .never), (.from15, .never): [.withheldGuardian]
    case (.from18, .instead), (.from21, .instead), (.from18, .never), (.from21, .never): []
    }
  }
}

extension RuleBook {
  /// Where it says something else of signatures than the register of waivers applies, once for each
  /// way in which one can count.
  var signingFlaws: [TableFlaw] {
    SigningRule.Weight.allCases.compactMap { weight in
      for day in signingDays {
        for age in AgeBand.allCases {
          let said = signers(weight, at: age, on: day)
          let applied = SigningRule.applied(weight, at: age)
          guard said != applied else { continue }
          let (when, who, how) = (day.text, age.rawValue, weight.rawValue)
          let (one, other) = (Self.list(applied), Self.list(said))
          return TableFlaw(
            line: line(ofSigning: weight, at: age),
            fault:
              "on \(when), at \(who), the register of waivers applies \(how): \(one), not \(other)",
            remedy: "restore what stood there; the register has to change first")
        }
      }
      return nil
    }
  }

  /// The first day on which anything is law, and each later one on which signing changes.
  private var signingDays: [CivilDate] {
    let law = Eras(sending.map(\.conditions.period) + seeing.map(\.conditions.period)).firstDays
    guard let first = law.first else { return [] }
    return [first] + Eras(signing.map(\.period)).firstDays.filter { $0 > first }
  }

  private func signers(
    _ weight: SigningRule.Weight, at age: AgeBand, on day: CivilDate
  ) -> Set<Signer> {
    signing.filter { $0.weight == weight && $0.ages.contains(age) && $0.period.contains(day) }
      .reduce(into: []) { $0.formUnion($1.signers) }
  }

  /// The rule to look at: the one that speaks of it, or the first of all.
  private func line(ofSigning weight: SigningRule.Weight, at age: AgeBand) -> Int {
    let alike = signing.filter { $0.weight == weight }
    let rule = alike.first { $0.ages.contains(age) } ?? alike.first ?? signing.first
    return rule?.line ?? fallbacks.excludedLine
  }

  private static func list(_ signers: Set<Signer>) -> String {
    "[" + Signer.allCases.filter(signers.contains).map(\.rawValue).joined(separator: ", ") + "]"
  }
}
