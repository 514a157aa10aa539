import Glibc

/// A small file that is written once, and read only if nobody can have tampered with it.
package struct DurableFile {
  let path: String

  package init(path: String) { self.path = path }

  /// Makes the file, never through a link and never over another, and flushes it and its directory.
  package func create(_ bytes: [UInt8], permissions: UInt32) throws(ZeroMQError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe Glibc.open(path, flags, permissions)
    guard descriptor >= 0 else { throw fault(errno) }
    defer { Glibc.close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 || errno == EINTR else { throw fault(errno) }
      written += max(0, count)
    }
    guard fsync(descriptor) == 0 else { throw fault(errno) }
    try flushDirectory()
  }

  /// The file's bytes, if it is an ordinary file of a sensible size.
  ///
  /// - Parameter secrecy: Who may own it, and to whom it may be open.
  func read(_ secrecy: Secrecy) throws(ZeroMQError) -> [UInt8] {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw fault(errno) }
    defer { Glibc.close(descriptor) }
    try check(descriptor, secrecy)
    var bytes = [UInt8](repeating: 0, count: KeyFile.sizeLimit + 1)
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
  private func check(_ descriptor: Int32, _ secrecy: Secrecy) throws(ZeroMQError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw fault(errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= KeyFile.sizeLimit else {
      throw .keyFile(path: path, .unusual)
    }
    guard secrecy.admits(owner: status.st_uid, reader: geteuid()) else {
      throw .keyFile(path: path, .foreign)
    }
    guard secrecy.admits(mode: status.st_mode & 0o777) else {
      throw .keyFile(path: path, .exposed(mode: status.st_mode & 0o777))
    }
  }

  /// A new file is lost in a power cut unless its directory is flushed too.
  private func flushDirectory() throws(ZeroMQError) {
    let directory = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "."
    let descriptor = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(errno) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault(errno) }
  }

  private func fault(_ code: Int32) -> ZeroMQError {
    switch code {
    case EEXIST: .keyFile(path: path, .exists)
    case ELOOP: .keyFile(path: path, .unusual)
    default: .keyFile(path: path, .inaccessible(code: code))
    }
  }
}
