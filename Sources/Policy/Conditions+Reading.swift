import Concerns
import Tables

extension Conditions {
  /// What may be asked about both questions.
  private static let keys =
    [
      "senders", "sender-bound", "sender-walled", "recipients", "recipient-bound",
      "recipient-contracted", "recipient-walled", "ages", "certainties", "grounds", "bases",
      "needs", "unless",
    ] + Period.keys
  /// What may be asked about sending.
  static let sendingKeys = keys + ["purposes"]
  /// What may be asked about seeing.
  static let seeingKeys = keys + ["standings", "classes", "protections", "guardians"]

  /// Reads the conditions among other keys; one that is left out makes no difference.
  init(_ entries: Entries) throws(TableFlaw) {
    kinds = try entries.scope("kinds")
    sender = try Side(entries, "sender")
    recipient = try Side(entries, "recipient")
    standings = try entries.scope("standings")
    classes = try entries.scope("classes")
    ages = try entries.scope("ages")
    protections = try entries.scope("protections")
    guardians = try entries.scope("guardians")
    certainties = try entries.scope("certainties")
    grounds = try entries.scope("grounds")
    purposes = try entries.scope("purposes")
    bases = try entries.scope("bases")
    unlessGrounds = try entries.optional("unless-grounds")?.words() ?? []
    needs = try entries.optional("needs")?.words() ?? []
    unless = try entries.optional("unless")?.words() ?? []
    if let list = entries.optional("unless"), let both = unless.first(where: needs.contains) {
      throw list.flaw(
        "\(both.rawValue) is both needed and excluded", "keep it in needs or in unless")
    }
    if let list = entries.optional("unless-grounds"), case .only(let named) = grounds,
      named.isSubset(of: unlessGrounds)
    {
      throw list.flaw("every ground is both asked for and excluded", "leave one of them")
    }
    period = try Period(entries)
  }
}

extension Conditions.Side {
  init(_ entries: Entries, _ side: String) throws(TableFlaw) {
    parties = try entries.scope(side + "s")
    bound = try entries.optional(side + "-bound")?.word() ?? .either
    contracted = try entries.optional(side + "-contracted")?.word() ?? .either
    walled = try entries.optional(side + "-walled")?.word() ?? .either
  }
}

extension Entries {
  /// The words of a condition; without the key, any.
  func scope<Word>(_ key: String) throws(TableFlaw) -> Scope<Word>
  where Word: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    try optional(key)?.scope() ?? .any
  }
}

extension Passage {
  /// Longest citation: `folkbokföringslagen 30 §` and the like fit twice over.
  static let citationLimit = 60

  /// The name of a rule or statement, used once.
  func name(amid names: inout Set<RuleID>) throws(TableFlaw) -> RuleID {
    guard let id = RuleID(try text()) else {
      throw flaw(
        "the name of a rule is malformed",
        "use at most \(RuleID.limit) lower-case letters, digits and hyphens")
    }
    guard names.insert(id).inserted else {
      throw flaw("two rules are named \(id)", "rename one of them")
    }
    return id
  }

  /// Provisions, one per member of a list.
  func provisions() throws(TableFlaw) -> [String] {
    var provisions: [String] = []
    for item in try items() {
      let provision = try item.text()
      guard provision.utf8.count <= Self.citationLimit else {
        throw item.flaw("the citation is long", "cite one provision per member of the list")
      }
      guard !provisions.contains(provision) else {
        throw item.flaw("\(provision) is cited twice", "keep one of them")
      }
      provisions.append(provision)
    }
    return provisions
  }

  /// A list of different words, or `any` for all of them.
  func scope<Word>(of _: Word.Type = Word.self) throws(TableFlaw) -> Scope<Word>
  where Word: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    isAny ? .any : .only(try words())
  }
}
