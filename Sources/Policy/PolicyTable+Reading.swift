import Concerns
package import Tables

extension PolicyTable {
  /// The only form of file that is read.
  static let format = "samverkan-policy/1"
  /// Longest file that is read: a national table of some hundred rules is a tenth of it.
  static let fileLimit = 1 << 20

  /// Reads a policy file. It is not proved by that: ``PolicyProof`` does.
  ///
  /// - Throws: the first flaw: an unknown key or word, a missing language, a day that does not
  ///   exist, a period that ends before it begins, a name used twice, a family of rules whose
  ///   periods overlap or leave a hole, a canary that withholds or shows nothing; a local overlay
  ///   that grants anybody anything new.
  package init(yaml: String) throws(TableFlaw) {
    let (law, overlay) = Overlay.split(yaml)
    let file = try Passage.whole(law, limit: Self.fileLimit).entries(
      known: [
        "format", "country", "fallbacks", "sending", "seeing", "signing", "statements", "canaries",
      ])
    let format = try file.required("format")
    guard try format.text() == Self.format else {
      throw format.flaw("unknown format", "write \(Self.format)")
    }
    let country = try file.required("country")
    let letters = try country.text()
    guard letters.utf8.count == 2, letters.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw country.flaw("\"\(letters)\" is no country", "write two capital letters, such as SE")
    }
    var book = try RuleBook(file)
    if let overlay { book = try Overlay(yaml: overlay).applied(to: book) }
    self.init(bytes: Array(yaml.utf8), country: letters, book: book)
  }
}

extension RuleBook {
  init(_ file: Entries) throws(TableFlaw) {
    // What no rule decides has a name, too.
    var names: Set<RuleID> = [Verdict.contradiction.rule]
    fallbacks = try Fallbacks(file.required("fallbacks"), names: &names)
    sending = []
    for passage in try file.required("sending").items() {
      sending.append(try SendingRule(passage, names: &names))
    }
    seeing = []
    for passage in try file.required("seeing").items() {
      seeing.append(try SeeingRule(passage, names: &names))
    }
    signing = []
    for passage in try file.optional("signing")?.items() ?? [] {
      signing.append(try SigningRule(passage, names: &names))
    }
    statements = []
    if let list = file.optional("statements") {
      for passage in try list.items() {
        statements.append(try Statement(passage, names: &names))
      }
    }
    canaries = try Canary.list(file.optional("canaries"), names: &names)
    try check(line: file.line)
  }

  /// What must be so of all rules together.
  func check(line: Int) throws(TableFlaw) {
    guard eras.count <= Eras.limit else {
      throw TableFlaw(
        line: line, fault: "the law changes on more than \(Eras.limit - 1) days",
        remedy: "remove the rules that ended first")
    }
    try checkShelves(line: line)
    try Families(self).check()
  }
}

extension RuleBook {
  private func checkShelves(line: Int) throws(TableFlaw) {
    let space = FoldedSpace(self)
    guard FoldedSpace.places.allSatisfy({ space.rules(at: $0).count <= Folding.limit }) else {
      throw TableFlaw(
        line: line, fault: "more than \(Folding.limit) rules speak of one section",
        remedy: "join those that differ in words only")
    }
  }
}

extension RuleBook.Fallbacks {
  init(_ passage: Passage, names: inout Set<RuleID>) throws(TableFlaw) {
    let entries = try passage.entries(
      known: ["excluded", "unruled", "unlocks", "kind", "purpose", "basis"])
    let (bar, gap) = (try Self.part("excluded", of: entries), try Self.part("unruled", of: entries))
    excluded = try LegalGround(bar, names: &names)
    excludedLine = bar.line
    unruled = try LegalGround(gap, names: &names)
    unruledLine = gap.line
    unlocks = try entries.required("unlocks").localized()
    kind = try entries.required("kind").advice()
    purpose = try entries.required("purpose").localized()
    basis = try entries.required("basis").localized()
  }

  private static func part(_ key: String, of entries: Entries) throws(TableFlaw) -> Entries {
    try entries.required(key).entries(known: LegalGround.keys)
  }
}

extension LegalGround {
  static let keys = ["id", "citation", "review", "reason"]
  init(_ entries: Entries, names: inout Set<RuleID>) throws(TableFlaw) {
    rule = try entries.required("id").name(amid: &names)
    citation = try entries.required("citation").provisions()
    review = try entries.required("review").word()
    reason = try entries.required("reason").localized()
  }
}

extension SendingRule {
  static let keys = LegalGround.keys + Conditions.sendingKeys + ["kind", "otherwise"]

  init(_ passage: Passage, names: inout Set<RuleID>) throws(TableFlaw) {
    let entries = try passage.entries(known: Self.keys)
    line = passage.line
    ground = try LegalGround(entries, names: &names)
    for key in ["from", "senders", "recipients", "purposes", "bases"] {
      _ = try entries.required(key)
    }
    kind = try entries.required("kind").word()
    conditions = try Conditions(entries)
    conditions.kinds = .only([kind])
    otherwise = try entries.required("otherwise").advice()
  }

  /// How many bytes of UTF-8 the advice takes in one language.
  ///
  /// Both languages, with every kind and a signature, stand in one header of 8192 bytes, even if
  /// each byte must be escaped. The longest of the Swedish law has some 400.
  package static let adviceLimit = 1000
}

extension Passage {
  /// What to do instead, in both languages: it is said over the wire.
  fileprivate func advice() throws(TableFlaw) -> LocalizedText {
    let text = try localized()
    for words in [text.sv, text.en] {
      guard words.utf8.count <= SendingRule.adviceLimit else {
        throw flaw(
          "the text is longer than \(SendingRule.adviceLimit) bytes", "say it in fewer words")
      }
      guard !words.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
        throw flaw("the text has more than one line", "write it as one paragraph, in quotes")
      }
    }
    return text
  }
}

extension SeeingRule {
  static let keys = LegalGround.keys + Conditions.seeingKeys + ["effect", "kinds", "unlocks"]

  init(_ passage: Passage, names: inout Set<RuleID>) throws(TableFlaw) {
    let entries = try passage.entries(known: Self.keys)
    line = passage.line
    ground = try LegalGround(entries, names: &names)
    effect = try entries.required("effect").word()
    for key in ["from", "kinds", "senders", "recipients", "standings", "classes"] {
      _ = try entries.required(key)
    }
    conditions = try Conditions(entries)
    unlocks = try entries.optional("unlocks")?.localized()
    if effect == .show, let unlocks = entries.optional("unlocks") {
      throw unlocks.flaw("a rule that shows unlocks nothing", "remove this key")
    }
  }
}

extension Statement {
  static let keys = ["id", "never", "always", "citation", "when", "citing", "says"]

  init(_ passage: Passage, names: inout Set<RuleID>) throws(TableFlaw) {
    let entries = try passage.entries(known: Self.keys)
    line = passage.line
    id = try entries.required("id").name(amid: &names)
    switch (entries.optional("never"), entries.optional("always")) {
    case (let never?, nil): (claim, answer) = (.never, try never.word())
    case (nil, let always?): (claim, answer) = (.always, try always.word())
    case (nil, nil), (_?, _?):
      throw passage.flaw(
        "a statement says either what never or what always is so",
        "write one of never: seen, never: sent, always: seen, always: sent")
    }
    citation = try entries.required("citation").provisions()
    let when = try entries.required("when").entries(
      known: answer == .seen
        ? Conditions.seeingKeys + ["kinds", "excluded", "unless-grounds"]
        : Conditions.sendingKeys + ["kinds", "unless-grounds"])
    conditions = try Conditions(when)
    excluded = try when.optional("excluded")?.word() ?? .either
    citing = try entries.optional("citing")?.provisions() ?? []
    if claim == .never, answer == .sent, let citing = entries.optional("citing") {
      throw citing.flaw("a refusal rests on no provision", "remove this key")
    }
    says = try entries.required("says").localized()
  }
}
