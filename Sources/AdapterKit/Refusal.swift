public import Concerns
package import Wire

/// A no, with its reason and what to do: the broker's, or our own before anything was sent.
public struct Refusal: Hashable, Sendable {
  /// Whether trying again can help.
  public enum Retry: String, CaseIterable, Hashable, Sendable {
    /// After changing the message.
    case mended
    /// The same bytes, later.
    case later
    /// Never.
    case no
  }

  /// A place in a document, both counted from 1.
  public struct Place: Hashable, Sendable {
    /// The line.
    public let line: Int
    /// The character of the line.
    public let column: Int
  }

  /// The stable name, to be looked up in ``ProblemText``.
  public let code: String
  /// Whether trying again can help.
  public let retry: Retry
  /// Where, as a JSON pointer into the document or frame; never a value out of it.
  public let pointer: String?
  /// Where reading stopped, in a document that is no strict JSON and so has no pointers.
  public let place: Place?
  /// The kinds that would be lawful instead.
  public let lawful: [Kind]
  /// What the law says of a kind that may not be sent: to whom it is open, and what to do instead.
  public let otherwise: LocalizedText?
  /// What the register says to do, beside the general advice of the code.
  public let remedy: String?
  /// Whether the broker signed the refusal, and the signature holds.
  public let isProven: Bool

  package init(
    _ problem: Problem, at place: Place? = nil, remedy: String? = nil, isProven: Bool = false
  ) {
    code = problem.code.rawValue
    retry =
      switch problem.code.retry {
      case .mended: .mended
      case .later: .later
      case .no: .no
      }
    pointer = problem.pointer
    self.place = place
    lawful = problem.lawful
    otherwise = problem.otherwise
    self.remedy = remedy
    self.isProven = isProven
  }

  /// The code's meaning and advice in both languages.
  public var text: ProblemText? { ProblemText.named(code) }
}

extension Refusal: CustomStringConvertible {
  /// One line for a log: the code, the place and the advice in English.
  public var description: String {
    let place =
      (pointer ?? place.map { "line \($0.line), column \($0.column)" }).map { " at \($0)" } ?? ""
    let advice = remedy ?? text?.remedy.en ?? "see protocols/problems.json"
    return "refused with \(code)\(place): \(advice)"
  }
}
