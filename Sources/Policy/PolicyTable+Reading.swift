import Concerns

extension PolicyTable {
  /// The only form of file that is read.
  static let format = "samverkan-policy/1"

  /// Reads a policy file.
  ///
  /// - Throws: the first flaw: an unknown key or word, a missing language, a day that does not
  ///   exist, a period that ends before it begins, a name used twice.
  package init(yaml: String) throws(PolicyFlaw) {
    let file = try Passage.whole(yaml).entries(
      known: ["format", "country", "fallbacks", "sending", "seeing"])
    let format = try file.required("format")
    guard try format.text() == Self.format else {
      throw format.flaw("unknown format", "write \(Self.format)")
    }
    let country = try file.required("country")
    let letters = try country.text()
    guard letters.utf8.count == 2, letters.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw country.flaw("\"\(letters)\" is no country", "write two capital letters, such as SE")
    }
    var names: Set<RuleID> = []
    let fallbacks = try Fallbacks(file.required("fallbacks"), names: &names)
    var sending: [SendingRule] = []
    for passage in try file.required("sending").items() {
      sending.append(try SendingRule(passage, names: &names))
    }
    var seeing: [SeeingRule] = []
    for passage in try file.required("seeing").items() {
      seeing.append(try SeeingRule(passage, names: &names))
    }
    self.init(
      bytes: Array(yaml.utf8), country: letters, sendingRules: sending, seeingRules: seeing,
      fallbacks: fallbacks)
  }
}

extension PolicyTable.Fallbacks {
  init(_ passage: Passage, names: inout Set<RuleID>) throws(PolicyFlaw) {
    let entries = try passage.entries(
      known: ["excluded", "unruled", "unlocks", "kind", "purpose", "basis"])
    excluded = try Ground(Self.part("excluded", of: entries), names: &names)
    unruled = try Ground(Self.part("unruled", of: entries), names: &names)
    unlocks = try entries.required("unlocks").localized()
    kind = try entries.required("kind").localized()
    purpose = try entries.required("purpose").localized()
    basis = try entries.required("basis").localized()
  }

  private static func part(_ key: String, of entries: Entries) throws(PolicyFlaw) -> Entries {
    try entries.required(key).entries(known: Ground.keys)
  }
}

extension Ground {
  static let keys = ["id", "citation", "review", "reason"]
  /// Longest citation: `folkbokföringslagen 30 §` and the like fit twice over.
  static let citationLimit = 60

  init(_ entries: Entries, names: inout Set<RuleID>) throws(PolicyFlaw) {
    let name = try entries.required("id")
    guard let id = RuleID(try name.text()) else {
      throw name.flaw(
        "the name of a rule is malformed",
        "use at most \(RuleID.limit) lower-case letters, digits and hyphens")
    }
    guard names.insert(id).inserted else {
      throw name.flaw("two rules are named \(id)", "rename one of them")
    }
    rule = id
    var provisions: [String] = []
    for item in try entries.required("citation").items() {
      let provision = try item.text()
      guard provision.utf8.count <= Self.citationLimit else {
        throw item.flaw("the citation is long", "cite one provision per member of the list")
      }
      provisions.append(provision)
    }
    citation = provisions
    review = try entries.required("review").word()
    reason = try entries.required("reason").localized()
  }
}

extension Period {
  static let keys = ["from", "until"]

  init(_ entries: Entries) throws(PolicyFlaw) {
    from = try entries.required("from").day()
    guard let end = entries.optional("until") else {
      until = nil
      return
    }
    let last = try end.day()
    guard from <= last else {
      throw end.flaw("the rule ends before it begins", "write the last day on which it is law")
    }
    until = last
  }
}

extension SendingRule {
  static let keys =
    Ground.keys + Period.keys + [
      "kind", "senders", "sender-bound", "recipients", "recipient-bound", "purposes", "bases",
      "otherwise",
    ]

  init(_ passage: Passage, names: inout Set<RuleID>) throws(PolicyFlaw) {
    let entries = try passage.entries(known: Self.keys)
    ground = try Ground(entries, names: &names)
    period = try Period(entries)
    kind = try entries.required("kind").word()
    senders = try entries.required("senders").scope()
    senderBound = try entries.required("sender-bound").word()
    recipients = try entries.required("recipients").scope()
    recipientBound = try entries.required("recipient-bound").word()
    purposes = try entries.required("purposes").scope()
    bases = try entries.required("bases").scope()
    otherwise = try entries.required("otherwise").localized()
  }
}

extension SeeingRule {
  static let keys =
    Ground.keys + Period.keys + [
      "effect", "kinds", "senders", "recipients", "recipient-bound", "standings", "classes",
      "protections", "guardians", "needs", "unlocks",
    ]

  init(_ passage: Passage, names: inout Set<RuleID>) throws(PolicyFlaw) {
    let entries = try passage.entries(known: Self.keys)
    ground = try Ground(entries, names: &names)
    period = try Period(entries)
    effect = try entries.required("effect").word()
    kinds = try entries.required("kinds").scope()
    senders = try entries.required("senders").scope()
    recipients = try entries.required("recipients").scope()
    recipientBound = try entries.required("recipient-bound").word()
    standings = try entries.required("standings").scope()
    classes = try entries.required("classes").scope()
    protections = try entries.required("protections").scope()
    guardians = try entries.required("guardians").scope()
    var needs: Set<Need> = []
    if let list = entries.optional("needs") {
      guard effect == .show else {
        throw list.flaw("a rule that withholds needs nothing", "remove this key")
      }
      for item in try list.items() { needs.insert(try item.word()) }
    }
    self.needs = needs
    if effect == .show, let unlocks = entries.optional("unlocks") {
      throw unlocks.flaw("a rule that shows unlocks nothing", "remove this key")
    }
    unlocks = try Self.text(entries.optional("unlocks"))
  }

  private static func text(_ passage: Passage?) throws(PolicyFlaw) -> LocalizedText? {
    guard let passage else { return nil }
    return try passage.localized()
  }
}
