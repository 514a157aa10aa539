import FoundationEssentials
import Glibc
import ZeroMQ

/// A small file: a connection, or a key that must be its owner's alone.
struct PlainFile {
  /// Largest file that is read. A key file has a few hundred bytes, a connection a thousand.
  static let sizeLimit = 65_536

  let path: String

  /// The file's bytes.
  ///
  /// - Parameters:
  ///   - secrecy: Who may own it, and to whom it may be open.
  ///   - limit: Largest file that is read.
  func read(
    _ secrecy: Secrecy = .shared, limit: Int = sizeLimit
  ) throws(AdapterError) -> [UInt8] {
    if secrecy != .shared { try check(secrecy) }
    guard FileManager.default.fileExists(atPath: path) else { throw .file(path: path, .missing) }
    guard let content = FileManager.default.contents(atPath: path) else {
      throw .file(path: path, .inaccessible)
    }
    guard content.count <= limit else { throw .file(path: path, .unusual) }
    return Array(content)
  }

  /// Makes the file whole and with its permissions, or not at all; never over another.
  ///
  /// The bytes are written under another name first, so that no half key is ever seen, and linked
  /// to the right one, which fails when that exists.
  func create(_ bytes: [UInt8], permissions: Int) throws(AdapterError) {
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else { throw .file(path: path, .exists) }
    let draft = path + ".\(UInt64.random(in: .min ... .max))"
    let isWritten = files.createFile(
      atPath: draft, contents: Data(bytes), attributes: [.posixPermissions: permissions])
    guard isWritten else { throw .file(path: path, .inaccessible) }
    defer { try? files.removeItem(atPath: draft) }  // Only a second name of the file is left.
    do {
      try files.linkItem(atPath: draft, toPath: path)
    } catch {
      throw .file(path: path, files.fileExists(atPath: path) ? .exists : .inaccessible)
    }
  }

  private func check(_ secrecy: Secrecy) throws(AdapterError) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw .file(path: path, .missing)  // Also what a folder closed to us looks like.
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw .file(path: path, .unusual)
    }
    guard let owner = Self.number(attributes[.ownerAccountID]),
      secrecy.admits(owner: owner, reader: geteuid())
    else { throw .file(path: path, .foreign) }
    guard let mode = Self.number(attributes[.posixPermissions]), secrecy.admits(mode: mode) else {
      throw .file(path: path, .exposed)
    }
  }

  /// Alone, the small library hands out integers; with all of Foundation linked, objects.
  private static func number(_ value: Any?) -> UInt32? {
    (value as? any BinaryInteger).flatMap { UInt32(exactly: $0) }
      ?? (value as? Int).flatMap { UInt32(exactly: $0) }
  }
}
