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

  package init(envelope: Envelope, sections: [Section], padding: PaddingLine?) {
    self.envelope = envelope
    self.sections = sections
    self.padding = padding
  }

  /// The lines as handed over, each with its line feed.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for section in sections { bytes += section.line + [0x0A] }
    if let padding { bytes += padding.line + [0x0A] }
    return bytes
  }

  /// What an acknowledgement names: `H(T(view) || H(envelope) || H(view))`.
  package var digest: Digest32 {
    SignedMessage.digest(.view, envelope: envelope.bytes, lines: bytes)
  }

  /// Reads the two payload frames of a delivery, checking every line against the envelope.
  ///
  /// - Throws: ``ProblemCode/commitmentMismatch`` for a line the envelope does not commit to.
  package init(envelope bytes: [UInt8], lines: [UInt8], isWhole: Bool) throws(Problem) {
    let envelope = try Envelope(reading: bytes)
    self.envelope = envelope
    if isWhole {
      let reading = try SectionReader(lines, of: envelope)
      sections = reading.sections
      padding = reading.padding
      return
    }
    try JSONScanner.checkText(lines)
    guard lines.isEmpty || lines.last == 0x0A else { throw Problem(.badSections) }
    var sections: [Section] = []
    for line in lines.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    where !lines.isEmpty {
      sections.append(try Section(reading: Array(line), of: envelope.id))
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
