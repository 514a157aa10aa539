package import Concerns

/// A reply that says no, why, and what to do. It never holds a value out of the message.
package struct Problem: Error, Hashable, Sendable {
  package let code: ProblemCode
  /// Which frame is meant, counted from the command; `nil` when it is about none.
  package var frame: Int?
  /// Where in that frame, as a JSON pointer (RFC 6901) of names the protocol knows.
  package var pointer: String?
  /// The kinds that would be lawful instead, for the one who sends again.
  package var lawful: [Kind]
  /// What the law says would be lawful instead of a kind that may not be sent.
  package var otherwise: LocalizedText?

  /// What an operator can do about a request; a fixed sentence, never a value.
  package var remedy: String?

  package init(
    _ code: ProblemCode, frame: Int? = nil, pointer: String? = nil, lawful: [Kind] = [],
    otherwise: LocalizedText? = nil, remedy: String? = nil
  ) {
    self.code = code
    self.frame = frame
    self.pointer = pointer
    self.lawful = lawful
    self.otherwise = otherwise
    self.remedy = remedy
  }

  /// The same problem, said of a frame.
  package func inFrame(_ frame: Int) -> Problem {
    var problem = self
    problem.frame = frame
    return problem
  }
}

/// Whether trying again can help.
package enum Retry: String, Sendable {
  /// After changing the message.
  case mended
  /// The same bytes, later.
  case later
  /// Never.
  case no
}
