package import Concerns

/// Looks backwards through what a board has taken in, for who last took on a report about somebody.
///
/// No index of persons is kept for it: the reports themselves are opened and read, a little at a
/// time, so that what is erased of them is forgotten here in the same moment, and nobody can list
/// anybody. It costs a reading of the ledger; who asks is a person, about somebody new.
package struct KnownSearch: Hashable, Sendable {
  /// Who last took on a report about somebody, and when they said so.
  package struct Knower: Hashable, Sendable {
    package let function: FunctionID
    package let at: Moment
  }

  /// Entries that one turn looks at: some milliseconds, in which nothing else is read.
  package static let turnSize = 256
  /// Most turns of one search: a million entries, decades of a board, after which it ends unfound.
  package static let turnLimit = 4096

  /// Under whose key the board's own reports lie: no board finds what another one knows.
  let controller: ControllerNumber
  /// Boards of which a unit has ended: under their keys lies what this one has been given since.
  let former: Set<ControllerNumber>
  /// The report that is asked about, which is no answer to itself.
  let own: EntryIndex
  /// Who asks: it is told of no report that it may not have.
  let asker: FunctionID
  /// Who may be named: the board's own, and the protected desk only where the report itself tells
  /// of protection.
  let functions: Set<FunctionID>
  /// Whether the report tells itself that somebody is protected. If it does not, another one may
  /// not tell so by who has it.
  private let isProtected: Bool
  /// Numbers of twelve digits that are looked for still, by tag.
  private(set) var wanted: [Tag: [UInt8]]
  package private(set) var found: [Tag: Knower] = [:]
  /// The last place that was not looked at; `nil` before the first turn.
  private var last: EntryIndex?
  private var turns = 0

  /// Begins a search about the persons of a report whom it concerns and whose number is certain.
  ///
  /// A number that does not pass, or of which the sender was not sure, is matched to nothing.
  /// - Parameters:
  ///   - own: The report that is asked about.
  ///   - controller: The board of whoever asks.
  ///   - former: Boards of which it may have been given something.
  ///   - functions: The board's own.
  ///   - desk: Those of the protected desk.
  package init(
    _ handling: Handling, of own: EntryIndex, for asker: FunctionID,
    at controller: ControllerNumber, after former: Set<ControllerNumber>,
    among functions: Set<FunctionID>, desk: Set<FunctionID>
  ) {
    self.asker = asker
    self.functions = handling.isProtected ? functions : functions.subtracting(desk)
    self.controller = controller
    self.former = former.subtracting([controller])
    self.own = own
    isProtected = handling.isProtected
    wanted = Self.numbers(in: handling)
  }

  /// Whether all are found, all was looked through, or it went on for too long.
  package var isComplete: Bool {
    wanted.isEmpty || last == EntryIndex.start || turns >= Self.turnLimit
  }

  /// Whether nobody is missing because the search ended early.
  package var isWhole: Bool { wanted.isEmpty || last == EntryIndex.start }

  /// The places of the next turn, the newest first.
  mutating func next(upTo head: EntryIndex) -> [EntryIndex] {
    let top = last ?? head
    let bottom = max(EntryIndex.start.value, top.value - Int64(Self.turnSize))
    (last, turns) = (EntryIndex(bottom), turns + 1)
    return (bottom..<top.value).reversed().map { EntryIndex($0 + 1) }
  }

  /// Whom of those that are looked for still a report is about.
  func concerned(in handling: Handling) -> [Tag] {
    guard isProtected || !handling.isProtected,
      handling.excluded.isDisjoint(with: [asker.text, asker.agency.text])
    else { return [] }
    let numbers = Set(Self.numbers(in: handling).values)
    return wanted.filter { numbers.contains($0.value) }.map(\.key)
  }

  mutating func find(_ tags: [Tag], known by: Knower) {
    for tag in tags {
      found[tag] = by
      wanted[tag] = nil
    }
  }

  /// Whether bytes may hold one of the numbers, however it is written: its last four digits are
  /// always the same. A character that is written as `\u` could hide them.
  func mayStand(in bytes: [UInt8]) -> Bool {
    let ends = Set(wanted.values.map { $0.suffix(4).reduce(0) { $0 << 8 | UInt32($1) } })
    var window: UInt32 = 0
    for byte in bytes {
      window = window << 8 | UInt32(byte)
      if window & 0xFFFF == Self.escape || ends.contains(window) { return true }
    }
    return false
  }

  /// A backslash and a `u`.
  private static let escape: UInt32 = 0x5C75

  private static func numbers(in handling: Handling) -> [Tag: [UInt8]] {
    var numbers: [Tag: [UInt8]] = [:]
    for person in handling.persons where person.role.isConcerned && person.certainty == .certain {
      guard case .verified(let number)? = person.identifier else { continue }
      numbers[person.tag] = Array(number.digits.utf8)
    }
    return numbers
  }
}

extension Handling {
  /// Whether somebody in it is marked, or of protected registration.
  fileprivate var isProtected: Bool {
    switch protection {
    case .marked, .registered: true
    case .none, .unknown: false
    }
  }
}
