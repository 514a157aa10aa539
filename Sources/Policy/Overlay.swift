import Concerns
import Tables

/// What a municipality adds to the law of its country: the second document of a policy file.
///
/// It has rules of the same form. One that bears the name of a rule of the law takes its place; any
/// other is added. Whatever it does, nobody may see or send more than by the law alone.
struct Overlay {
  /// The only form of overlay that is read.
  static let format = "samverkan-overlay/1"
  /// What stands between the law and its overlay: the line on which a second document begins.
  static let mark = "\n---\n"

  private let sending: [SendingRule]
  private let seeing: [SeeingRule]
  private let statements: [Statement]
  /// What the law states is always so, and is not here.
  private let given: [(statement: RuleID, line: Int)]
  private let line: Int

  /// The law and its overlay as they stand in a file; lines count from the file's first.
  static func split(_ yaml: String) -> (law: String, overlay: String?) {
    guard let place = yaml.firstRange(of: mark) else { return (yaml, nil) }
    let law = yaml[..<place.lowerBound] + "\n"
    let lines = law.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    return (String(law), String(repeating: "\n", count: lines) + yaml[place.upperBound...])
  }

  /// Reads a second document.
  init(yaml: String) throws(TableFlaw) {
    let file = try Passage.whole(yaml, limit: PolicyTable.fileLimit).entries(
      known: ["format", "gives-up", "sending", "seeing", "statements"])
    let format = try file.required("format")
    guard try format.text() == Self.format else {
      throw format.flaw("unknown format", "write \(Self.format)")
    }
    line = file.line
    var names: Set<RuleID> = []
    var (sending, seeing): ([SendingRule], [SeeingRule]) = ([], [])
    var statements: [Statement] = []
    var given: [(RuleID, Int)] = []
    for passage in try file.optional("gives-up")?.items() ?? [] {
      given.append((try passage.name(amid: &names), passage.line))
    }
    self.given = given
    names = []
    for passage in try file.optional("sending")?.items() ?? [] {
      sending.append(try SendingRule(passage, names: &names))
    }
    for passage in try file.optional("seeing")?.items() ?? [] {
      seeing.append(try SeeingRule(passage, names: &names))
    }
    for passage in try file.optional("statements")?.items() ?? [] {
      statements.append(try Statement(passage, names: &names))
    }
    self.sending = sending
    self.seeing = seeing
    self.statements = statements
  }

  /// The law with the overlay, if that grants nobody anything new.
  func applied(to law: RuleBook) throws(TableFlaw) -> RuleBook {
    try checkNames(in: law)
    try checkGiven(in: law)
    let book = merged(with: law)
    try book.check(line: line)
    let wider = PolicyChange(from: law, to: book).answers.filter(\.isWider)
    guard let sentence = wider.first else { return book }
    throw TableFlaw(
      line: lineThatWidens(law),
      fault: "the overlay widens the law: \(Self.withoutStop(sentence.text))",
      remedy: "let it withhold or ask for more; what shows more belongs in the law itself")
  }

  private func merged(with law: RuleBook) -> RuleBook {
    var book = law
    for rule in sending {
      let place = book.sending.firstIndex { $0.ground.rule == rule.ground.rule }
      if let place { book.sending[place] = rule } else { book.sending.append(rule) }
    }
    for rule in seeing {
      let place = book.seeing.firstIndex { $0.ground.rule == rule.ground.rule }
      if let place { book.seeing[place] = rule } else { book.seeing.append(rule) }
    }
    let names = Set(given.map(\.statement))
    book.givenUp = book.statements.filter { names.contains($0.id) }
    book.statements.removeAll { names.contains($0.id) }
    book.statements += statements
    book.local = Set(sending.map(\.ground.rule) + seeing.map(\.ground.rule))
      .union(statements.map(\.id))
    return book
  }

  /// A name may be a rule's of the same question, or nobody's.
  private func checkNames(in law: RuleBook) throws(TableFlaw) {
    let sent = Set(law.sending.map(\.ground.rule))
    let seen = Set(law.seeing.map(\.ground.rule))
    let other = Set(law.statements.map(\.id)).union(law.signing.map(\.ground.rule))
      .union(
        [law.fallbacks.excluded.rule, law.fallbacks.unruled.rule, Verdict.contradiction.rule])
    let mine: [(RuleID, Int, Set<RuleID>)] =
      sending.map { ($0.ground.rule, $0.line, seen.union(other)) }
      + seeing.map { ($0.ground.rule, $0.line, sent.union(other)) }
      + statements.map { ($0.id, $0.line, sent.union(seen).union(other)) }
    for (name, line, taken) in mine where taken.contains(name) {
      throw TableFlaw(
        line: line, fault: "\(name) is something else in the law", remedy: "choose another name")
    }
  }

  /// Only what is always so can be given up, and nothing about a report or another duty.
  private func checkGiven(in law: RuleBook) throws(TableFlaw) {
    for (name, line) in given {
      guard let statement = law.statements.first(where: { $0.id == name }) else {
        throw TableFlaw(
          line: line, fault: "the law states nothing by the name of \(name)",
          remedy: "name one of its statements")
      }
      guard statement.claim == .always else {
        throw TableFlaw(
          line: line, fault: "\(name) says what never is", remedy: "leave it, or change the law")
      }
      let kinds = statement.conditions.kinds
      let owed = Kind.allCases.filter { $0.isReport || $0.isDuty }
      guard !owed.contains(where: kinds.admits) else {
        throw TableFlaw(
          line: line,
          fault: "\(name) is about a report or a duty, which is narrowed by law alone",
          remedy: "leave it, and what it states")
      }
    }
  }

  /// The first rule that widens the law by itself, or where the overlay begins.
  private func lineThatWidens(_ law: RuleBook) -> Int {
    let alone =
      sending.map { ($0.line, Overlay(sending: [$0], seeing: [], line: line)) }
      + seeing.map { ($0.line, Overlay(sending: [], seeing: [$0], line: line)) }
    return alone.first { _, overlay in
      PolicyChange(from: law, to: overlay.merged(with: law)).answers.contains(where: \.isWider)
    }?.0 ?? line
  }

  private init(sending: [SendingRule], seeing: [SeeingRule], line: Int) {
    self.sending = sending
    self.seeing = seeing
    self.line = line
    statements = []
    given = []
  }

  /// A flaw goes on after its fault.
  private static func withoutStop(_ text: LocalizedText) -> LocalizedText {
    func cut(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }
    return LocalizedText(sv: cut(text.sv), en: cut(text.en))
  }
}
