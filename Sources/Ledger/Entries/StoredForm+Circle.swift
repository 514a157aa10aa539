import Concerns
import Routing
import Wire

extension StoredForm {
  /// Said only where somebody was let in by name: what was written before that reads on.
  static func members(of circle: Circle) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !circle.parties.isEmpty { members.append(.init("parties", names(circle.parties))) }
    if !circle.asked.isEmpty { members.append(.init("asked", names(circle.asked))) }
    if let inquiry = circle.inquiry {
      members.append(.init("inquiry", .string(inquiry.description)))
    }
    return members
  }

  static func circle(in value: JSONValue) throws(LedgerError) -> Circle {
    Circle(
      parties: try functions(value["parties"]), asked: try functions(value["asked"]),
      inquiry: value["inquiry"]?.string.flatMap(InquiryID.init(_:)))
  }

  private static func names(_ functions: Set<FunctionID>) -> JSONValue {
    .array(functions.sorted().map { .string($0.text) })
  }

  private static func functions(_ value: JSONValue?) throws(LedgerError) -> Set<FunctionID> {
    guard let value else { return [] }
    let names = value.array?.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    guard let names, names.count == value.array?.count else {
      throw .corrupt(table: "conversation")
    }
    return Set(names)
  }
}
