/// Divides the questions of one shelf into the cells that its rules tell apart.
///
/// Axis by axis, words that the rules still in question treat alike are one. A rule that no longer
/// depends on anything decides, if none before it may still apply. Every question lies in exactly
/// one cell, which the sizes of the cells show: together they are the size of the shelf.
struct Folding {
  /// Questions that the same rule decides for the same reason.
  struct Cell {
    /// The words that may be true of them.
    let cube: UInt128
    /// Grounds that none of them names.
    let missed: UInt128
    /// Grounds of which each of them names one; zero when they need not.
    let hit: UInt128
    /// The rule that decides, as a place on the shelf; `nil` when none does.
    let place: Int?
    /// Statements that speak of some of them, one bit for each statement at the shelf.
    let statements: UInt128
    /// How many questions there are.
    let size: UInt64
  }

  /// Most rules and most statements at one shelf: one bit of a word each.
  static let limit = UInt128.bitWidth

  private let axes: Axes
  /// For each axis and word, the rules and the statements that admit it.
  private let admitting: [[(rules: UInt128, statements: UInt128)]]
  /// For each axis, and behind the last, the rules that depend on nothing from there on.
  private let settled: [UInt128]
  private let rules: [Mask]
  private let everyStatement: UInt128

  init(_ rules: [Mask], _ statements: [Mask], along axes: Axes) {
    precondition(rules.count <= Self.limit && statements.count <= Self.limit, "read so many only")
    self.axes = axes
    self.rules = rules
    everyStatement = Self.bits(of: statements) { _ in true }
    admitting = axes.list.map { axis in
      axis.words.map { word in
        (
          Self.bits(of: rules) { $0.forbidden & word == 0 },
          Self.bits(of: statements) { $0.forbidden & word == 0 }
        )
      }
    }
    var ahead: UInt128 = 0
    var settled = [Self.bits(of: rules) { $0.grounds == 0 }]
    for axis in axes.list.reversed() {
      ahead |= axis.all
      settled.append(Self.bits(of: rules) { $0.grounds == 0 && $0.forbidden & ahead == 0 })
    }
    self.settled = settled.reversed()
  }

  /// Calls `visit` with every cell that holds one of `questions`, given as bits of each axis.
  func walk(only questions: UInt128 = .max, _ visit: (Cell) -> Void) {
    let every: UInt128 = Self.bits(of: rules) { _ in true }
    let grounds: UInt64 = 1 << UInt64(axes.grounds.nonzeroBitCount)
    descend(
      Node(axis: 0, rules: every, statements: everyStatement, cube: 0, size: axes.size / grounds),
      questions, visit)
  }

  /// Where a walk has come to.
  private struct Node {
    var axis: Int
    /// The rules that may still apply.
    var rules: UInt128
    /// The statements that may still speak of it.
    var statements: UInt128
    /// The words chosen so far.
    var cube: UInt128
    /// How many questions lie ahead, grounds apart.
    var size: UInt64
  }

  private func descend(_ node: Node, _ only: UInt128, _ visit: (Cell) -> Void) {
    var node = node
    // What comes after a rule that certainly applies has nothing to say.
    let certain = node.rules & settled[node.axis]
    if certain != 0 { node.rules &= (certain & (~certain &+ 1)) &* 2 &- 1 }
    guard node.rules != 0, node.rules & (~node.rules &+ 1) & certain == 0,
      node.axis < axes.list.count
    else {
      finish(node, only, visit)
      return
    }
    let axis = axes.list[node.axis]
    let words = admitting[node.axis]
    var taken: UInt128 = 0
    for first in words.indices where taken & axis.words[first] == 0 {
      var next = node
      next.axis += 1
      next.rules = node.rules & words[first].rules
      var group: UInt128 = 0
      var spoken: UInt128 = 0
      for word in first..<words.count where node.rules & words[word].rules == next.rules {
        group |= axis.words[word]
        spoken |= words[word].statements
      }
      taken |= group
      guard group & only != 0 else { continue }
      next.statements &= spoken
      next.cube |= group
      next.size = node.size / UInt64(words.count) * UInt64(group.nonzeroBitCount)
      descend(next, only, visit)
    }
  }

  /// Tells the last cells apart, by the grounds that their questions name.
  private func finish(_ node: Node, _ only: UInt128, _ visit: (Cell) -> Void) {
    var cube = node.cube
    for axis in axes.list[node.axis...] { cube |= axis.all }
    var missed: UInt128 = 0
    var rest = node.rules
    func cell(_ place: Int?, hitting hit: UInt128) {
      let open = (axes.grounds & ~missed).nonzeroBitCount
      let free = (axes.grounds & ~missed & ~hit).nonzeroBitCount
      let subsets: UInt64 = 1 << UInt64(open) - (hit == 0 ? 0 : 1 << UInt64(free))
      guard only == .max || (only & missed == 0 && (hit == 0 || only & hit != 0)) else { return }
      visit(
        Cell(
          cube: cube, missed: missed, hit: hit & ~missed, place: place,
          statements: node.statements, size: node.size * subsets))
    }
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      rest &= rest &- 1
      let grounds = rules[place].grounds
      guard grounds != 0 else { return cell(place, hitting: 0) }
      guard grounds & ~missed != 0 else { continue }
      cell(place, hitting: grounds)
      missed |= grounds
    }
    cell(nil, hitting: 0)
  }

  private static func bits(of masks: [Mask], where holds: (Mask) -> Bool) -> UInt128 {
    masks.indices.reduce(0) { holds(masks[$1]) ? $0 | 1 << UInt128($1) : $0 }
  }
}
