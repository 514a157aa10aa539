public import Concerns

/// What became of a delivery that was sent on.
public struct SentOn: Hashable, Sendable {
  /// The delivery's new version.
  public let version: Int64
  /// Who owns the concern now: the unit that was named, or whoever decides about what others have
  /// sent on to each other.
  public let owner: FunctionID

  init(version: Int64, owner: FunctionID) {
    self.version = version
    self.owner = owner
  }
}
