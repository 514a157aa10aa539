import Policy
import Simulation

/// The shipped law with mistakes in it, and without the statements that would catch them.
enum CanaryLaw {
  /// One mistake.
  enum Mistake: Sendable {
    /// A rule or canary is lost.
    case dropped(String)
    /// In a rule or canary, some words stand in place of others.
    case changed(String, String, String)
    /// There is one more rule about seeing.
    case added(String)
  }

  static let text = String(decoding: Town.policy.table.bytes, as: UTF8.self)

  /// Makes mistakes in the law, and has it read and proved.
  static func law(_ mistakes: [Mistake] = []) throws -> ProvedPolicy {
    try PolicyTable(yaml: spoilt(mistakes)).proved()
  }

  /// The law with mistakes, as a file.
  static func spoilt(_ mistakes: [Mistake]) throws -> String {
    var text = withoutStatements
    for mistake in mistakes {
      switch mistake {
      case .dropped(let name): text.removeSubrange(try place(of: name, in: text))
      case .added(let rule):
        guard let end = text.firstRange(of: "\nsigning:\n") else { throw NotThere(what: rule) }
        text.insert(contentsOf: "\n" + rule + "\n", at: end.lowerBound)
      case .changed(let name, let old, let new):
        let place = try place(of: name, in: text)
        guard text[place].contains(old) else { throw NotThere(what: "\(old) in \(name)") }
        text.replaceSubrange(place, with: text[place].replacing(old, with: new))
      }
    }
    return text
  }

  struct NotThere: Error { let what: String }

  /// What a law with a mistake says of itself no longer holds.
  private static let withoutStatements: String = {
    let parts = text.split(separator: "\nstatements:\n", maxSplits: 1)
    let canaries = parts[1].split(separator: "\ncanaries:\n", maxSplits: 1)[1]
    return parts[0] + "\ncanaries:\n" + canaries
  }()

  /// From a name to the next, or to the end of the section.
  private static func place(of name: String, in text: String) throws -> Range<String.Index> {
    guard let start = text.firstRange(of: "  - id: \(name)\n") else { throw NotThere(what: name) }
    let rest = text[start.upperBound...]
    let ends = ["\n  - id: ", "\n  # ", "\nseeing:", "\ncanaries:"].compactMap {
      rest.firstRange(of: $0)?.lowerBound
    }
    return start.lowerBound..<(ends.min() ?? text.endIndex)
  }
}
