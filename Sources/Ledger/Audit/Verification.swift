import Concerns
import Wire

/// What came of reading a whole ledger against its own audit trees.
package struct Verification: Sendable {
  /// Something that is not as it was stated, or cannot be opened.
  package struct Defect: Hashable, Sendable {
    package enum Fault: String, Hashable, CaseIterable, Sendable {
      /// It does not open where it stands: it was changed, moved, or is another ledger's.
      case unreadable
      /// It is there, and no leaf says so.
      case unstated
      /// A leaf says otherwise.
      case otherwise
      /// A leaf says it is there, and it is gone.
      case missing
      /// A leaf has no statement, and is none of those that have none.
      case unexplained
      /// The signed head of a tree is not over the leaves that are stored.
      case head
    }

    package let fault: Fault
    /// The table, as the store names it.
    package let table: String
    /// The write, or of a leaf its position.
    package let place: Int64

    init(_ fault: Fault, _ table: String, _ place: Int64) {
      self.fault = fault
      self.table = table
      self.place = place
    }
  }

  /// Most defects that are named; the others are counted. A ledger that was opened with other keys
  /// has one for every row.
  package static let limit = 100

  package var entries = 0
  /// Of them, those from before anything was stated.
  var earlyEntries = 0
  package var deliveries = 0
  package var statements = 0
  package var leaves = 0
  /// Leaves of before format 3, which state nothing.
  package var early = 0
  /// Heads kept elsewhere that the trees were compared with.
  package var kept = 0
  /// Trees that have a signed head, and how many leaves those cover.
  package var heads = 0
  package var covered = 0
  package private(set) var defects: [Defect] = []
  package private(set) var defectCount = 0

  mutating func add(_ fault: Defect.Fault, _ table: String, _ place: Int64) {
    defectCount += 1
    if defects.count < Self.limit { defects.append(Defect(fault, table, place)) }
  }
}

/// What the statements of a ledger say is there, gathered while it is read.
struct Gathered {
  /// Leaves that have a statement, by tree and position.
  var stated: [ControllerNumber: Set<Int>] = [:]
  /// Clocks that were stated to begin, and where; and those that were stated to end.
  var running: [String: (EntryIndex, JSONValue)] = [:]
  /// Controllers whose keys were stated to be drawn.
  var drawn: Set<Int64> = []
  var ended: Set<String> = []
  /// Entries about a concern that was recorded before them, by their own place: what was stated
  /// of each, until it is found.
  var later: [EntryIndex: JSONValue] = [:]
  var weeded: Set<EntryIndex> = []
  /// Entries whose statements have gone with them.
  var erased: Set<EntryIndex> = []
  /// The first write that stated anything: before it a ledger kept no statements.
  var first: EntryIndex?
}
