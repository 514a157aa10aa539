import Foundation
import Testing

/// The project as it lies on disk, found from where this file was compiled.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every text of the project. A file with a zero byte is not one.
  static let texts: [TextFile] = paths.compactMap { path in
    guard let data = FileManager.default.contents(atPath: root.appending(path: path).path),
      !data.contains(0)
    else { return nil }
    return TextFile(path: path, bytes: Array(data))
  }

  /// Every Swift file of the project, with its code apart from its words.
  static let swift: [SourceFile] =
    texts
    .filter { $0.path.hasSuffix(".swift") }
    .map { SourceFile(path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }

  /// Only what the product is made of.
  static let sources = swift.filter { $0.path.hasPrefix("Sources/") }

  /// Names of the folders in `Sources`, one for each module.
  static let modules: [String] = names(in: "Sources").sorted()

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func names(in folder: String) -> [String] {
    let path = root.appending(path: folder).path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// What git ignores, and what belongs to git itself.
  private static let skipped: Set<String> = ["__pycache__", "node_modules"]
  /// Hidden files that are the project's own.
  private static let hidden: Set<String> = [".ci", ".gitignore", ".swift-format"]

  private static var paths: [String] {
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      let path = root.appending(path: folder).path
      for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
        guard !skipped.contains(name), !name.hasPrefix(".") || hidden.contains(name) else {
          continue
        }
        let child = folder.isEmpty ? name : "\(folder)/\(name)"
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        switch attributes?[.type] as? FileAttributeType {
        case .typeDirectory: folders.append(child)
        case .typeRegular: found.append(child)
        default: continue  // Links and sockets are no texts of the project.
        }
      }
    }
    return found.sorted()
  }
}

/// One text as bytes, with its path from the root.
struct TextFile {
  let path: String
  let bytes: [UInt8]
}

/// A place where the house is not as it should be, and the sentence that says so.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let sentence: String

  init(_ path: String, _ line: Int, _ sentence: String) {
    self.path = path
    self.line = line
    self.sentence = sentence
  }

  var description: String { "\(path):\(line): \(sentence)" }
}

/// Fails the test once for each finding.
func expectNone(_ findings: [Finding], at location: SourceLocation = #_sourceLocation) {
  for finding in findings { Issue.record("\(finding)", sourceLocation: location) }
}
