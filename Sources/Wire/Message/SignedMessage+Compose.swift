package import Concerns
package import Evidence

/// What someone says before it is salted, sorted and committed to.
package struct Draft: Hashable, Sendable {
  package let dataClass: DataClass
  package let about: [Tag]
  package let body: JSONValue

  package init(_ dataClass: DataClass, about: [Tag] = [], body: JSONValue) {
    self.dataClass = dataClass
    self.about = about
    self.body = body
  }
}

extension SignedMessage {
  /// Makes a message out of drafts: fresh salts, commitments, padding, an envelope.
  ///
  /// The result is read back by the same rules that the broker reads with, so a mistake is found
  /// here, by the one who can mend it.
  ///
  /// - Throws: The ``Problem`` the broker would answer with.
  package static func compose(
    _ drafts: [Draft], id: MessageID, source: AgencyID, audience: DeploymentID, key: KeyID,
    drawing generator: inout some RandomNumberGenerator
  ) throws(Problem) -> SignedMessage {
    guard let size = Commitments.size(forLines: drafts.count) else {
      throw Problem(.tooManySections)
    }
    var sections: [Section] = []
    for draft in drafts {
      sections.append(
        Section(
          draft.dataClass, about: draft.about, body: draft.body, salt: Salt(using: &generator),
          of: id))
    }
    sections.sort { $0.commitment < $1.commitment }
    let padding = PaddingLine(seed: Salt(using: &generator), count: size - sections.count)
    let values = (sections.map(\.commitment) + padding.commitments(of: id)).sorted()
    let envelope = Envelope(
      id: id, source: source, audience: audience, key: key, commitments: values)
    let lines = sections.flatMap { $0.line + [0x0A] } + padding.line + [0x0A]
    return try SignedMessage(envelope: envelope.bytes, sections: lines)
  }
}
