package import Concerns

/// A function that receives, what it is in law, and what it has to do with the concern.
package struct Recipient: Hashable, Sendable {
  package enum Standing: String, CaseIterable, Hashable, Sendable {
    /// The function of the unit that owns it.
    case owner
    /// On duty for the owning unit now.
    case duty
    /// The one who reported.
    case reporter
    /// A named party of the cooperation, or addressed by name.
    case participant
  }

  package let function: FunctionID
  package let party: Party
  /// Whether the duty of SoL 19:1 binds its agency.
  package let isBound: Bool
  /// Whether its agency works under contract with the municipality, and so under its secrecy.
  package let isContracted: Bool
  /// Whether its unit is behind a wall of its own, as family counselling is (OSL 26:3).
  package let isWalled: Bool
  /// Whether police or prosecutor takes part where it answers questions that name nobody.
  package let hearsPolice: Bool
  package let standing: Standing

  package init(
    function: FunctionID, party: Party, isBound: Bool, isContracted: Bool = false,
    isWalled: Bool = false, hearsPolice: Bool = false, standing: Standing
  ) {
    self.function = function
    self.party = party
    self.isBound = isBound
    self.isContracted = isContracted
    self.isWalled = isWalled
    self.hearsPolice = hearsPolice
    self.standing = standing
  }
}
