/// Where a function stands and how many lines it takes, from its first word to its last brace.
struct FunctionSpan: Hashable {
  let line: Int
  let lineCount: Int
}

/// Finds functions in code that has been blanked.
struct FunctionScan {
  private static let beginnings: Set<String> = ["func", "init", "deinit", "subscript", "var"]
  /// A declaration without a body has ended where the next of these begins.
  private static let next: Set<String> = [
    "func", "init", "deinit", "subscript", "var", "let", "associatedtype", "typealias",
  ]

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var spans: [FunctionSpan] {
    var spans: [FunctionSpan] = []
    var line = 1
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\n") { line += 1 }
      guard let word = word(at: at) else {
        at += 1
        continue
      }
      let isName = at > 0 && (bytes[at - 1] == UInt8(ascii: ".") || bytes[at - 1] == backtick)
      if Self.beginnings.contains(word), !isName,
        let lineCount = bodyLines(from: at + word.utf8.count, isProperty: word == "var")
      {
        spans.append(FunctionSpan(line: line, lineCount: lineCount))
      }
      at += word.utf8.count
    }
    return spans
  }

  private let backtick = UInt8(ascii: "`")

  /// Lines down to the brace that closes the body; `nil` when there is no body.
  private func bodyLines(from start: Int, isProperty: Bool) -> Int? {
    var line = 1
    var parentheses = 0
    var braces = 0
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        if isProperty && braces == 0 && parentheses == 0 { return nil }
      case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
      case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
      case UInt8(ascii: "}") where parentheses == 0 || braces > 0:
        braces -= 1
        if braces == 0 { return line }
        if braces < 0 { return nil }
      default:
        if braces == 0, parentheses == 0, let word = word(at: at) {
          if Self.next.contains(word) { return nil }
          at += word.utf8.count - 1
        }
      }
      at += 1
    }
    return nil
  }

  /// The whole word that begins at a place; `nil` in the middle of one or where there is none.
  private func word(at start: Int) -> String? {
    guard isLetter(bytes[start]), start == 0 || !isLetter(bytes[start - 1]) else { return nil }
    var end = start
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
