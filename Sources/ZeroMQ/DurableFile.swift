import Glibc

/// A small file that is written once, and read only if nobody can have tampered with it.
package struct DurableFile {
  let path: String

  package init(path: String) { self.path = path }

  /// Makes the file, never through a link and never over another, and flushes it and its directory.
  ///
  /// What cannot be written whole is removed again, so that no half key is in the way of a new one.
  package func create(_ bytes: [UInt8], permissions: UInt32) throws(ZeroMQError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe Glibc.open(path, flags, permissions)
    guard descriptor >= 0 else { throw fault(errno) }
    defer { Glibc.close(descriptor) }
    do {
      try write(bytes, to: descriptor)
    } catch {
      _ = unsafe unlink(path)
      throw error
    }
    try Self.flush(Self.parent(of: path), for: path)
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(ZeroMQError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 || errno == EINTR else { throw fault(errno) }
      written += max(0, count)
    }
    guard fsync(descriptor) == 0 else { throw fault(errno) }
  }

  /// Makes a folder that is its owner's alone, and those above it, each flushed into its parent.
  ///
  /// One that is there already is flushed, too: whoever made it may have died before that.
  package static func makeFolder(_ path: String) throws(ZeroMQError) {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    let parent = parent(of: path)
    if try !isMade(path) {
      try makeFolder(parent)
      guard try isMade(path) else { throw .keyFile(path: path, .inaccessible(code: ENOENT)) }
    }
    try flush(parent, for: path)
  }

  /// Whether the folder is there now; false when there is none to make it in.
  private static func isMade(_ path: String) throws(ZeroMQError) -> Bool {
    guard unsafe mkdir(path, 0o700) != 0 else { return true }
    let code = errno
    if code == EEXIST { return true }
    guard code == ENOENT, path != "/", path != "." else { throw fault(code, at: path) }
    return false
  }

  /// The file's bytes, if it is an ordinary file of a sensible size.
  ///
  /// - Parameters:
  ///   - secrecy: Who may own it, and to whom it may be open.
  ///   - limit: Largest file that is read.
  ///   - followsLink: Whether the path may be a link; never for a secret.
  package func read(
    _ secrecy: Secrecy, limit: Int = KeyFile.sizeLimit, followsLink: Bool = false
  ) throws(ZeroMQError) -> [UInt8] {
    let link = followsLink && secrecy == .shared ? 0 : O_NOFOLLOW
    let descriptor = unsafe Glibc.open(path, O_RDONLY | link | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw fault(errno) }
    defer { Glibc.close(descriptor) }
    try check(descriptor, secrecy, limit)
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var length = 0
    while length < bytes.count {
      let count = unsafe bytes[length...].withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      guard count >= 0 || errno == EINTR else { throw fault(errno) }
      if count == 0 { return Array(bytes[..<length]) }
      length += max(0, count)
    }
    throw .keyFile(path: path, .unusual)
  }

  /// Looks at what was opened, not at what the path may name by now.
  private func check(
    _ descriptor: Int32, _ secrecy: Secrecy, _ limit: Int
  ) throws(ZeroMQError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw fault(errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      throw .keyFile(path: path, .unusual)
    }
    guard secrecy.admits(owner: status.st_uid, reader: geteuid()) else {
      throw .keyFile(path: path, .foreign)
    }
    guard secrecy.admits(mode: status.st_mode & 0o777) else {
      throw .keyFile(path: path, .exposed(mode: status.st_mode & 0o777))
    }
  }

  /// Where a path's last part stands.
  private static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A new file or folder is lost in a power cut unless the directory it stands in is flushed too.
  private static func flush(_ directory: String, for path: String) throws(ZeroMQError) {
    let descriptor = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(errno, at: path) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault(errno, at: path) }
  }

  private func fault(_ code: Int32) -> ZeroMQError { Self.fault(code, at: path) }

  private static func fault(_ code: Int32, at path: String) -> ZeroMQError {
    switch code {
    case EEXIST: .keyFile(path: path, .exists)
    case ELOOP: .keyFile(path: path, .unusual)
    default: .keyFile(path: path, .inaccessible(code: code))
    }
  }
}
