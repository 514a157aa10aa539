import AdapterKit
import Concerns
import Foundation
import ZeroMQ

/// The references of what was received, each with its message's id and the time.
///
/// People keep the reference, and the wire asks by the id. A file beside the connection, its
/// owner's alone, a line for each receipt. It holds no word of a message and nothing about anybody.
struct ReceiptBook: Sendable {
  /// Lines kept: years of a large sender. At the limit the older half goes.
  private static let limit = 10_000

  let path: String

  /// Writes a receipt down.
  ///
  /// - Returns: Whether it could. If not, nothing is lost but to ask by the reference.
  func note(_ published: Published) -> Bool {
    let line = "\(published.reference.text) \(published.id) \(published.accepted.text)"
    let lines = lines
    let kept = lines.count < Self.limit ? lines[...] : lines.suffix(Self.limit / 2)
    let text = (kept + [line[...]]).joined(separator: "\n") + "\n"
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      return true
    } catch {
      return false
    }
  }

  /// The message that a receipt with this reference was for.
  func id(of reference: Reference) -> MessageID? {
    let found = lines.last { $0.hasPrefix(reference.text + " ") }?.split(separator: " ")
    return found.flatMap { $0.count == 3 ? MessageID(String($0[1])) : nil }
  }

  private var lines: [Substring] {
    // No file holds nothing.
    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
  }
}

extension Terminal {
  /// Beside the connection: one member's receipts are not another's.
  var receipts: ReceiptBook { ReceiptBook(path: besideConnection("receipts")) }

  /// The message that somebody calls by its id, or by the reference of its receipt.
  func message(called name: String) throws(Fault) -> MessageID {
    guard let reference = Reference(name.uppercased()) else {
      return try Given.message(name, .formMessageName)
    }
    guard let id = receipts.id(of: reference) else {
      throw .noReceipt(reference.text, in: receipts.path)
    }
    return id
  }
}
