import Concerns
import Policy
import Yams

/// Reads a policy file as a lawyer with all the time in the world would: word for word, rule after
/// rule, and nothing of it through the reader or the masks that are tested.
struct Lawyer {
  /// One rule or statement: for each key, the words that stand there.
  struct Clause {
    let id: String
    /// In the order in which they are looked at: what tells most apart comes first.
    let words: [(key: String, listed: Set<String>)]

    /// What stands at a key.
    subscript(key: String) -> Set<String> { words.first { $0.key == key }?.listed ?? [] }
  }

  let sending: [Clause]
  let seeing: [Clause]
  let statements: [Clause]

  init(_ yaml: String) throws {
    let file = try Yams.compose(yaml: yaml)
    func clauses(_ key: String) -> [Clause] { (file?[key]?.sequence ?? []).map(Clause.init) }
    sending = clauses("sending")
    seeing = clauses("seeing")
    statements = clauses("statements")
  }

  /// Whether a message may be sent, and by which rule.
  func mayBeSent(_ question: Sending) -> (isLawful: Bool, rule: String?) {
    let facts = Facts(question)
    let rule = sending.first { $0.holds(of: facts) }
    return (rule != nil, rule?.id)
  }

  /// Whether a section is shown, and by which rule; `nil` when an exclusion or no rule decides.
  func mayBeSeen(_ question: Seeing) -> (isShown: Bool, rule: String?) {
    if question.isExcluded { return (false, nil) }
    if !question.kind.classes.contains(question.dataClass) { return (false, nil) }
    let facts = Facts(question)
    let holding = seeing.filter { $0.holds(of: facts) }
    if let withholding = holding.first(where: { $0["effect"] == ["withhold"] }) {
      return (false, withholding.id)
    }
    return (!holding.isEmpty, holding.first?.id)
  }

  /// The statements about seeing that the answer to a question breaks, citations apart.
  func broken(by question: Seeing) -> [String] {
    // Nobody is ever asked about a field that the kind has not.
    guard question.kind.classes.contains(question.dataClass) else { return [] }
    return broken(Facts(question), "seen", isGranted: mayBeSeen(question).isShown)
  }

  /// The statements about sending that the answer to a question breaks.
  func broken(by question: Sending) -> [String] {
    broken(Facts(question), "sent", isGranted: mayBeSent(question).isLawful)
  }

  private func broken(_ facts: Facts, _ answer: String, isGranted: Bool) -> [String] {
    statements.filter { statement in
      statement[isGranted ? "never" : "always"] == [answer] && statement.holds(of: facts)
    }.map(\.id)
  }
}

extension Lawyer {
  /// Everything that is true of a question, in the words of the file.
  struct Facts {
    var words: [String: Set<String>]
    let day: String

    init(_ seeing: Seeing) {
      words = [
        "kinds": [seeing.kind.rawValue], "classes": [seeing.dataClass.rawValue],
        "standings": [seeing.standing.rawValue], "bases": [seeing.basis.rawValue],
        "ages": [seeing.age.rawValue],
        "protections": [seeing.protection.rawValue], "guardians": [seeing.guardians.rawValue],
        "certainties": [seeing.certainty.rawValue], "excluded": [Self.word(seeing.isExcluded)],
        "grounds": Set(seeing.grounds.words.map(\.rawValue)),
        "established": Set(seeing.circumstances.words.map(\.rawValue)),
      ]
      day = seeing.day.text
      add(seeing.sender, as: "sender")
      add(seeing.recipient, as: "recipient")
    }

    init(_ sending: Sending) {
      words = [
        "kind": [sending.kind.rawValue], "kinds": [sending.kind.rawValue],
        "purposes": [sending.purpose.rawValue], "bases": [sending.basis.rawValue],
        "ages": [sending.age.rawValue], "certainties": [sending.certainty.rawValue],
        "grounds": Set(sending.grounds.words.map(\.rawValue)),
        "established": Set(sending.circumstances.words.map(\.rawValue)),
      ]
      day = sending.day.text
      add(sending.sender, as: "sender")
      add(sending.recipient, as: "recipient")
    }

    private mutating func add(_ participant: Participant, as side: String) {
      words[side + "s"] = [participant.party.rawValue]
      words[side + "-bound"] = [Self.word(participant.isBound)]
      words[side + "-contracted"] = [Self.word(participant.isContracted)]
      words[side + "-walled"] = [Self.word(participant.isWalled)]
    }

    private static func word(_ claim: Bool) -> String { claim ? "yes" : "no" }
  }
}

extension Lawyer.Clause {
  private static let telling = ["kind", "kinds", "classes", "standings", "recipients", "bases"]
  private static let conditions =
    telling + [
      "senders", "sender-bound", "sender-walled", "recipient-bound", "recipient-contracted",
      "recipient-walled", "ages", "protections", "guardians", "certainties", "grounds",
      "unless-grounds", "purposes", "needs", "unless", "from", "until", "excluded",
    ]

  fileprivate init(_ node: Node) {
    var words: [String: [String]] = [:]
    for part in [node, node["when"] ?? node] {
      for (key, value) in part.mapping ?? [:] {
        guard let name = key.scalar?.string else { continue }
        words[name] =
          value.scalar.map { [$0.string] } ?? value.sequence?.compactMap(\.scalar?.string)
      }
    }
    id = words["id"]?.first ?? ""
    self.words = (Self.conditions + ["effect", "never", "always"]).compactMap { key in
      guard let listed = words[key], listed != ["any"], listed != ["either"] else { return nil }
      return (key, Set(listed))
    }
  }

  /// Whether every condition is met. Dates sort as texts.
  func holds(of facts: Lawyer.Facts) -> Bool {
    words.allSatisfy { key, listed in
      switch key {
      case "from": listed.allSatisfy { $0 <= facts.day }
      case "until": listed.allSatisfy { facts.day <= $0 }
      case "needs": listed.isSubset(of: facts.words["established"] ?? [])
      case "unless": listed.isDisjoint(with: facts.words["established"] ?? [])
      case "unless-grounds": listed.isDisjoint(with: facts.words["grounds"] ?? [])
      case "effect", "never", "always": true
      default: !listed.isDisjoint(with: facts.words[key] ?? [])
      }
    }
  }
}
