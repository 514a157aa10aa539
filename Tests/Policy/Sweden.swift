import Concerns
import Foundation
import Policy

/// The shipped law.
enum Sweden {
  static let file: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appending(path: "protocols/policy/sweden.yaml")
  }()

  static let text = Result { try String(contentsOf: file, encoding: .utf8) }

  static let table = Result { try PolicyTable(yaml: text.get()) }

  static let space = Result { FoldedSpace(try table.get().book) }

  static let index = Result { FoldedIndex(try space.get()) }

  /// The same law as a second reader understands it.
  static let lawyer = Result { try Lawyer(text.get()) }

  static let today = "2026-11-20"

  /// How many questions are drawn; a release run asks for a million.
  static let draws =
    Int(ProcessInfo.processInfo.environment["POLICY_QUESTIONS"] ?? "") ?? 20_000
}
