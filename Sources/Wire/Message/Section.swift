package import Concerns
package import Evidence

/// One line of a message: a class, whom it is about, and what commits to it.
package struct Section: Hashable, Sendable {
  package let dataClass: DataClass
  /// Whom it is about, by tag; empty means everyone in the message.
  package let about: [Tag]
  /// What commits to the line in the envelope.
  package let commitment: Digest32
  /// The line itself, without its line feed.
  package let line: [UInt8]
  let salt: String
  /// The body, kept only where the broker reads it.
  let body: JSONValue?

  /// The classes whose bodies the broker reads; all others are scanned and forgotten.
  static let readable: Set<DataClass> = [
    .matter, .handling, .outcome, .identityAgeBand, .whereaboutsDistrict,
  ]

  /// Writes a section under a salt.
  package init(
    _ dataClass: DataClass, about: [Tag], body: JSONValue, salt: Salt, of id: MessageID
  ) {
    let label = JSONValue.object([
      .init("class", .string(dataClass.rawValue)),
      .init("about", .array(about.map { .string($0.text) })),
    ])
    line = JSONValue.array([.string(salt.text), label, body]).bytes
    commitment = Commitments.commitment(to: line, of: id)
    self.dataClass = dataClass
    self.about = about
    self.salt = salt.text
    self.body = body
  }

  /// Reads a section out of its line.
  init(reading line: [UInt8], of id: MessageID) throws(Problem) {
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { throw Problem(.byteOrderMark) }
    do {
      self = try Self.read(line, of: id)
    } catch {
      guard error.code == .badJSON, !line.isEmpty else { throw error }
      // Either no JSON at all, or JSON of another shape: say which.
      _ = try JSONScanner.parse(line)
      throw Problem(.badSections)
    }
  }

  private init(
    _ dataClass: DataClass, about: [Tag], salt: String, body: JSONValue?, line: [UInt8],
    of id: MessageID
  ) {
    self.dataClass = dataClass
    self.about = about
    self.salt = salt
    self.body = body
    self.line = line
    commitment = Commitments.commitment(to: line, of: id)
  }

  private static func read(_ line: [UInt8], of id: MessageID) throws(Problem) -> Section {
    guard !line.isEmpty else { throw Problem(.badSections) }
    var scanner = JSONScanner(line)
    try scanner.expect("[")
    let salt = try scanner.value(keeping: true, depth: 2)
    try scanner.expect(",")
    let label = try scanner.value(keeping: true, depth: 2)
    try scanner.expect(",")
    guard let salt = salt.string, Salt(salt) != nil else { throw Problem(.badSections) }
    let (dataClass, about) = try read(label)
    guard scanner.next(is: "{", passing: false) else { throw Problem(.badJSON) }
    let isReadable = readable.contains(dataClass)
    let body = try scanner.value(keeping: isReadable, depth: 2)
    try scanner.expect("]")
    try scanner.expectEnd()
    guard !scanner.sawSpace else { throw Problem(.badSections) }
    return Section(
      dataClass, about: about, salt: salt, body: isReadable ? body : nil, line: line, of: id)
  }

  private static func read(_ label: JSONValue) throws(Problem) -> (DataClass, [Tag]) {
    if label["sealed"] != nil || label["class"]?.string == "sealed" {
      throw Problem(.sealedNotOffered)
    }
    guard label.names == ["class", "about"], let name = label["class"]?.string,
      let texts = label["about"]?.array
    else { throw Problem(.badSections) }
    // Padding has a line of its own, the last.
    if name == PaddingLine.className { throw Problem(.badSections) }
    guard let dataClass = DataClass(rawValue: name) else { throw Problem(.unknownClass) }
    let tags = texts.compactMap { $0.string.flatMap(Tag.init(_:)) }
    guard tags.count == texts.count, Set(tags).count == tags.count else {
      throw Problem(.badSections)
    }
    return (dataClass, tags)
  }
}
