import Concerns
package import Tables

/// What walking over every fact and every minute brought to light about a directory.
///
/// Facts that no claim tells apart are walked as one, and so are days on which nothing differs. So
/// the proof is complete: what it does not find, there is not.
package struct DirectoryProof: Sendable {
  /// The years after the last change of the file that duty is proved for.
  package static let years = 10

  /// How many facts there are: places, groups, ages, kinds, grounds, and days between two changes.
  package private(set) var combinations: UInt64
  /// How many of them had to be looked at.
  package private(set) var cells: Int
  /// The days for which duty was walked.
  package private(set) var span: Period
  /// How many minutes of the wall clock they have, for all units together.
  package private(set) var minutes: UInt64
  /// How many kinds of days there are, by what a unit has to staff.
  package private(set) var days: Int
  /// What does not hold, in the order of the file.
  package private(set) var findings: [DirectoryFinding]

  /// Walks over all of it.
  package init(of directory: Directory) {
    let eras = Eras(of: directory)
    var ownership = OwnershipWalk(directory, eras)
    ownership.walk()
    var duty = DutyWalk(directory, eras)
    duty.walk()
    combinations = ownership.combinations
    cells = ownership.cells
    span = duty.span
    minutes = duty.minutes
    days = duty.classes
    findings = (ownership.findings + duty.findings + directory.missedSuccessions).sorted {
      $0.line < $1.line
    }
  }

  /// Why the directory must not be put in force: the first finding of the file, if there is one.
  package var objection: TableFlaw? { findings.first?.flaw }
}

extension Directory {
  /// Proves that every concern has exactly one owner, and every minute somebody on duty.
  ///
  /// - Throws: The first finding of the file, with an example and what to do.
  package func proved() throws(TableFlaw) -> Directory {
    if let objection = DirectoryProof(of: self).objection { throw objection }
    return self
  }
}

/// The days on which something in the file begins, or is over.
struct Eras {
  /// The first day of each time in which nothing changes; the first is the directory's own.
  let days: [CivilDate]

  init(of directory: Directory) {
    var days: Set<CivilDate> = [directory.from]
    let periods =
      directory.boards.map(\.period) + directory.units.map(\.period)
      + directory.units.flatMap { $0.claims.map(\.period) } + directory.holdings.map(\.period)
    for period in periods {
      for day in period.edges where directory.from < day { days.insert(day) }
    }
    self.days = days.sorted()
  }

  /// The last day on which anything changes.
  var last: CivilDate { days[days.count - 1] }
}

extension Period {
  /// The first day, and the day after the last.
  var edges: [CivilDate] { [from, until?.next].compactMap(\.self) }
}
