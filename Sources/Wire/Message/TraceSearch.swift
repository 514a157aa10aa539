package import Concerns

/// Goes through a value, text by text.
package struct TraceSearch: Sendable {
  package private(set) var traces: [IdentityTrace] = []

  package init() {}

  package mutating func note(_ trace: IdentityTrace) {
    guard traces.count < IdentityTrace.limit, !traces.contains(trace) else { return }
    traces.append(trace)
  }

  /// Looks in every text, number and name of a value.
  package mutating func look(in value: JSONValue, at place: String) {
    switch value {
    case .string(let text): look(in: text, at: place)
    case .integer(let number): look(in: String(number), at: place)
    case .array(let values):
      for (index, value) in values.enumerated() { look(in: value, at: "\(place)/\(index)") }
    case .object(let members):
      for member in members {
        look(in: member.name, at: place)
        // A number has no place in a consultation, whether it can be read or not.
        if place.hasPrefix("/handling/persons/"), member.name == "number" {
          note(IdentityTrace(.personalNumber, at: place + "/number"))
        }
        let isTelling = !Self.isPlain(member.name)
        look(in: member.value, at: isTelling ? place : place + "/" + member.name)
      }
    case .null, .bool: break
    }
  }

  private mutating func look(in text: String, at place: String) {
    for (kind, line) in IdentityTrace.finds(in: text) {
      note(IdentityTrace(kind, at: place, line: line))
    }
  }

  /// Whether a name is one of a field: what somebody wrote in its place is not said again.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.count <= 24
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
