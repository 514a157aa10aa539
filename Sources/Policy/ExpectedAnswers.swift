package import Concerns

/// Situations, and what is expected to be sent and seen in them; kept beside a law, not in it.
///
/// A file is one story: scenes with their facts, in each of which one message may be sent or not,
/// and recipients are shown sections or not, each under a provision that the verdict has to cite.
package struct ExpectedAnswers: Sendable {
  /// One thing that is expected.
  package struct Expectation: Sendable {
    /// The question and who stands behind it.
    enum Question: Sendable {
      case seen(Seeing, by: String)
      case sent(Sending)
    }

    let question: Question
    let isGranted: Bool
    /// A provision that the answer must cite; `nil` when a refusal is expected and will do.
    let citation: String?
    let scene: String
    /// Where it stands in the file.
    package let line: Int
  }

  /// Something that came out otherwise.
  package struct Difference: Hashable, Sendable {
    /// Where it stands in the file of expectations.
    package let line: Int
    /// In which scene.
    package let scene: String
    /// What was expected and what was found.
    package let sentence: LocalizedText
  }

  /// What the story is called.
  package let story: String
  /// What is expected, in the order of the file.
  package let expectations: [Expectation]

  /// Asks a law for all of it; what is not named came out as expected.
  package func differences(from table: PolicyTable) -> [Difference] {
    expectations.compactMap { $0.difference(from: table) }
  }
}

extension ExpectedAnswers.Expectation {
  private typealias Found = (isGranted: Bool, rule: RuleID?, citation: [String])

  fileprivate func difference(from table: PolicyTable) -> ExpectedAnswers.Difference? {
    let found: Found =
      switch question {
      case .seen(let seeing, _): Self.found(table.mayBeSeen(seeing))
      case .sent(let sending): Self.found(table.mayBeSent(sending))
      }
    let isCited = citation.map(found.citation.contains) ?? true
    guard found.isGranted != isGranted || !isCited else { return nil }
    return ExpectedAnswers.Difference(line: line, scene: scene, sentence: sentence(found))
  }

  private static func found(_ verdict: Verdict) -> Found {
    (verdict.isShown, verdict.ground.rule, verdict.ground.citation)
  }

  private static func found(_ verdict: SendingVerdict) -> Found {
    switch verdict {
    case .lawful(let ground): (true, ground.rule, ground.citation)
    case .unlawful: (false, nil, [])
    }
  }

  private func sentence(_ found: Found) -> LocalizedText {
    let under = citation.map { LocalizedText(sv: " enligt \($0)", en: " under \($0)") }
    let rule = found.rule.map { " (\($0.text): \(found.citation.joined(separator: ", ")))" } ?? ""
    let (subject, wanted, got) = (subject, answer(isGranted), answer(found.isGranted))
    return LocalizedText(
      sv: "\(subject.sv): väntat \(wanted.sv)\(under?.sv ?? ""), men \(got.sv)\(rule)",
      en: "\(subject.en): expected \(wanted.en)\(under?.en ?? ""), but \(got.en)\(rule)")
  }

  private var subject: LocalizedText {
    switch question {
    case .seen(let seeing, let who):
      let section = seeing.dataClass.spelled
      return LocalizedText(sv: "\(who), \(section.sv)", en: "\(who), \(section.en)")
    case .sent(let sending):
      let (kind, to) = (sending.kind.spelled, sending.recipient.party.spelled)
      return LocalizedText(sv: "\(kind.sv) till \(to.sv)", en: "\(kind.en) to \(to.en)")
    }
  }

  private func answer(_ isGranted: Bool) -> LocalizedText {
    switch (question, isGranted) {
    case (.seen, true): LocalizedText(sv: "visad", en: "shown")
    case (.seen, false): LocalizedText(sv: "undanhållen", en: "withheld")
    case (.sent, true): LocalizedText(sv: "tillåten", en: "lawful")
    case (.sent, false): LocalizedText(sv: "otillåten", en: "not lawful")
    }
  }
}
