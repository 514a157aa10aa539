public import Concerns
import Wire

/// What a problem code means and what to do about it, for people.
///
/// The texts are those of `protocols/problems.json`, built into the program, so that they are at
/// hand wherever it runs.
public struct ProblemText: Hashable, Sendable {
  /// The stable name, as on the wire.
  public let code: String
  /// Whether trying again can help.
  public let retry: Refusal.Retry
  /// Which part of the exchange it belongs to.
  public let group: String
  /// What is wrong.
  public let title: LocalizedText
  /// What to do.
  public let remedy: LocalizedText

  /// Every code there is, in the order of the file.
  public static let all: [ProblemText] = read(Array(EmbeddedProblems.json.utf8))

  /// The text of a code; `nil` for one this version does not know.
  public static func named(_ code: String) -> ProblemText? { byCode[code] }

  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

  private static func read(_ bytes: [UInt8]) -> [ProblemText] {
    guard let values = (try? JSONScanner.parse(bytes))?.array else {
      preconditionFailure("protocols/problems.json is no JSON array, mend it and build again")
    }
    return values.map { value in
      guard let text = ProblemText(value) else {
        preconditionFailure("an entry of protocols/problems.json is not whole, see its schema")
      }
      return text
    }
  }

  private init?(_ value: JSONValue) {
    guard let code = value["code"]?.string, let group = value["group"]?.string,
      let retry = value["retry"]?.string.flatMap(Refusal.Retry.init(rawValue:)),
      let title = Self.text("title", of: value), let remedy = Self.text("remedy", of: value)
    else { return nil }
    self.code = code
    self.retry = retry
    self.group = group
    self.title = title
    self.remedy = remedy
  }

  private static func text(_ name: String, of value: JSONValue) -> LocalizedText? {
    guard let sv = value["sv"]?[name]?.string, let en = value["en"]?[name]?.string else {
      return nil
    }
    return LocalizedText(sv: sv, en: en)
  }
}
