internal import Evidence
internal import Foundation
internal import Glibc

/// Why a root key file was not made or not read.
package enum RootKeyFileError: Error, Hashable, Sendable {
  case alreadyExists
  case missing
  /// Others than the owner may read or write it.
  case tooOpen(mode: UInt16)
  case wrongOwner
  /// Not a file of exactly thirty-two bytes.
  case wrongSize
  case notUsable(code: Int32)
}

extension RootKeyFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .alreadyExists: "the key file exists, use it or choose another path"
    case .missing: "there is no key file, create one or correct the path"
    case .tooOpen(let mode):
      "the key file has mode \(String(mode, radix: 8)), set it to 600 and consider the key known"
    case .wrongOwner: "the key file belongs to another user, give it to the broker's user"
    case .wrongSize: "the key file is not a plain file of 32 bytes, restore it from its copy"
    case .notUsable(let code): "the key file cannot be used (errno \(code)), check its folder"
    }
  }
}

/// The file that holds the root key: thirty-two bytes that only its owner may read.
package enum RootKeyFile {
  private static let mode: mode_t = 0o600

  /// Draws a root key and writes it to a new file; never touches one that exists.
  package static func create(
    at path: String, using generator: inout some RandomNumberGenerator
  ) throws(RootKeyFileError) -> RootKey {
    let bytes = Salt.bytes(RootKey.byteCount, using: &generator)
    guard let key = RootKey(bytes: bytes) else {
      preconditionFailure("thirty-two bytes are always a key")
    }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = try open(path, flags)
    do {
      try file.write(contentsOf: Data(bytes))
      try file.synchronize()
      try DurableFolder.synchronize(above: path)
    } catch {
      throw .notUsable(code: EIO)
    }
    return key
  }

  /// Reads a root key, if nobody but the owner can.
  ///
  /// - Parameter isCredential: Whether the service manager hands it over, in a folder that only we
  ///   can enter. The group may then read: its bits show what a list of readers allows at most.
  package static func read(
    at path: String, isCredential: Bool = false
  ) throws(RootKeyFileError) -> RootKey {
    let file = try open(path, O_RDONLY | O_CLOEXEC)
    try check(file.fileDescriptor, others: isCredential ? 0o037 : 0o077)
    // One byte more than a key has, to notice a longer file.
    guard let bytes = try? file.read(upToCount: RootKey.byteCount + 1),
      let key = RootKey(bytes: Array(bytes))
    else { throw .wrongSize }
    return key
  }

  /// Opens in one step what it creates in one step, so that the file is never open to others.
  private static func open(_ path: String, _ flags: Int32) throws(RootKeyFileError) -> FileHandle {
    // The pointer to the path lives as long as the call.
    let descriptor = unsafe Glibc.open(path, flags, mode)
    guard descriptor >= 0 else {
      switch errno {
      case EEXIST: throw .alreadyExists
      case ENOENT: throw .missing
      default: throw .notUsable(code: errno)
      }
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Looks at the file that is open, not at what its path may name by now.
  ///
  /// - Parameter others: The permissions that nobody else may have.
  private static func check(_ descriptor: Int32, others: mode_t) throws(RootKeyFileError) {
    var status = stat()
    // `status` is ours and outlives the call.
    guard unsafe fstat(descriptor, &status) == 0 else { throw .notUsable(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .wrongSize }
    guard status.st_uid == geteuid() || status.st_uid == 0 else { throw .wrongOwner }
    guard status.st_mode & others == 0 else { throw .tooOpen(mode: UInt16(status.st_mode & 0o777)) }
  }
}

/// Makes the entries of a folder durable: a new file is not on disk until its folder is.
package enum DurableFolder {
  package static func synchronize(_ path: String) throws {
    guard let folder = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
    try folder.synchronize()
    try folder.close()
  }

  /// Makes the name of a file or folder durable, which its parent keeps.
  package static func synchronize(above path: String) throws {
    let parent = URL(filePath: path).deletingLastPathComponent()
    try synchronize(parent.path(percentEncoded: false))
  }
}
