import Concerns
import Filtering
import Routing
import Wire

// How often a concern was sent on stands beside what its new owner may see, sealed with it, and who
// let it go for a conflict of interest there and in its conversation. What was written before there
// was such a thing, or was never sent on, says nothing and reads so.
extension StoredForm {
  /// What was decided for a recipient, with how the concern came there.
  static func bytes(of disclosure: Disclosure, after journey: Journey) -> [UInt8] {
    let count = JSONValue.Member("sent-on", .integer(Int64(journey.count)))
    let members = (value(of: disclosure).members ?? []) + (journey.count > 0 ? [count] : [])
    return JSONValue.object(members + conflicted(journey.conflicted)).bytes
  }

  static func journey(_ value: JSONValue) throws(LedgerError) -> Journey {
    let count = value["sent-on"]?.integer ?? 0
    guard count >= 0 else { throw .corrupt(table: "delivery") }
    return Journey(count: Int(count), conflicted: try conflicted(in: value, of: "delivery"))
  }

  /// Said only where somebody has a conflict of interest, as is seldom so.
  static func conflicted(_ functions: Set<FunctionID>) -> [JSONValue.Member] {
    guard !functions.isEmpty else { return [] }
    return [.init("conflicted", .array(functions.map(\.text).sorted().map(JSONValue.string)))]
  }

  static func conflicted(
    in value: JSONValue, of table: String
  ) throws(LedgerError) -> Set<FunctionID> {
    let names = value["conflicted"]?.array ?? []
    let functions = names.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    guard functions.count == names.count else { throw .corrupt(table: table) }
    return Set(functions)
  }
}
