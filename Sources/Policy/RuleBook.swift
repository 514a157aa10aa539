package import Concerns
import Tables

/// What a policy file says: its rules in their order, what is said where none speaks, and what must
/// always or never be so.
package struct RuleBook: Hashable, Sendable {
  /// What is said where no rule speaks.
  package struct Fallbacks: Hashable, Sendable {
    /// Why an excluded recipient sees nothing.
    package let excluded: LegalGround
    /// Where that stands in the file, from 1.
    package let excludedLine: Int
    /// Why nothing is shown that no rule shows.
    package let unruled: LegalGround
    /// Where that stands in the file, from 1.
    package let unruledLine: Int
    /// What would open it.
    package let unlocks: LocalizedText
    /// Why a kind is refused that no rule speaks of.
    package let kind: LocalizedText
    /// Why a purpose is refused.
    package let purpose: LocalizedText
    /// Why a provision is refused.
    package let basis: LocalizedText
  }

  /// What is said where no rule speaks.
  package let fallbacks: Fallbacks
  /// Rules about sending.
  package var sending: [SendingRule]
  /// Rules about seeing.
  package var seeing: [SeeingRule]
  /// Who must sign a waiver; applied by the register of waivers.
  package var signing: [SigningRule]
  /// What must always or never be so.
  package var statements: [Statement]
  /// What the running broker is asked, again and again.
  package var canaries: [Canary]
  /// Rules and statements that a local overlay brings, in the law's place or beside it.
  package var local: Set<RuleID> = []

  /// What the law states and a local overlay gives up, since it narrows that; proved no longer.
  package var givenUp: [Statement] = []

  /// The stretches of days that its rules and statements tell apart.
  var eras: Eras { Eras(periods) }

  /// Where the overlay's rules and statements stand.
  var localLines: Set<Int> {
    Set(sending.filter { local.contains($0.ground.rule) }.map(\.line))
      .union(seeing.filter { local.contains($0.ground.rule) }.map(\.line))
      .union(statements.filter { local.contains($0.id) }.map(\.line))
  }

  var periods: [Period] {
    sending.map(\.conditions.period) + seeing.map(\.conditions.period)
      + statements.map(\.conditions.period)
  }
}
