import Concerns
import Policy
import Tables

/// A book of rules with one mechanical mistake in it.
struct Mutant: Sendable, CustomStringConvertible {
  let description: String
  let book: RuleBook

  /// Every mutant there is of a book.
  static func all(of book: RuleBook) -> [Mutant] { sending(of: book) + seeing(of: book) }

  private static func sending(of book: RuleBook) -> [Mutant] {
    book.sending.indices.flatMap { index in
      let name = book.sending[index].ground.rule.text
      var dropped = book
      dropped.sending.remove(at: index)
      return [Mutant(description: "\(name): dropped", book: dropped)]
        + changes(of: book.sending[index].conditions).map { change, conditions in
          var changed = book
          changed.sending[index].conditions = conditions
          return Mutant(description: "\(name): \(change)", book: changed)
        }
    }
  }

  private static func seeing(of book: RuleBook) -> [Mutant] {
    book.seeing.indices.flatMap { index in
      let name = book.seeing[index].ground.rule.text
      var (dropped, flipped) = (book, book)
      dropped.seeing.remove(at: index)
      flipped.seeing[index].effect = book.seeing[index].effect == .show ? .withhold : .show
      return [
        Mutant(description: "\(name): dropped", book: dropped),
        Mutant(description: "\(name): effect flipped", book: flipped),
      ]
        + changes(of: book.seeing[index].conditions).map { change, conditions in
          var changed = book
          changed.seeing[index].conditions = conditions
          return Mutant(description: "\(name): \(change)", book: changed)
        }
    }
  }

  /// Each condition made wider.
  private static func changes(of conditions: Conditions) -> [(String, Conditions)] {
    var changes: [(String, Conditions)] = []
    func change(_ what: String, _ change: (inout Conditions) -> Void) {
      var changed = conditions
      change(&changed)
      if changed != conditions { changes.append((what, changed)) }
    }
    change("any sender") { $0.sender.parties = .any }
    change("sender bound or not") { $0.sender.bound = .either }
    change("sender walled or not") { $0.sender.walled = .either }
    change("any recipient") { $0.recipient.parties = .any }
    change("recipient bound or not") { $0.recipient.bound = .either }
    change("recipient contracted or not") { $0.recipient.contracted = .either }
    change("recipient walled or not") { $0.recipient.walled = .either }
    change("any standing") { $0.standings = .any }
    change("any class") { $0.classes = .any }
    change("any age") { $0.ages = .any }
    change("any protection") { $0.protections = .any }
    change("whether or not guardians may be told") { $0.guardians = .any }
    change("any certainty") { $0.certainties = .any }
    change("any ground") { $0.grounds = .any }
    change("any purpose") { $0.purposes = .any }
    change("any provision") { $0.bases = .any }
    for need in conditions.needs { change("\(need.rawValue) not needed") { $0.needs.remove(need) } }
    for not in conditions.unless { change("\(not.rawValue) allowed") { $0.unless.remove(not) } }
    change("never ended") { $0.period.until = nil }
    change("always been law") { $0.period.from = nil }
    return changes
  }
}
