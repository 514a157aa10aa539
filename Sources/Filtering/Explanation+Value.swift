package import Concerns
package import Policy
package import Wire

extension Policy.Explanation {
  /// The members that tell one answer to a program, the section's name apart.
  package var members: [JSONValue.Member] {
    let (ways, words): ([Way], LocalizedText?) =
      switch opening {
      case .shown, .nothing: ([], nil)
      case .ways(let ways): (ways, nil)
      case .words(let words): ([], words)
      }
    return [
      .init("shown", .bool(verdict.isShown)), .init("field", .bool(isField)),
      .init("ground", verdict.ground.value),
      .init("withheldBy", .array(barring.map { .string($0.rule.text) })),
      .init(
        "ways",
        .array(ways.map { JSONValue(way: $0.established, ending: $0.ended, under: $0.ground) })),
      .init("unlocks", words?.value ?? .null),
      .init("obligations", .array(verdict.obligations.words.map { .string($0.rawValue) })),
    ]
  }
}

extension LegalGround {
  /// The ground for a program.
  package var value: JSONValue {
    .object([
      .init("rule", .string(rule.text)),
      .init("citation", .array(citation.map { .string($0) })),
      .init("review", .string(review.rawValue)), .init("reason", reason.value),
    ])
  }
}

extension LocalizedText {
  /// Both languages.
  package var value: JSONValue { .object([.init("sv", .string(sv)), .init("en", .string(en))]) }
}

extension JSONValue {
  /// What would have to be established and what to end, and the rule that would then decide.
  package init(
    way established: WordSet<Circumstance>, ending ended: WordSet<Circumstance>,
    under ground: LegalGround
  ) {
    self = .object([
      .init("establish", .array(established.words.map { .string($0.rawValue) })),
      .init("end", .array(ended.words.map { .string($0.rawValue) })),
      .init("rule", .string(ground.rule.text)),
      .init("citation", .array(ground.citation.map { .string($0) })),
    ])
  }
}
