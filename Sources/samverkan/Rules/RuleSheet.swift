import Concerns
import Policy
import Wire

/// One rule with all its conditions, those that make no difference left out.
struct RuleSheet {
  private let rule: ListedRule
  private let terminal: Terminal

  init(_ rule: ListedRule, on terminal: Terminal) {
    self.rule = rule
    self.terminal = terminal
  }

  var sheet: Sheet {
    let members = JSONValue.object(rule.members(on: terminal))
    func field(_ key: String, _ title: Phrase) -> Sheet.Field {
      .init(key, title, members[key] ?? .null)
    }
    let advice = rule.advice.map { advice in
      rule.effect == .send
        ? Sheet.Field("otherwise", .titleOtherwise, advice[terminal.language])
        : Sheet.Field("unlocks", .titleUnlocks, advice[terminal.language])
    }
    return Sheet(
      [
        field("id", .titleRule), field("line", .titleLine), field("effect", .titleDoes),
        field("citation", .titleCitation), field("review", .titleReview),
        field("from", .titleFrom), field("until", .titleUntil),
      ] + conditions + signature + [
        Sheet.Field("reason", .titleReason, rule.ground.reason[terminal.language])
      ] + [advice].compactMap(\.self))
  }

  private var conditions: [Sheet.Field] {
    let asked = rule.conditions
    let agencies = [
      words("kinds", .titleKinds, asked.kinds, LegalWords.of),
      words("senders", .titleSenders, asked.sender.parties, LegalWords.of),
      claim("sender-bound", .titleSenderBound, asked.sender.bound),
      claim("sender-walled", .titleSenderWalled, asked.sender.walled),
      words("recipients", .titleRecipients, asked.recipient.parties, LegalWords.of),
      claim("recipient-bound", .titleRecipientBound, asked.recipient.bound),
      claim("recipient-contracted", .titleRecipientContracted, asked.recipient.contracted),
      claim("recipient-walled", .titleRecipientWalled, asked.recipient.walled),
      words("standings", .titleStandings, asked.standings, LegalWords.of),
      words("classes", .titleClasses, asked.classes, LegalWords.of),
      words("purposes", .titlePurposes, asked.purposes, LegalWords.of),
      words("bases", .titleBases, asked.bases) { LocalizedText(sv: $0.rawValue, en: $0.rawValue) },
    ]
    let person = [
      words("ages", .titleAges, asked.ages, LegalWords.of),
      words("protections", .titleProtections, asked.protections, LegalWords.of),
      words("guardians", .titleGuardians, asked.guardians, LegalWords.of),
      words("certainties", .titleCertainties, asked.certainties, LegalWords.of),
      words("grounds", .titleGrounds, asked.grounds, LegalWords.of),
      established("needs", .titleNeeds, asked.needs),
      established("unless", .titleUnless, asked.unless),
    ]
    return (agencies + person).compactMap(\.self)
  }

  /// How whose signature counts.
  private var signature: [Sheet.Field] {
    guard let (weight, signers) = rule.signature else { return [] }
    return [
      words("signature", .titleWeight, .only([weight]), LegalWords.of),
      words("of", .titleSigners, .only(signers), LegalWords.of),
    ].compactMap(\.self)
  }

  private func words<Word>(
    _ key: String, _ title: Phrase, _ scope: Scope<Word>, _ wording: (Word) -> LocalizedText
  ) -> Sheet.Field? where Word: RawRepresentable<String> & CaseIterable {
    guard case .only = scope else { return nil }
    let words = Word.allCases.filter { scope.admits($0) }
    let isForPerson = terminal.form == .table
    return Sheet.Field(
      key, title,
      .array(words.map { .string(isForPerson ? wording($0)[terminal.language] : $0.rawValue) }))
  }

  private func established(
    _ key: String, _ title: Phrase, _ circumstances: Set<Circumstance>
  ) -> Sheet.Field? {
    circumstances.isEmpty ? nil : words(key, title, .only(circumstances), LegalWords.of)
  }

  private func claim(_ key: String, _ title: Phrase, _ asked: Either) -> Sheet.Field? {
    switch asked {
    case .either: nil
    case .yes: Sheet.Field(key, title, .bool(true))
    case .no: Sheet.Field(key, title, .bool(false))
    }
  }
}
