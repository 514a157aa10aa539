import Concerns

/// Reads the body of the `matter` section.
enum MatterReader {
  private static let names: Set<String> = [
    "kind", "unit", "conversation", "sent", "purpose", "basis",
  ]

  static func read(_ body: JSONValue) throws(Problem) -> Matter {
    guard body.members != nil, Set(body.names) == names else { throw Problem(.badMatter) }
    guard let kind = body["kind"]?.string.flatMap(Kind.init(rawValue:)) else {
      throw Problem(.unknownKind, pointer: "/kind")
    }
    return Matter(
      kind: kind,
      unit: try read(body, "unit", FunctionID.init(_:)),
      conversation: try read(body, "conversation", ConversationID.init(_:)),
      sent: try read(body, "sent", Moment.init(_:)),
      purpose: try read(body, "purpose", Purpose.init(rawValue:)),
      basis: try read(body, "basis", LegalBasis.init(rawValue:)))
  }

  private static func read<Value>(
    _ body: JSONValue, _ name: String, _ make: (String) -> Value?
  ) throws(Problem) -> Value {
    guard let value = body[name]?.string.flatMap(make) else {
      throw Problem(.badMatter, pointer: "/" + name)
    }
    return value
  }
}
