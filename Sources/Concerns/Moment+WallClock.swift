import FoundationEssentials

extension Moment {
  /// What the wall clock of this machine says.
  ///
  /// Only the rim asks, programs and clients: inside, moments are handed on.
  public static var wallClock: Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
