import Concerns
import Evidence

/// Reads the section frame line by line and checks it against the envelope.
struct SectionReader {
  let sections: [Section]
  let padding: PaddingLine

  init(_ bytes: [UInt8], of envelope: Envelope) throws(Problem) {
    try JSONScanner.checkText(bytes)
    guard bytes.last == 0x0A else { throw Problem(.badSections) }
    // Bytes and not characters: as characters, U+2028 or CRLF would tear or join lines.
    let lines = Self.lines(of: bytes)
    guard let last = lines.last, lines.count > 1 else { throw Problem(.badSections) }
    guard lines.count - 1 <= Commitments.lineLimit else { throw Problem(.tooManySections) }
    var sections: [Section] = []
    sections.reserveCapacity(lines.count - 1)
    for line in lines.dropLast() {
      sections.append(try Section(reading: line, of: envelope.id))
    }
    self.sections = sections
    padding = try PaddingLine(reading: last)
    try checkSalts()
    try checkCommitments(of: envelope)
  }

  /// The lines without their line feeds; the bytes end with one.
  static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(Array(bytes[start..<index]))
      start = index + 1
    }
    return lines
  }

  private func checkSalts() throws(Problem) {
    let salts = Set(sections.map(\.salt) + [padding.seed.text])
    guard salts.count == sections.count + 1 else { throw Problem(.repeatedSalt) }
  }

  /// Lines and padding open every commitment exactly once, and lines stand in their order.
  private func checkCommitments(of envelope: Envelope) throws(Problem) {
    let opened = sections.map(\.commitment)
    guard zip(opened, opened.dropFirst()).allSatisfy({ $0 < $1 }),
      Commitments.size(forLines: sections.count) == envelope.commitments.count,
      sections.count + padding.count == envelope.commitments.count,
      (opened + padding.commitments(of: envelope.id)).sorted() == envelope.commitments
    else { throw Problem(.commitmentMismatch) }
  }

  /// What the broker reads: exactly one matter, one handling, and what the kind allows.
  func content() throws(Problem) -> (Matter, Handling, FeedbackOutcome?) {
    let matter = try MatterReader.read(try body(of: .matter))
    let handling = try HandlingReader.read(
      try body(of: .handling), for: matter.kind, at: matter.sent)
    try checkGeneralisation(of: matter, handling)
    let allowed = matter.kind.classes
    guard sections.allSatisfy({ allowed.contains($0.dataClass) }) else {
      throw Problem(.classNotAllowed)
    }
    // Whoever is anonymous has no field to be named in.
    if handling.isAnonymous, sections.contains(where: { $0.dataClass == .reporter }) {
      throw Problem(.classNotAllowed)
    }
    // Police and prosecutor must act on what points someone out; words of one's own could.
    if handling.particulars.takesPart?.isEmpty == false,
      sections.contains(where: { $0.dataClass == .narrative })
    {
      throw Problem(.classNotAllowed)
    }
    try checkTags(of: handling)
    if matter.kind == .reservationOffer { try checkConditions() }
    if matter.kind == .currentRequest || matter.kind == .currentResponse {
      try OneWordReader.check(handling, of: matter.kind)
    }
    return (matter, handling, try outcome(of: matter.kind))
  }

  private func body(of dataClass: DataClass) throws(Problem) -> JSONValue {
    let found = sections.filter { $0.dataClass == dataClass }
    guard found.count < 2 else { throw Problem(.doubledSection) }
    guard let section = found.first, let body = section.body else {
      throw Problem(.sectionMissing)
    }
    guard section.about.isEmpty else { throw Problem(.badSections) }
    return body
  }

  /// One text of conditions, about nobody in particular: what is acknowledged is that very line.
  private func checkConditions() throws(Problem) {
    let texts = sections.filter { $0.dataClass == .narrative }
    guard texts.count < 2 else { throw Problem(.doubledSection) }
    guard let text = texts.first else { throw Problem(.sectionMissing) }
    guard text.about.isEmpty else { throw Problem(.badSections) }
  }

  private func checkTags(of handling: Handling) throws(Problem) {
    let known = Set(handling.persons.map(\.tag))
    guard sections.allSatisfy({ $0.about.allSatisfy(known.contains) }) else {
      throw Problem(.unknownTag)
    }
  }

  /// A report says what it says: what its typing errors contradict is withheld, not refused.
  private func checkGeneralisation(
    of matter: Matter, _ handling: Handling
  ) throws(Problem) {
    guard !matter.kind.isReport else { return }
    let precise = Generalisation(matter, handling)
    for (index, section) in sections.enumerated() where !precise.bears(out: section) {
      throw Problem(.generalisationMismatch, pointer: "/\(index)")
    }
  }

  private func outcome(of kind: Kind) throws(Problem) -> FeedbackOutcome? {
    switch kind {
    case .feedback: return try word(FeedbackOutcome.init(rawValue:))
    case .currentResponse:
      _ = try word(CurrentAnswer.init(rawValue:))
      return nil
    default: return nil  // Of no other kind is it a field.
    }
  }

  private func word<Word>(_ make: (String) -> Word?) throws(Problem) -> Word {
    let body = try body(of: .outcome)
    guard body.names == ["value"], let value = body["value"]?.string.flatMap(make) else {
      throw Problem(.badOutcome)
    }
    return value
  }
}
