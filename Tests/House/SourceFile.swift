/// A Swift file, line by line: as written, and with its comments and literal texts blanked out.
struct SourceFile {
  let path: String
  let lines: [Substring]
  /// As many lines as ``lines``; what is left is code.
  let code: [Substring]
  private let blanked: [UInt8]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    blanked = Blanking.code(of: Array(text.utf8))
    code = String(decoding: blanked, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The module whose folder this file is in; `nil` outside `Sources`.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.first == "Sources" && parts.count > 2 ? String(parts[1]) : nil
  }

  /// Lines that hold a word of code, the first line being 1.
  func lines(with word: String) -> [Int] {
    code.indices.filter { code[$0].holds(word) }.map { $0 + 1 }
  }

  /// Every function, initialiser, subscript and computed property with a body.
  var functions: [FunctionSpan] { FunctionScan(blanked).spans }

  /// Whether braces close what they open. If not, the blanking lost its way in this file.
  var isBalanced: Bool {
    var depth = 0
    for byte in blanked {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}

extension Substring {
  /// Whether the word stands here, not as a part of a longer name.
  func holds(_ word: String) -> Bool {
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      let before = rest[..<range.lowerBound].last ?? self[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      let startsFree = !(before?.isPartOfName ?? false) || !(word.first?.isPartOfName ?? false)
      let endsFree = !(after?.isPartOfName ?? false) || !(word.last?.isPartOfName ?? false)
      if startsFree && endsFree { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}

extension Character {
  fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
