internal import Foundation
internal import Glibc
internal import Ledger

/// Keeps every other process out of a ledger's folder for as long as it lives.
///
/// A lock of the whole file by its open description, so that it ends with the process however
/// that ends, and closing another file of the folder does not end it.
final class FolderLock: Sendable {
  private let file: FileHandle

  /// Takes the lock of a folder, making its file when there is none.
  init(at path: String) throws(LedgerError) {
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    guard let file = FileHandle(forUpdatingAtPath: path) else {
      throw .failed(code: Int(errno))
    }
    guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse }
    self.file = file
  }

  /// Gives the lock back.
  func release() {
    // A lock that cannot be given back ends with the process.
    _ = flock(file.fileDescriptor, LOCK_UN)
  }
}
