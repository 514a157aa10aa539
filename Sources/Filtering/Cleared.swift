package import Routing

/// A routed message with what each recipient may see of it. Only `Filter` makes one.
package struct Cleared: Sendable {
  package let routed: Routed
  package let facts: Facts
  /// One for each recipient who may see anything at all, the owner first.
  package let disclosures: [Disclosure]
  /// How often the register of members had changed: what goes to nobody rests on that alone.
  package let registerEpoch: Int64

  init(_ routed: Routed, facts: Facts, disclosures: [Disclosure], registerEpoch: Int64) {
    self.registerEpoch = registerEpoch
    self.routed = routed
    self.facts = facts
    self.disclosures = disclosures
  }
}
