package import Concerns
package import Evidence

/// A whole message: an envelope, and every section and padding value that it commits to.
///
/// Reading one proves that the bytes agree with each other. Who said them is for `Doorkeeper`.
package struct SignedMessage: Hashable, Sendable {
  /// Most bytes of envelope and sections together.
  package static let payloadLimit = 65_536

  package let envelope: Envelope
  /// The sections, in ascending order of commitment.
  package let sections: [Section]
  package let padding: PaddingLine
  package let matter: Matter
  package let handling: Handling
  /// The one value that feedback carries.
  package let outcome: FeedbackOutcome?

  /// The lines as sent, each with its line feed.
  package var sectionBytes: [UInt8] {
    var bytes: [UInt8] = []
    for section in sections { bytes += section.line + [0x0A] }
    return bytes + padding.line + [0x0A]
  }

  /// What identifies the message's content: `H(T(digest) || H(envelope) || H(sections))`.
  package var digest: Digest32 {
    Self.digest(.digest, envelope: envelope.bytes, lines: sectionBytes)
  }

  /// The digest of an envelope with some of its lines.
  package static func digest(_ domain: Domain, envelope: [UInt8], lines: [UInt8]) -> Digest32 {
    Digest32(
      hashing: domain.prefix, Digest32(hashing: envelope).bytes, Digest32(hashing: lines).bytes)
  }

  /// Reads the two payload frames of a publish.
  ///
  /// - Throws: A ``Problem`` that names the frame: 2 is the envelope, 3 the sections.
  package init(envelope bytes: [UInt8], sections lines: [UInt8]) throws(Problem) {
    guard bytes.count + lines.count <= Self.payloadLimit else { throw Problem(.tooLarge) }
    do {
      envelope = try Envelope(reading: bytes)
    } catch {
      throw error.inFrame(2)
    }
    do {
      let reading = try SectionReader(lines, of: envelope)
      sections = reading.sections
      padding = reading.padding
      (matter, handling, outcome) = try reading.content()
    } catch {
      throw error.inFrame(3)
    }
  }
}
