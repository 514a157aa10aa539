import ArgumentParser

/// What the parser did not understand, read out of its English sentence to be said in any language.
///
/// The parser keeps its own cases to itself. A sentence of another form is told as it stands.
package enum Misunderstanding: Hashable, Sendable {
  case unknownOption(String, near: String?)
  case missing(String)
  case missingOneOf([String])
  case missingValue(of: String)
  case wrongValue(String, of: String, allowed: [String])
  case surplus([String])
  case needlessValue(of: String)
  /// What we do not take ourselves, with what fills the gaps.
  case ours(Phrase, [String])
  case other(String)

  /// Stands between a phrase of ours and its values on their way through the parser.
  fileprivate static let separator: Character = "\u{1F}"

  package init(_ sentence: String) {
    let unknown = /Unknown option '(.*?)'(?:\. Did you mean '(.*)'\?)?/
    let wrong = /(?s)The value '(.*?)' is invalid for '(.*?)'(.*)/
    let surplus = /(?:Unexpected argument|\d+ unexpected arguments:) '(.*)'/
    let words = sentence.split(separator: Self.separator).map(String.init)
    if let phrase = words.first.flatMap(Phrase.init(rawValue:)) {
      self = .ours(phrase, Array(words.dropFirst()))
    } else if let match = sentence.wholeMatch(of: unknown) {
      self = .unknownOption(String(match.1), near: match.2.map { String($0) })
    } else if let match = sentence.wholeMatch(of: wrong) {
      self = .wrongValue(String(match.1), of: String(match.2), allowed: Self.allowed(in: match.3))
    } else if let match = sentence.wholeMatch(of: surplus) {
      self = .surplus(Self.list(match.1))
    } else if let match = sentence.wholeMatch(of: /Missing expected argument '(.*)'/) {
      self = .missing(String(match.1))
    } else if let match = sentence.wholeMatch(of: /Missing one of: '(.*)'/) {
      self = .missingOneOf(Self.list(match.1))
    } else if let match = sentence.wholeMatch(of: /Missing value for '(.*)'/) {
      self = .missingValue(of: String(match.1))
    } else if let match = sentence.wholeMatch(of: /The option '(.*?)' does not take any value.*/) {
      self = .needlessValue(of: String(match.1))
    } else {
      // It ends its sentences itself, and so does the phrase around them.
      self = .other(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence)
    }
  }

  /// Words quoted one by one, without the quotes between them.
  private static func list(_ words: Substring) -> [String] {
    words.split(separator: "', '").map(String.init)
  }

  /// The values that would do, quoted in a line or listed one on each.
  private static func allowed(in text: Substring) -> [String] {
    let listed = text.matches(of: /\n +- (.+)/).map { String($0.1) }
    return listed.isEmpty ? text.matches(of: /'(.*?)'/).map { String($0.1) } : listed
  }
}

extension ValidationError {
  /// What a command does not take, in our own words.
  init(_ phrase: Phrase, _ values: String...) {
    self.init(
      ([phrase.rawValue] + values).joined(separator: String(Misunderstanding.separator)))
  }
}

extension Terminal {
  /// What was not understood, in the reader's language.
  func say(_ misunderstanding: Misunderstanding) -> String {
    switch misunderstanding {
    case .unknownOption(let name, let near):
      [say(.noSuchOption, name), near.map { say(.didYouMean, $0) }].compactMap(\.self)
        .joined(separator: " ")
    case .missing(let name): say(.faultMissingArgument, name)
    case .missingOneOf(let names): say(.oneIsMissing, names.joined(separator: ", "))
    case .missingValue(let name): say(.valueIsMissing, name)
    case .wrongValue(let value, let name, let allowed):
      [say(.valueIsWrong, name, value), meant(by: value, among: allowed), allAllowed(allowed)]
        .compactMap(\.self).joined(separator: " ")
    case .surplus(let words): say(.tooMuch, words.joined(separator: ", "))
    case .needlessValue(let name): say(.takesNoValue, name)
    case .ours(let phrase, let values): say(phrase, filledWith: values)
    case .other(let sentence): say(.remedySockets, sentence)
    }
  }

  /// What somebody may have meant by a word; `nil` where nothing is like it.
  func meant(by word: String, among names: [String]) -> String? {
    let near = Nearest.names(to: word, among: names, within: Nearest.slips(in: word))
    return near.isEmpty ? nil : say(.didYouMean, alternatives(near))
  }

  private func allAllowed(_ names: [String]) -> String? {
    names.isEmpty ? nil : say(.thereIs, names.joined(separator: ", "))
  }
}
