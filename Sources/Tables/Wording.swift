package import Concerns

/// A sentence of ours about a table, with its gaps still open, so that every language can fill it.
///
/// Written as a literal: of `"unknown key \"\(name)\""` the form is `unknown key "{0}"`. The form
/// is what a catalogue knows it by.
package struct Wording: Hashable, Sendable {
  /// What stands in a gap.
  package enum Value: Hashable, Sendable {
    /// A word of the file, a name or a number, the same in every language.
    case plain(String)
    /// A text that the file or the law has in both languages.
    case localized(LocalizedText)
    /// A sentence of ours within another.
    case wording(Wording)
  }

  /// The English words, with `{0}`, `{1}` and so on for the gaps.
  package let form: String
  /// What stands in the gaps, in order.
  package let values: [Value]

  /// The whole sentence in English.
  package var english: String { filled(form, in: \.en) { $0 } }

  /// The whole sentence, by the form of another language.
  ///
  /// A gap that a value brings along stays as it is.
  ///
  /// - Parameters:
  ///   - form: The words, with the same gaps.
  ///   - language: Which text of a value that has both.
  ///   - translated: The form of a sentence within this one, from its English form.
  package func filled(
    _ form: String, in language: KeyPath<LocalizedText, String>,
    _ translated: (String) -> String
  ) -> String {
    var text = ""
    var rest = form[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      if let gap = Int(rest[rest.index(after: open)..<close]), values.indices.contains(gap) {
        text += spoken(values[gap], in: language, translated)
      } else {
        text += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func spoken(
    _ value: Value, in language: KeyPath<LocalizedText, String>,
    _ translated: (String) -> String
  ) -> String {
    switch value {
    case .plain(let text): text
    case .localized(let text): text[keyPath: language]
    case .wording(let inner): inner.filled(translated(inner.form), in: language, translated)
    }
  }
}

extension Wording: ExpressibleByStringInterpolation {
  /// Takes a sentence without gaps.
  package init(stringLiteral value: String) {
    form = value
    values = []
  }

  /// Takes a sentence with its gaps.
  package init(stringInterpolation: StringInterpolation) {
    form = stringInterpolation.form
    values = stringInterpolation.values
  }

  /// Gathers the words of a literal, and what stands in its gaps.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var form = ""
    fileprivate var values: [Value] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      form.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { form += literal }

    /// A word, name or number.
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      append(.plain(value.description))
    }

    /// A text in both languages.
    package mutating func appendInterpolation(_ text: LocalizedText) { append(.localized(text)) }

    /// A sentence of ours.
    package mutating func appendInterpolation(_ inner: Wording) { append(.wording(inner)) }

    private mutating func append(_ value: Value) {
      form += "{\(values.count)}"
      values.append(value)
    }
  }
}
