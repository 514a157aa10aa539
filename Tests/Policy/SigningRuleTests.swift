import Concerns
import Policy
import Tables
import Testing

/// Who signs a waiver stands in the file, and the register applies it in code: no other counts.
@Suite struct `The rules on who signs` {
  /// The small law's rules with one mistake in them.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rules: [SigningRule]
  }

  static func mistakes() throws -> [Mistake] {
    let rules = try Sample.table().signingRules
    let (later, end) = (try Sample.day("2026-01-01"), try Sample.day("2029-12-31"))
    var mistakes: [Mistake] = []
    for index in rules.indices {
      let name = rules[index].ground.rule.text
      func turn(_ what: String, _ turn: (inout SigningRule) -> Void) {
        var turned = rules
        turn(&turned[index])
        mistakes.append(Mistake(testDescription: "\(name): \(what)", rules: turned))
      }
      var dropped = rules
      dropped.remove(at: index)
      mistakes.append(Mistake(testDescription: "\(name): dropped", rules: dropped))
      for age in AgeBand.allCases where !isNeededByAnother(age, rules[index]) {
        turn("\(age.rawValue) turned") { $0.ages.formSymmetricDifference([age]) }
      }
      for signer in Signer.allCases {
        turn("\(signer.rawValue) turned") { $0.signers.formSymmetricDifference([signer]) }
      }
      for weight in SigningRule.Weight.allCases where weight != rules[index].weight {
        turn(weight.rawValue) { $0.weight = weight }
      }
      turn("begins later") { $0.period.from = later }
      turn("ends") { $0.period.until = end }
    }
    return mistakes
  }

  /// At 15 to 17 both rules beside the one about that age say the same again.
  private static func isNeededByAnother(_ age: AgeBand, _ rule: SigningRule) -> Bool {
    age == .from15 && rule.weight == .needed && !rule.ages.contains(age)
  }

  private func book(_ mistake: Mistake) throws -> RuleBook {
    var book = try Sample.table().book
    book.signing = mistake.rules
    return book
  }

  @Test(arguments: try mistakes())
  func `are those that the register of waivers applies, or the law does not load`(
    mistake: Mistake
  ) throws {
    let proof = PolicyProof(of: try book(mistake))
    #expect(!proof.flaws.isEmpty && proof.objection != nil)
    for flaw in proof.flaws {
      #expect(flaw.fault.contains("the register of waivers applies"))
      #expect(flaw.remedy.contains("restore what stood there"))
    }
  }

  @Test(arguments: try mistakes())
  func `take a second person's key to change, and a sentence says which`(
    mistake: Mistake
  ) throws {
    let sentences = PolicyChange(from: try Sample.table().book, to: try book(mistake)).sentences
    #expect(!sentences.isEmpty && sentences.allSatisfy { $0.effect == .wider })
    let name = mistake.testDescription.prefix { $0 != ":" }
    #expect(sentences.contains { $0.text.en.hasPrefix("The rule \(name) on who signs would") })
    #expect(sentences.allSatisfy { $0.text.sv.hasPrefix("Regeln ") })
  }

  @Test func `are missed when a law has none`() throws {
    let none = Mistake(testDescription: "none", rules: [])
    #expect(PolicyProof(of: try book(none)).flaws.count == SigningRule.Weight.allCases.count)
    #expect(
      PolicyChange(from: try book(none), to: try Sample.table().book).sentences.map(\.text.en)
        .first == "The rule signed-by-guardians on who signs would hold: The guardians.")
  }

  @Test func `may be said in other words`() throws {
    let (text, _) = try Sample.text(replacing: "Vårdnadshavarna.", by: "De som bestämmer.")
    let book = try Sample.table(text).book
    #expect(PolicyProof(of: book).flaws == [])
    #expect(PolicyChange(from: try Sample.table().book, to: book).sentences == [])
  }

  @Test func `keep the shipped law from loading where one key would be enough`() throws {
    let text = try Sweden.text.get()
    let weak = text.replacing("of: [self, every-guardian]", with: "of: [self]")
    try #require(weak != text)
    let flaw = #expect(throws: TableFlaw.self) { try PolicyTable(yaml: weak).proved() }
    #expect(
      flaw?.fault == "on 2024-01-01, at 15-17, the register of waivers applies needed: "
        + "[self, every-guardian], not [self]")
  }
}
