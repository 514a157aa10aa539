/// What the quickstart saw that was not as it must be.
struct Expectations: Sendable {
  private(set) var broken: [String] = []

  /// Notes a sentence that turned out not to hold.
  mutating func expect(_ holds: Bool, _ sentence: String) {
    if !holds { broken.append(sentence) }
  }
}
