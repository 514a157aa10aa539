package import Concerns
internal import Foundation

extension Moment {
  /// What the wall clock says. Only the rim of the broker asks; inside, moments are handed on.
  package static var now: Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
