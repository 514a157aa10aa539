package import Concerns
package import Tables

/// Something that keeps a directory from being put in force, with an example that shows it.
package struct DirectoryFinding: Hashable, Sendable {
  /// What is wrong.
  package enum Fault: Hashable, Sendable {
    /// Two units own the same, from this day on.
    case twoOwners(DirectoryUnit, DirectoryUnit, Example)
    /// A unit owned it up to the day before, and nobody does; until when, if ever.
    case noOwner(after: DirectoryUnit, Example, until: CivilDate?)
    /// In a roster nobody has the turn, from one minute up to another.
    case noTurn(RosterID, from: String, until: String)
    /// Whoever is to have what a unit had is not there on the day after it ends.
    case noSuccessor(DirectoryUnit, UnitID, CivilDate)
    /// In a roster two have the turn at once, from this minute on.
    case twoTurns(RosterID, FunctionID, FunctionID, from: String)
  }

  /// Facts about nobody, on a day, as an example of all that are alike.
  package struct Example: Hashable, Sendable {
    /// The day it is so for the first time.
    package let day: CivilDate
    /// The facts.
    package let facts: OwnershipFacts
    /// Which of them make a difference.
    package let telling: Set<Axis>
  }

  /// What an owner is found by.
  package enum Axis: String, CaseIterable, Hashable, Sendable {
    case area, target, age, kind, ground
  }

  /// Where in the file to mend it.
  package let line: Int
  package let fault: Fault

  /// The same in English, in the words of the file.
  package var flaw: TableFlaw { TableFlaw(line: line, fault: "\(text)", remedy: "\(remedy)") }

  private var text: String {
    switch fault {
    case .twoOwners(let one, let other, let example):
      "from \(example.day.text) both \(one.id) and \(other.id) own \(example.text)"
    case .noOwner(let unit, let example, let until):
      "from \(example.day.text) \(until.map { "until \($0.text) " } ?? "")nobody owns "
        + "\(example.text), which \(unit.id) did"
    case .noTurn(let roster, let from, let until):
      "in the roster \(roster) nobody has the turn from \(from) to \(until)"
    case .noSuccessor(let unit, let name, let day):
      "the successor \(name) of \(unit.id) does not exist on \(day.text)"
    case .twoTurns(let roster, let one, let other, let from):
      "in the roster \(roster) both \(one) and \(other) have the turn at \(from)"
    }
  }

  private var remedy: String {
    switch fault {
    case .twoOwners: "end the one before the other begins, or take it out of one \"owns\""
    case .noOwner:
      "let another unit own it from that day, or the reception where it is meant so"
    case .noTurn: "let the turn before end later, or the one after begin earlier"
    case .noSuccessor: "name a unit that is there on that day, or change the days"
    case .twoTurns: "end the one when the other begins"
    }
  }
}

extension DirectoryFinding.Example {
  /// What makes a difference, in the words of the file.
  fileprivate var text: String {
    let words: [String] = DirectoryFinding.Axis.allCases.filter(telling.contains).map { axis in
      switch axis {
      case .area: "area \(facts.area.text)"
      case .target: "target \(facts.target.rawValue)"
      case .age: "age \(facts.age.rawValue)"
      case .kind: "kind \(facts.kind.rawValue)"
      case .ground: "ground \(facts.grounds.map(\.rawValue).sorted().joined(separator: ", "))"
      }
    }
    return words.isEmpty ? "everything" : words.joined(separator: ", ")
  }
}
