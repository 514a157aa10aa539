/// How closely a file must be kept to be read.
package enum Secrecy: Hashable, Sendable {
  /// Anybody may read it.
  case shared
  /// It is ours, and closed to everybody else.
  case own
  /// The service manager handed it over, in a folder that only we can enter.
  ///
  /// It may be root's, and its group may read: where an access list names us, the bits of the group
  /// show what the list allows at most.
  case credential

  /// A secret is a credential if it lies right in the folder that the service manager names.
  package init(of path: String, credentials: String?) {
    let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    let isThere = !folder.isEmpty && [folder, folder + "/"].contains { $0 == credentials ?? "" }
    self = isThere ? .credential : .own
  }

  /// Whether the file may belong to this account.
  package func admits(owner: UInt32, reader: UInt32) -> Bool {
    switch self {
    case .shared: true
    case .own: owner == reader
    case .credential: owner == reader || owner == 0
    }
  }

  /// Whether the file may have these permission bits.
  package func admits(mode: UInt32) -> Bool {
    switch self {
    case .shared: true
    case .own: mode & 0o077 == 0
    case .credential: mode & 0o037 == 0
    }
  }
}
