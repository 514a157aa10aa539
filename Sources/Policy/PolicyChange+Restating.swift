import Concerns

// A citation or a review status decides nothing, so nobody sees or sends more by another. But it is
// what a lawyer reads and signs, and whoever puts a law in force should see that it has changed.
extension PolicyChange {
  /// One sentence about the rules of both that cite or are trusted otherwise; none, if none is.
  static func restatements(from old: RuleBook, to new: RuleBook) -> [Sentence] {
    let before = Dictionary(old.grounds.map { ($0.rule, $0) }) { first, _ in first }
    let parts = new.grounds.compactMap { ground in
      before[ground.rule].flatMap { ground.restated(since: $0) }
    }
    guard !parts.isEmpty else { return [] }
    let (sv, en) = (parts.map(\.sv), parts.map(\.en))
    return [
      Sentence(
        effect: .restated,
        text: LocalizedText(
          sv: "Granskning eller lagrum ändrat: \(sv.joined(separator: "; ")).",
          en: "Review or provisions changed: \(en.joined(separator: "; "))."))
    ]
  }
}

extension RuleBook {
  /// What each rule rests on, and what is said where none speaks.
  fileprivate var grounds: [LegalGround] {
    [fallbacks.excluded, fallbacks.unruled] + sending.map(\.ground) + seeing.map(\.ground)
      + signing.map(\.ground)
  }
}

extension LegalGround {
  /// How it cites or is trusted otherwise than before; `nil`, if it does neither.
  fileprivate func restated(since old: LegalGround) -> LocalizedText? {
    var sv: [String] = []
    var en: [String] = []
    if review != old.review {
      let (was, now) = (LegalWords.of(old.review), LegalWords.of(review))
      sv.append("\(was.sv) → \(now.sv)")
      en.append("\(was.en) → \(now.en)")
    }
    if citation != old.citation {
      let both = [old.citation, citation].map { $0.joined(separator: ", ") }
      sv.append(both.joined(separator: " → "))
      en.append(both.joined(separator: " → "))
    }
    guard !sv.isEmpty else { return nil }
    return LocalizedText(
      sv: "\(rule) (\(sv.joined(separator: ", ")))", en: "\(rule) (\(en.joined(separator: ", ")))")
  }
}
