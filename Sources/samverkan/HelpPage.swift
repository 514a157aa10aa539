/// Help as it fits on a page.
package enum HelpPage {
  /// Columns of the narrowest terminal that anybody still uses, and of a printed page.
  package static let width = 80

  /// The text with its usage line broken between arguments; nothing else is that long.
  package static func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.count > width && $0.lowercased().hasPrefix("usage: ") ? broken($0) : String($0) }
      .joined(separator: "\n")
  }

  private static func broken(_ line: Substring) -> String {
    let margin = String(repeating: " ", count: "USAGE: ".count)
    var lines: [String] = []
    for word in words(of: line) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(lines.isEmpty ? word : margin + word)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The words of the line; what stands in one pair of brackets, or is one option, stays together.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var depth = 0
    for part in line.split(separator: " ") {
      let isValue = part.hasPrefix("<") && words.last?.hasPrefix("--") == true
      if depth > 0 || isValue, let last = words.popLast() {
        words.append(last + " " + part)
      } else {
        words.append(String(part))
      }
      depth += part.count { $0 == "[" } - part.count { $0 == "]" }
    }
    return words
  }
}
