package import Evidence
internal import Foundation
internal import Policy
import Wire
internal import ZeroMQ

/// Every law that was ever in force at a broker, each in a file named by its digest.
///
/// The ledger says by its digest which law decided; here is what that law said. A file that was
/// changed is another file: what is read is hashed, and counts as missing if it is not the same.
package struct LawArchive: Sendable {
  /// Where a broker keeps its directories.
  package static let directories = "directories"

  private let folder: String

  /// An archive in a broker's folder: of its laws, if nothing else is named.
  package init(of data: String, in name: String = "laws") { folder = data + "/" + name }

  /// Where a law lies, if it is kept.
  package func path(of law: Digest32) -> String { folder + "/" + law.wire + ".yaml" }

  /// Keeps a law durably; one that is there stays.
  package func keep(_ bytes: [UInt8]) throws {
    let path = path(of: Digest32(hashing: bytes))
    if try read(path) == bytes { return }
    try DurableFile.makeFolder(folder)
    if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
    try DurableFile(path: path).create(bytes, permissions: 0o600)
  }

  /// The text of a law; `nil` if it is not kept, or not as it was.
  package func text(of law: Digest32) throws -> String? {
    guard let bytes = try read(path(of: law)), Digest32(hashing: bytes) == law else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private func read(_ path: String) throws -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return Array(try Data(contentsOf: URL(filePath: path)))
  }
}
