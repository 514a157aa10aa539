import Policy
import Testing

/// What follows by a step that no provision says, and guards somebody, is for a lawyer to settle.
@Suite struct `A reading that no provision settles` {
  static let strict = [
    "excluded-by-name", "withhold-someone-protected-from-others", "withhold-whereabouts",
    "withhold-text-of-someone-protected", "withhold-someone-unknown-from-others",
    "withhold-from-guardians", "never-signed-by-a-withheld-guardian", "signed-anew-at-15-and-18",
    "signed-by-the-young-and-the-guardians", "signed-by-decision-for-a-guardian",
  ]
  static let wide = ["send-contact-early", "send-advice-under-15"]
  static let derived = [
    "show-own-message", "show-contact-early", "withhold-feedback-from-the-unbound",
    "send-concern-adult-from-health", "send-concern-adult-from-social",
    "show-concern-adult-on-addiction",
  ]

  private func review(of name: String) throws -> ReviewStatus? {
    let book = try Sweden.table.get().book
    let grounds =
      [book.fallbacks.excluded] + book.sending.map(\.ground) + book.seeing.map(\.ground)
      + book.signing.map(\.ground)
    return grounds.first { $0.rule.text == name }?.review
  }

  @Test(arguments: strict + wide)
  func `needs legal review, whether it is the strict one or the wide`(rule: String) throws {
    #expect(try review(of: rule) == .needsLegalReview)
  }

  @Test(arguments: derived)
  func `is not called read where only its provision was`(rule: String) throws {
    #expect(try review(of: rule) == .derived)
  }
}
