import Concerns
import Filtering
import Routing
import Wire

// How often a concern was sent on stands beside what its new owner may see, sealed with it. What
// was written before there was such a thing, or was never sent on, says nothing and reads so.
extension StoredForm {
  /// What was decided for a recipient to whom a concern was sent on.
  static func bytes(of disclosure: Disclosure, after journey: Journey) -> [UInt8] {
    let count = JSONValue.Member("sent-on", .integer(Int64(journey.count)))
    let conflicted = journey.conflicted.map(\.text).sorted().map(JSONValue.string)
    let members = (value(of: disclosure).members ?? []) + (journey.count > 0 ? [count] : [])
    return JSONValue.object(
      members + (conflicted.isEmpty ? [] : [.init("conflicted", .array(conflicted))])
    ).bytes
  }

  static func journey(_ value: JSONValue) throws(LedgerError) -> Journey {
    let names = value["conflicted"]?.array ?? []
    let functions = names.compactMap { $0.string.flatMap(FunctionID.init(_:)) }
    let count = value["sent-on"]?.integer ?? 0
    guard functions.count == names.count, count >= 0 else { throw .corrupt(table: "delivery") }
    return Journey(count: Int(count), conflicted: Set(functions))
  }
}
