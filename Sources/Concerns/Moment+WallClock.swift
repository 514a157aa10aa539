public import Concerns
import FoundationEssentials

extension Moment {
  /// What the wall clock of this machine says.
  public static var wallClock: Moment {
    Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
