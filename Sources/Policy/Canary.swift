package import Concerns

/// A made-up message of which something must be withheld, to be asked of a running broker.
///
/// A statement is proved of the rules; a canary tries whatever stands between the rules and the
/// socket. Each also has something that must be shown, so that silence does not pass for secrecy.
package struct Canary: Hashable, Sendable {
  /// Most canaries of one file: all are asked every minute on the thread that serves everybody.
  package static let limit = 32
  /// Most recipients of one: each costs an encoding and a search.
  package static let readerLimit = 4

  /// A section of the message.
  package struct Section: Hashable, Sendable {
    package let dataClass: DataClass
    /// Whom it is about, by tag; empty means everyone in the message.
    package let about: [Tag]

    /// Takes a class, and whom it is about.
    package init(_ dataClass: DataClass, about: [Tag] = []) {
      self.dataClass = dataClass
      self.about = about
    }
  }

  /// Somebody the message would go to, and what of it must and must not reach them.
  package struct Reader: Hashable, Sendable {
    package let function: FunctionID
    /// What it is in law.
    package let participant: Participant
    package let standing: RecipientStanding
    package let shown: [Section]
    package let withheld: [Section]
  }

  /// A waiver that somebody of the message has given, as the register is told of it.
  package struct Waiver: Hashable, Sendable {
    /// What became of it.
    package enum State: String, CaseIterable, Hashable, Sendable {
      /// It is in force.
      case holds
      /// Somebody who signed it has taken it back.
      case withdrawn
      /// It ended the moment before the question.
      case expired
    }

    package let persons: [Tag]
    package let party: AgencyID
    package let classes: [DataClass]
    package let state: State
  }

  package let id: RuleID
  /// Where it stands in the file, from 1.
  package let line: Int
  /// What it watches over, for people.
  package let says: LocalizedText
  /// The instant it asks about; `nil` for the present.
  package let at: Moment?
  package let kind: Kind
  package let purpose: Purpose
  package let basis: LegalBasis
  package let sender: Participant
  package let persons: [Person]
  package let grounds: Set<Ground>
  package let guardians: GuardianNotice
  /// Functions and agencies that the message excludes.
  package let excluded: Set<String>
  /// What is taken as established, waivers apart: those are asked of the register.
  package let established: WordSet<Circumstance>
  package let waivers: [Waiver]
  package let readers: [Reader]
  /// The code with which the door must turn it away; `nil` when it must come in.
  package let refusal: String?

  /// All that its recipients are asked about, each once.
  package var sections: [Section] {
    readers.flatMap { $0.shown + $0.withheld }.reduce(into: []) { all, section in
      if !all.contains(section) { all.append(section) }
    }
  }
}

extension PolicyTable {
  /// The days after this one on which the law changes: canaries must hold on each of them, too.
  package func changes(after day: CivilDate) -> [CivilDate] {
    book.eras.firstDays.filter { $0 > day }
  }
}
