import Concerns

/// Questions that are answered differently together, as the words that may be true of them.
///
/// It holds every combination of its words, so two that differ in the words of one axis only are
/// one with both.
struct Shift: Hashable, Sendable {
  let answer: Statement.Answer
  let isWider: Bool
  /// One bit for each kind, and for each class; no class when the question is about sending.
  private(set) var kinds: UInt128
  private(set) var classes: UInt128
  /// The words of all axes.
  private(set) var cube: UInt128
  /// Grounds that none of them names.
  let missed: UInt128
  /// Sets of grounds of each of which one is named.
  let hits: Set<UInt128>

  init(_ old: Folding.Cell, _ new: Folding.Cell, at place: Place, isWider: Bool) {
    answer = place.dataClass == nil ? .sent : .seen
    self.isWider = isWider
    kinds = 1 << UInt128(place.kind.ordinal)
    classes = place.dataClass.map { 1 << UInt128($0.ordinal) } ?? 0
    cube = old.cube & new.cube
    let missed = old.missed | new.missed
    self.missed = missed
    hits = Set([old.hit, new.hit].filter { $0 != 0 }.map { $0 & ~missed })
  }

  /// The same questions as fewer shifts, in the order in which they first came.
  static func joined(_ shifts: [Shift], along axes: Axes) -> [Shift] {
    let fields =
      axes.list.reversed().map { Field(part: \.cube, bits: $0.all) }
      + [Field(part: \.classes, bits: .max), Field(part: \.kinds, bits: .max)]
    var shifts = shifts
    var count = shifts.count + 1
    // Each round leaves fewer, so there are no more rounds than shifts.
    while shifts.count < count {
      count = shifts.count
      for field in fields { shifts = joined(shifts, in: field) }
    }
    return shifts
  }

  /// Words that may be joined where all others are alike.
  private struct Field {
    let part: WritableKeyPath<Shift, UInt128>
    let bits: UInt128
  }

  private static func joined(_ shifts: [Shift], in field: Field) -> [Shift] {
    var order: [Shift] = []
    var words: [Shift: UInt128] = [:]
    for shift in shifts {
      var rest = shift
      rest[keyPath: field.part] &= ~field.bits
      if words[rest] == nil { order.append(rest) }
      words[rest, default: 0] |= shift[keyPath: field.part] & field.bits
    }
    return order.map { rest in
      var shift = rest
      shift[keyPath: field.part] |= words[rest] ?? 0
      return shift
    }
  }
}
