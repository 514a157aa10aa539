import Concerns
import Wire

/// Reads the document a user writes, naming the place of what is wrong in it.
enum DocumentReader {
  private static let required: Set<String> = ["kind", "unit", "handling", "sections"]
  private static let allowed = required.union(["conversation", "purpose", "basis"])
  private static let partNames: Set<String> = ["class", "about", "body"]

  static func read(_ bytes: [UInt8]) throws(Problem) -> ConcernDocument {
    let value = try JSONScanner.parse(bytes)
    guard value.members != nil else { throw Problem(.badRequest, pointer: "") }
    let names = Set(value.names)
    if let stranger = value.names.first(where: { !allowed.contains($0) }) {
      throw Problem(.badRequest, pointer: "/" + stranger)
    }
    if let missing = required.subtracting(names).min() { throw absence(of: missing) }
    let kind = try kind(in: value)
    let ground = try ground(in: value, of: kind)
    return ConcernDocument(
      kind: kind, unit: try word(value, "unit", FunctionID.init(_:)),
      conversation: try conversation(in: value, of: kind), purpose: ground.0, basis: ground.1,
      handling: value["handling"] ?? .null, sections: try parts(in: value))
  }

  private static func absence(of name: String) -> Problem {
    switch name {
    case "handling", "sections": Problem(.sectionMissing, pointer: "/" + name)
    default: Problem(.badMatter, pointer: "/" + name)
    }
  }

  private static func kind(in value: JSONValue) throws(Problem) -> Kind {
    guard let kind = value["kind"]?.string.flatMap(Kind.init(rawValue:)) else {
      throw Problem(.unknownKind, pointer: "/kind")
    }
    return kind
  }

  private static func ground(
    in value: JSONValue, of kind: Kind
  ) throws(Problem) -> (Purpose, LegalBasis) {
    let purpose = try optionalWord(value, "purpose", Purpose.init(rawValue:))
    let basis = try optionalWord(value, "basis", LegalBasis.init(rawValue:))
    if let purpose, let basis { return (purpose, basis) }
    guard let usual = kind.usualGround else {
      throw Problem(.badMatter, pointer: purpose == nil ? "/purpose" : "/basis")
    }
    return (purpose ?? usual.purpose, basis ?? usual.basis)
  }

  /// An answer belongs to what it answers, and a withdrawal to what was agreed on, so there a
  /// conversation must be named.
  private static func conversation(
    in value: JSONValue, of kind: Kind
  ) throws(Problem) -> ConversationID? {
    let conversation = try optionalWord(value, "conversation", ConversationID.init(_:))
    guard conversation != nil || kind.beginsConversations else {
      throw Problem(.badMatter, pointer: "/conversation")
    }
    return conversation
  }

  private static func parts(in value: JSONValue) throws(Problem) -> [ConcernDocument.Part] {
    guard let values = value["sections"]?.array else {
      throw Problem(.badSections, pointer: "/sections")
    }
    var parts: [ConcernDocument.Part] = []
    for (index, value) in values.enumerated() {
      parts.append(try part(value, at: "/sections/\(index)"))
    }
    return parts
  }

  private static func part(
    _ value: JSONValue, at pointer: String
  ) throws(Problem) -> ConcernDocument.Part {
    guard Set(value.names) == partNames, let name = value["class"]?.string,
      let texts = value["about"]?.array, let body = value["body"]
    else { throw Problem(.badSections, pointer: pointer) }
    guard let dataClass = DataClass(rawValue: name) else {
      throw Problem(.unknownClass, pointer: pointer + "/class")
    }
    // The head of the document becomes these two; a second one would contradict it.
    guard dataClass != .matter, dataClass != .handling else {
      throw Problem(.doubledSection, pointer: pointer + "/class")
    }
    let tags = texts.compactMap { $0.string.flatMap(Tag.init(_:)) }
    guard tags.count == texts.count, Set(tags).count == tags.count else {
      throw Problem(.badSections, pointer: pointer + "/about")
    }
    guard body.members != nil else { throw Problem(.badSections, pointer: pointer + "/body") }
    return ConcernDocument.Part(dataClass, about: tags, body: body)
  }

  private static func word<Word>(
    _ value: JSONValue, _ name: String, _ make: (String) -> Word?
  ) throws(Problem) -> Word {
    guard let word = value[name]?.string.flatMap(make) else {
      throw Problem(.badMatter, pointer: "/" + name)
    }
    return word
  }

  private static func optionalWord<Word>(
    _ value: JSONValue, _ name: String, _ make: (String) -> Word?
  ) throws(Problem) -> Word? {
    guard value[name] != nil else { return nil }
    return try word(value, name, make)
  }
}
