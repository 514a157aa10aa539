/// Takes the comments and literal texts out of Swift source, and leaves every line where it was.
///
/// What is interpolated into a text is code and stays.
struct Blanking {
  private let bytes: [UInt8]
  private var out: [UInt8]
  private var at = 0

  static func code(of bytes: [UInt8]) -> [UInt8] {
    var blanking = Blanking(bytes: bytes, out: bytes)
    blanking.run(insideParentheses: false)
    return blanking.out
  }

  private mutating func run(insideParentheses: Bool) {
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): blankLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blankBlock()
      case UInt8(ascii: "\""): blankText(hashes: 0)
      case UInt8(ascii: "#"): pound()
      case UInt8(ascii: "`"): nameInBackticks()
      case UInt8(ascii: "("):
        depth += 1
        at += 1
      case UInt8(ascii: ")"):
        if insideParentheses && depth == 0 { return }
        depth -= 1
        at += 1
      default: at += 1
      }
    }
  }

  private func peek(_ offset: Int) -> UInt8? {
    at + offset < bytes.count ? bytes[at + offset] : nil
  }

  private mutating func blank() {
    if bytes[at] != UInt8(ascii: "\n") { out[at] = UInt8(ascii: " ") }
    at += 1
  }

  private mutating func blankLine() {
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
  }

  private mutating func blankBlock() {
    var depth = 0
    repeat {
      if bytes[at] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        blank()
      } else if bytes[at] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        blank()
      }
      blank()
    } while at < bytes.count && depth > 0
  }

  /// One or more `#`: the start of a raw text, or of a macro.
  private mutating func pound() {
    var hashes = 0
    while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
    let isText = peek(hashes) == UInt8(ascii: "\"")
    at += hashes
    if isText { blankText(hashes: hashes) }
  }

  /// A name in backticks may be a sentence; only its letters may count as code.
  private mutating func nameInBackticks() {
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "`"), bytes[at] != UInt8(ascii: "\n") {
      out[at] = UInt8(ascii: "_")
      at += 1
    }
    if at < bytes.count { at += 1 }
  }

  private mutating func blankText(hashes: Int) {
    let isLong = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
    let quotes = isLong ? 3 : 1
    for _ in 0..<quotes { blank() }
    while at < bytes.count {
      if ends(quotes: quotes, hashes: hashes) {
        for _ in 0..<(quotes + hashes) { blank() }
        return
      }
      if !isLong, bytes[at] == UInt8(ascii: "\n") { return }
      if bytes[at] == UInt8(ascii: "\\"), run(of: UInt8(ascii: "#"), from: 1) >= hashes {
        escape(hashes: hashes)
      } else {
        blank()
      }
    }
  }

  private mutating func escape(hashes: Int) {
    for _ in 0...hashes { blank() }
    guard at < bytes.count else { return }
    guard bytes[at] == UInt8(ascii: "(") else { return blank() }
    at += 1
    run(insideParentheses: true)
    if at < bytes.count { at += 1 }
  }

  private func ends(quotes: Int, hashes: Int) -> Bool {
    run(of: UInt8(ascii: "\""), from: 0) >= quotes
      && run(of: UInt8(ascii: "#"), from: quotes) >= hashes
  }

  private func run(of byte: UInt8, from offset: Int) -> Int {
    var count = 0
    while peek(offset + count) == byte { count += 1 }
    return count
  }
}
