import ZeroMQ

extension DurableFile {
  /// The file's bytes; what is wrong with it is said of this file as of every other.
  ///
  /// - Parameters:
  ///   - secrecy: Who may own it, and to whom it may be open; what is shared may be a link.
  ///   - limit: Largest file that is read.
  func content(
    _ secrecy: Secrecy = .shared, limit: Int = KeyFile.sizeLimit
  ) throws(AdapterError) -> [UInt8] {
    do {
      return try read(secrecy, limit: limit, followsLink: true)
    } catch {
      throw AdapterError(error)
    }
  }

  /// Makes the file durably, never over another.
  func keep(_ bytes: [UInt8], permissions: UInt32) throws(AdapterError) {
    do {
      try create(bytes, permissions: permissions)
    } catch {
      throw AdapterError(error)
    }
  }
}
