import Concerns
import Tables

/// Whether every deputy is there, on this side of the wall, and in a line that ends.
struct DeputyCheck {
  private let units: [DirectoryUnit]
  private let deputies: [FunctionID: FunctionID]

  init(_ units: [DirectoryUnit]) {
    self.units = units
    let pairs = units.flatMap(\.functions).compactMap { function in
      function.deputy.map { (function.id, $0) }
    }
    deputies = Dictionary(pairs) { first, _ in first }
  }

  func check(_ unit: DirectoryUnit, at passage: Passage) throws(TableFlaw) {
    for function in unit.functions {
      guard let deputy = function.deputy else { continue }
      guard let holder = units.first(where: { $0.functions.contains { $0.id == deputy } }) else {
        throw passage.flaw("nobody is the deputy \(deputy)", "name a function in this file")
      }
      guard holder.id == unit.id || !(holder.isWalled || unit.isWalled) else {
        throw passage.flaw(
          "the deputy \(deputy) is behind a wall", "name a function on this side of it")
      }
      guard holder.period.covers(unit.period) else {
        throw passage.flaw(
          "the deputy \(deputy) does not exist as long as the unit does", "name one that does")
      }
      if let cycle = cycle(from: function.id) {
        throw passage.flaw(
          "a cycle of deputies: \(cycle.map(\.text).joined(separator: ", then "))",
          "let the last of them have no deputy")
      }
    }
  }

  /// The way from a function back to itself; `nil` where its line ends or joins another cycle.
  private func cycle(from function: FunctionID) -> [FunctionID]? {
    var line = [function]
    while let last = line.last, let next = deputies[last] {
      if next == function { return line + [next] }
      guard !line.contains(next) else { return nil }
      line.append(next)
    }
    return nil
  }
}
