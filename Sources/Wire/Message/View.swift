package import Evidence

/// What one recipient is handed of a message: an envelope and some of its lines.
///
/// Whoever holds a view can check the publisher's signature and that every line was committed to,
/// however many lines are missing.
package struct View: Hashable, Sendable {
  package let envelope: Envelope
  package let sections: [Section]
  /// Only the owner's whole view has it.
  package let padding: PaddingLine?
  /// The lines as handed over, each with its line feed.
  package let bytes: [UInt8]
  /// What an acknowledgement names: `H(T(view) || H(envelope) || H(view))`.
  package let digest: Digest32

  /// The whole of a message, padding included.
  package init(whole message: SignedMessage) {
    envelope = message.envelope
    sections = message.sections
    padding = message.padding
    bytes = message.sectionBytes
    digest = message.hashes.digest(.view)
  }

  /// Some sections of a message, in their order.
  package init(of message: SignedMessage, showing sections: [Section]) {
    envelope = message.envelope
    self.sections = sections
    padding = nil
    var bytes: [UInt8] = []
    for section in sections {
      bytes += section.line
      bytes.append(0x0A)
    }
    self.bytes = bytes
    digest = Hashes(envelope: message.hashes.envelope, lines: Digest32(hashing: bytes))
      .digest(.view)
  }

  /// Reads the two payload frames of a delivery, checking every line against the envelope.
  ///
  /// - Throws: ``ProblemCode/commitmentMismatch`` for a line the envelope does not commit to.
  package init(envelope bytes: [UInt8], lines: [UInt8], isWhole: Bool) throws(Problem) {
    let envelope = try Envelope(reading: bytes)
    self.envelope = envelope
    self.bytes = lines
    digest = Hashes(envelope: bytes, lines: lines).digest(.view)
    if isWhole {
      let reading = try SectionReader(lines, of: envelope)
      sections = reading.sections
      padding = reading.padding
      return
    }
    try JSONScanner.checkText(lines)
    guard lines.isEmpty || lines.last == 0x0A else { throw Problem(.badSections) }
    var sections: [Section] = []
    for line in SectionReader.lines(of: lines) {
      sections.append(try Section(reading: line, of: envelope.id))
    }
    guard Set(sections.map(\.salt)).count == sections.count else {
      throw Problem(.repeatedSalt)
    }
    let known = Set(envelope.commitments)
    let values = sections.map(\.commitment)
    guard values.allSatisfy(known.contains),
      zip(values, values.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw Problem(.commitmentMismatch) }
    self.sections = sections
    padding = nil
  }
}

extension Section {
  /// The body as a value, for whoever was shown the line.
  package func readBody() throws(Problem) -> JSONValue {
    guard let parts = try JSONScanner.parse(line).array, parts.count == 3
    else { throw Problem(.badSections) }
    return parts[2]
  }
}
