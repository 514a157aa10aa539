package import Concerns
package import Evidence

/// A whole message: an envelope, and every section and padding value that it commits to.
///
/// Reading one proves that the bytes agree with each other. Who said them is for `Admission`.
package struct SignedMessage: Hashable, Sendable {
  /// Most bytes of envelope and sections together.
  package static let payloadLimit = 65_536

  /// What every copy shares: a message is handed from stage to stage, and of so many parts a copy
  /// would cost more than a stage.
  private final class Contents: Sendable {
    let envelope: Envelope
    let sectionBytes: [UInt8]
    let sections: [Section]
    let padding: PaddingLine
    let matter: Matter
    let handling: Handling
    let outcome: FeedbackOutcome?
    let hashes: Hashes

    init(
      _ envelope: Envelope, _ sectionBytes: [UInt8], _ reading: SectionReader
    ) throws(Problem) {
      self.envelope = envelope
      self.sectionBytes = sectionBytes
      sections = reading.sections
      padding = reading.padding
      (matter, handling, outcome) = try reading.content()
      hashes = Hashes(envelope: envelope.bytes, lines: sectionBytes)
    }
  }

  private let contents: Contents

  package var envelope: Envelope { contents.envelope }
  /// The sections, in ascending order of commitment.
  package var sections: [Section] { contents.sections }
  package var padding: PaddingLine { contents.padding }
  package var matter: Matter { contents.matter }
  package var handling: Handling { contents.handling }
  /// The one value that feedback carries.
  package var outcome: FeedbackOutcome? { contents.outcome }
  /// The lines as sent, each with its line feed.
  package var sectionBytes: [UInt8] { contents.sectionBytes }
  /// What identifies the message's content: `H(T(digest) || H(envelope) || H(sections))`.
  package var digest: Digest32 { contents.hashes.digest(.digest) }
  var hashes: Hashes { contents.hashes }

  /// The digest of an envelope with some of its lines.
  package static func digest(_ domain: Domain, envelope: [UInt8], lines: [UInt8]) -> Digest32 {
    Hashes(envelope: envelope, lines: lines).digest(domain)
  }

  /// Reads the two payload frames of a publish.
  ///
  /// - Throws: A ``Problem`` that names the frame: 2 is the envelope, 3 the sections.
  package init(envelope bytes: [UInt8], sections lines: [UInt8]) throws(Problem) {
    guard bytes.count + lines.count <= Self.payloadLimit else { throw Problem(.tooLarge) }
    let envelope: Envelope
    do {
      envelope = try Envelope(reading: bytes)
    } catch {
      throw error.inFrame(2)
    }
    do {
      contents = try Contents(envelope, lines, try SectionReader(lines, of: envelope))
    } catch {
      throw error.inFrame(3)
    }
  }

  /// Equal bytes are equal messages: there is one spelling of each.
  package static func == (left: Self, right: Self) -> Bool {
    left.contents === right.contents
      || left.envelope.bytes == right.envelope.bytes && left.sectionBytes == right.sectionBytes
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// The hashes of both payload frames, from which the digests for every purpose are made.
struct Hashes: Hashable, Sendable {
  let envelope: Digest32
  let lines: Digest32

  init(envelope: Digest32, lines: Digest32) {
    self.envelope = envelope
    self.lines = lines
  }

  init(envelope: [UInt8], lines: [UInt8]) {
    self.init(envelope: Digest32(hashing: envelope), lines: Digest32(hashing: lines))
  }

  /// `H(T(domain) || H(envelope) || H(lines))`.
  func digest(_ domain: Domain) -> Digest32 {
    Digest32(hashing: domain.prefix, envelope.bytes, lines.bytes)
  }
}
