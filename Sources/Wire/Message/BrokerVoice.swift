package import Evidence

/// The key under which the broker speaks itself, in the place of whoever the law hides.
package struct BrokerVoice: Hashable, Sendable {
  let key: KeyID

  package init(of key: VerifyingKey) { self.key = key.id }
}
