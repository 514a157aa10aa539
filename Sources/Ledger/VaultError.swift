/// Why something sealed stays closed.
package enum VaultError: Error, Hashable, Sendable {
  /// The bytes were changed or moved, or the key is another.
  case notOpened
  /// The first byte names a format that this release does not know.
  case unknownFormat
  /// The ledger has no key for this controller and generation.
  case unknownController
  /// The row belongs to another controller or conversation than the key.
  case misplaced
}

extension VaultError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notOpened: "sealed bytes do not open here, stop and run audit verify"
    case .unknownFormat: "sealed bytes have an unknown format, use the release that knows it"
    case .unknownController: "no key for this controller, restore the controller's keys"
    case .misplaced: "the row belongs elsewhere, stop and run audit verify"
    }
  }
}
