/// Which appends of an in-memory store go wrong, and how.
///
/// A simulation hands it over when it makes the store. Appends are counted from 1.
package struct FaultPlan: Sendable {
  package enum Fault: Hashable, Sendable {
    /// Refused, nothing kept; the next append works.
    case busy
    /// No room, nothing kept; the next append works.
    case full
    /// Intake is refused as on a nearly full disk; other writes pass.
    case lowWater
    /// The disk failed before the commit: nothing kept, and the store has latched.
    case lostBeforeCommit
    /// The commit is durable, but its answer was an error: all kept, and the store has latched.
    case errorAfterDurable
  }

  private let faults: [Int: Fault]

  package init(_ faults: [Int: Fault] = [:]) { self.faults = faults }

  /// Nothing goes wrong.
  package static let none = FaultPlan()

  func fault(at append: Int) -> Fault? { faults[append] }
}
