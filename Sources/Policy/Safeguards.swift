import Concerns
import Tables

// What watches over a law is lost without anybody being granted anything, and the next change then
// goes through unseen. So to take it away asks for as much as to grant.
extension PolicyChange {
  /// The statements and canaries of one book that another has not, or not as strict.
  ///
  /// What an overlay gives up is still stated by the law that it narrows: it says so in as many
  /// words, and can give up only what is always granted.
  static func losses(from old: RuleBook, to new: RuleBook) -> [Sentence] {
    let stated = new.statements + new.givenUp
    let statements = (old.statements + old.givenUp).filter { statement in
      !stated.contains { $0.states(all: statement) }
    }
    let canaries = old.canaries.filter { canary in
      !new.canaries.contains { $0.asks(all: canary) }
    }
    return statements.map { statement in
      let isThere = stated.contains { $0.id == statement.id }
      return Sentence(effect: .unguarded, text: statement.says.lost(statement.id, isThere: isThere))
    }
      + canaries.map { canary in
        let isThere = new.canaries.contains { $0.id == canary.id }
        return Sentence(effect: .unguarded, text: canary.says.asked(canary.id, isThere: isThere))
      }
  }
}

extension LocalizedText {
  /// What a statement says, as proved no longer.
  fileprivate func lost(_ name: RuleID, isThere: Bool) -> LocalizedText {
    isThere
      ? LocalizedText(
        sv: "Påståendet \(name) skulle inte längre gälla allt det gällt: \(sv)",
        en: "The statement \(name) would no longer hold of all it held of: \(en)")
      : LocalizedText(
        sv: "Påståendet \(name) skulle inte längre bevisas: \(sv)",
        en: "The statement \(name) would no longer be proved: \(en)")
  }

  /// What a canary watches over, as asked no longer.
  fileprivate func asked(_ name: RuleID, isThere: Bool) -> LocalizedText {
    isThere
      ? LocalizedText(
        sv: "Kanariefågeln \(name) skulle fråga om annat eller mindre än förut: \(sv)",
        en: "The canary \(name) would ask something else, or less, than before: \(en)")
      : LocalizedText(
        sv: "Kanariefågeln \(name) skulle inte längre frågas: \(sv)",
        en: "The canary \(name) would no longer be asked: \(en)")
  }
}

extension Statement {
  /// Whether whatever breaks the other breaks this one. Says no where it cannot tell.
  fileprivate func states(all other: Statement) -> Bool {
    claim == other.claim && answer == other.answer && excluded.covers(other.excluded)
      && conditions.covers(other.conditions)
      && (other.citing.isEmpty || !citing.isEmpty && Set(citing).isSubset(of: other.citing))
  }
}

extension Canary {
  /// Whether it asks the same of the same message, and of whoever the other names at least as much.
  ///
  /// A message with one section more is another one: what it adds may withhold the free text beside
  /// it.
  fileprivate func asks(all other: Canary) -> Bool {
    let isSame =
      at == other.at && kind == other.kind && purpose == other.purpose && basis == other.basis
      && sender == other.sender && persons == other.persons && grounds == other.grounds
      && guardians == other.guardians && excluded == other.excluded
      && established == other.established && Set(waivers) == Set(other.waivers)
      && refusal == other.refusal && Set(sections) == Set(other.sections)
    return isSame
      && other.readers.allSatisfy { reader in
        readers.contains {
          $0.function == reader.function && $0.participant == reader.participant
            && $0.standing == reader.standing && Set(reader.shown).isSubset(of: $0.shown)
            && Set(reader.withheld).isSubset(of: $0.withheld)
        }
      }
  }
}

extension Conditions {
  /// Whether they admit all that the others admit.
  fileprivate func covers(_ other: Conditions) -> Bool {
    kinds.covers(other.kinds) && sender.covers(other.sender)
      && recipient.covers(other.recipient) && standings.covers(other.standings)
      && classes.covers(other.classes) && ages.covers(other.ages)
      && protections.covers(other.protections) && guardians.covers(other.guardians)
      && certainties.covers(other.certainties) && purposes.covers(other.purposes)
      && bases.covers(other.bases) && period.covers(other.period)
      && grounds.includes(other.grounds) && unlessGrounds.isSubset(of: other.unlessGrounds)
      && needs.isSubset(of: other.needs) && unless.isSubset(of: other.unless)
  }
}

extension Conditions.Side {
  fileprivate func covers(_ other: Self) -> Bool {
    parties.covers(other.parties) && bound.covers(other.bound)
      && contracted.covers(other.contracted) && walled.covers(other.walled)
  }
}

extension Either {
  fileprivate func covers(_ other: Either) -> Bool { self == .either || self == other }
}

extension Scope {
  /// Whether its list has each word of the other's.
  fileprivate func includes(_ other: Scope) -> Bool {
    switch (self, other) {
    case (.any, _): true
    case (.only, .any): false
    case (.only(let words), .only(let others)): others.isSubset(of: words)
    }
  }
}

extension Scope where Word: CaseIterable {
  /// Whether it admits each word that the other does.
  fileprivate func covers(_ other: Scope) -> Bool {
    Word.allCases.allSatisfy { admits($0) || !other.admits($0) }
  }
}
