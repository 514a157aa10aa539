import Concerns
import Wire

extension ConcernDocument {
  /// What in a consultation may tell whom it is about; nothing in any other kind.
  ///
  /// Looked for in the sender's own program, before anything is made, kept or sent: whoever asks
  /// without naming anybody must not find out afterwards that somebody was named. Patterns find
  /// what is written in the usual ways. They do not find a name, or what only a neighbour would
  /// understand.
  public var identityTraces: [IdentityTrace] {
    guard kind == .consultationAnonymous else { return [] }
    var search = TraceSearch()
    search.look(in: handling, at: "/handling")
    for (index, part) in sections.enumerated() {
      let place = "/sections/\(index)"
      if part.dataClass.isFreeText, hearsPolice {
        search.note(IdentityTrace(.freeText, at: place))
      }
      search.look(in: part.body, at: place + "/body")
    }
    return search.traces
  }

  /// Whether police or prosecutor takes part. Unless the document says that nobody does, they may.
  private var hearsPolice: Bool { handling["takes-part"]?.array?.isEmpty != true }

  /// Stops a consultation that is not anonymous; whatever makes a message of one asks this first.
  ///
  /// - Throws: ``AdapterError/identifying(_:)``.
  public func checkAnonymous() throws(AdapterError) {
    let traces = identityTraces
    guard traces.isEmpty else { throw .identifying(traces) }
  }
}

/// Goes through a value, text by text.
struct TraceSearch {
  private(set) var traces: [IdentityTrace] = []

  mutating func note(_ trace: IdentityTrace) {
    guard traces.count < IdentityTrace.limit, !traces.contains(trace) else { return }
    traces.append(trace)
  }

  /// Looks in every text, number and name of a value.
  mutating func look(in value: JSONValue, at place: String) {
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
    for (kind, line) in Self.finds(in: text) {
      note(IdentityTrace(kind, at: place, line: line))
    }
  }

  /// What a text holds, in the order in which it stands there.
  static func finds(in text: String) -> [(kind: IdentityTrace.Kind, line: Int)] {
    let text = PlainText(text)
    let numbers = PersonalNumberPattern(text).finds
    // The digits of one number are not another's.
    let telephones = TelephonePattern(text).finds.filter { telephone in
      !numbers.contains { $0.overlaps(telephone) }
    }
    let finds =
      numbers.map { ($0, IdentityTrace.Kind.personalNumber) }
      + telephones.map { ($0, .telephone) }
      + MailPattern(text).finds.map { ($0, .mail) }
      + AddressPattern(text).finds.map { ($0, .address) }
    return finds.sorted { $0.0.lowerBound < $1.0.lowerBound }
      .map { ($0.1, text.line(of: $0.0.lowerBound)) }
  }

  /// Whether a name is one of a field: what somebody wrote in its place is not said again.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.count <= 24
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
