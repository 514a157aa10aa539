/// A sentence of the quickstart's page, in lines that fit a window of ordinary width.
struct Paragraph {
  /// What a window and a page of documentation show without a scroll bar.
  private static let width = 98
  /// Below the scene's title.
  private static let indent = "   "

  private let text: String

  /// - Parameter text: Two spaces at its beginning set it in below the sentence before.
  init(_ text: String) { self.text = text }

  /// The lines, each with its end.
  ///
  /// Broken only after a mark, so that a law and its section, or a name, stay in one piece.
  var folded: String {
    let indent = Self.indent + (text.hasPrefix("  ") ? "  " : "")
    var lines: [String] = []
    for piece in pieces {
      if let last = lines.last, last.count + 1 + piece.count <= Self.width {
        lines[lines.count - 1] = last + " " + piece
      } else {
        lines.append(indent + (lines.isEmpty ? "" : "  ") + piece)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The words, those before a mark with it, in their order.
  private var pieces: [String] {
    var pieces: [String] = []
    var mayBreak = true
    for word in text.split(separator: " ").map(String.init) {
      if mayBreak || pieces.isEmpty {
        pieces.append(word)
      } else {
        pieces[pieces.count - 1] += " " + word
      }
      mayBreak = word.last.map { ",;:.".contains($0) } ?? false
    }
    return pieces
  }
}
