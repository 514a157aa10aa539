/// Reads JSON so strictly that no two programs can read the same bytes differently.
///
/// Foundation's decoder takes the first of two equal names and Python's the last; then a filter
/// and a recipient would see different classes. So every byte passes here before anything reads
/// it: no duplicate or escaped names, no floats, no byte-order mark, a bounded depth
/// (`protocols/wire.md`, "JSON").
package struct JSONScanner {
  /// Deepest nesting; a message needs five levels, and recursion must have an end.
  package static let depthLimit = 16
  /// Most members of one object, so that looking for duplicates stays cheap.
  package static let memberLimit = 256
  /// Most elements of one array; a list of 64 commitments or tags needs no more.
  package static let elementLimit = 4096
  /// Integers lie below 2⁵³, where every language agrees.
  package static let integerLimit: Int64 = 1 << 53

  let bytes: [UInt8]
  var at: Int
  let end: Int
  /// Whether any whitespace stood between values: where bytes are signed, one spelling is enough.
  package private(set) var sawSpace = false

  /// Starts at the beginning of bytes that ``checkText(_:)`` has passed.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    at = 0
    end = bytes.count
  }

  /// Reads one whole frame of JSON.
  ///
  /// - Throws: A ``Problem`` that names what is wrong.
  package static func parse(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
    try checkText(bytes)
    var scanner = JSONScanner(bytes)
    let value = try scanner.value(keeping: true)
    try scanner.expectEnd()
    return value
  }

  /// Reads one whole frame of JSON that must hold no whitespace between values.
  package static func parse(
    compact bytes: [UInt8], else problem: Problem
  ) throws(Problem) -> JSONValue {
    try checkText(bytes)
    var scanner = JSONScanner(bytes)
    let value = try scanner.value(keeping: true)
    try scanner.expectEnd()
    guard !scanner.sawSpace else { throw problem }
    return value
  }

  /// Checks that a frame is UTF-8 without a byte-order mark or carriage return.
  package static func checkText(_ bytes: [UInt8]) throws(Problem) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw Problem(.byteOrderMark) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Problem(.notUTF8) }
    if bytes.contains(0x0D) { throw Problem(.carriageReturn) }
  }

  /// Whether everything has been read.
  package var isAtEnd: Bool { at == end }

  /// Checks that nothing but allowed whitespace is left.
  package mutating func expectEnd() throws(Problem) {
    skipSpace()
    guard isAtEnd else { throw Problem(.badJSON) }
  }

  /// Passes one byte that must stand here.
  package mutating func expect(_ character: Unicode.Scalar) throws(Problem) {
    skipSpace()
    guard at < end, bytes[at] == UInt8(ascii: character) else { throw Problem(.badJSON) }
    at += 1
  }

  /// Reads a value; without `keeping` it is only checked, and what comes back means nothing.
  package mutating func value(keeping: Bool, depth: Int = 1) throws(Problem) -> JSONValue {
    skipSpace()
    guard at < end else { throw Problem(.badJSON) }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(keeping: keeping, depth: depth)
    case UInt8(ascii: "["): return try array(keeping: keeping, depth: depth)
    case UInt8(ascii: "\""): return .string(try string(keeping: keeping))
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try integer()
    default: throw Problem(.badJSON)
    }
  }

  private mutating func object(keeping: Bool, depth: Int) throws(Problem) -> JSONValue {
    guard depth <= Self.depthLimit else { throw Problem(.tooDeep) }
    try expect("{")
    var members: [JSONValue.Member] = []
    var names: [Range<Int>] = []
    if next(is: "}") { return .object([]) }
    repeat {
      let (name, range) = try self.name(keeping: keeping)
      if names.contains(where: { bytes[$0] == bytes[range] }) { throw Problem(.duplicateName) }
      guard names.count < Self.memberLimit else { throw Problem(.badJSON) }
      names.append(range)
      try expect(":")
      let value = try value(keeping: keeping, depth: depth + 1)
      if keeping { members.append(.init(name, value)) }
    } while next(is: ",")
    try expect("}")
    return .object(members)
  }

  private mutating func array(keeping: Bool, depth: Int) throws(Problem) -> JSONValue {
    guard depth <= Self.depthLimit else { throw Problem(.tooDeep) }
    try expect("[")
    var elements: [JSONValue] = []
    var count = 0
    if next(is: "]") { return .array([]) }
    repeat {
      guard count < Self.elementLimit else { throw Problem(.badJSON) }
      count += 1
      let value = try value(keeping: keeping, depth: depth + 1)
      if keeping { elements.append(value) }
    } while next(is: ",")
    try expect("]")
    return .array(elements)
  }

  private mutating func name(keeping: Bool) throws(Problem) -> (String, Range<Int>) {
    skipSpace()
    guard at < end, bytes[at] == UInt8(ascii: "\"") else { throw Problem(.badJSON) }
    let start = at + 1
    let text = try string(keeping: keeping)
    let range = start..<(at - 1)
    guard !range.isEmpty else { throw Problem(.badJSON) }
    if bytes[range].contains(UInt8(ascii: "\\")) { throw Problem(.escapedName) }
    return (text, range)
  }

  private mutating func integer() throws(Problem) -> JSONValue {
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let start = at
    var value: Int64 = 0
    while at < end, bytes[at] &- 48 < 10 {
      value = value * 10 + Int64(bytes[at] - 48)
      guard value < Self.integerLimit else { throw Problem(.notAnInteger) }
      at += 1
    }
    guard at > start else { throw Problem(.badJSON) }
    let hasLeadingZero = at - start > 1 && bytes[start] == UInt8(ascii: "0")
    if hasLeadingZero || (isNegative && value == 0) { throw Problem(.notAnInteger) }
    if at < end, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[at]) {
      throw Problem(.notAnInteger)
    }
    return .integer(isNegative ? -value : value)
  }

  private mutating func literal(
    _ text: StaticString, _ value: JSONValue
  ) throws(Problem) -> JSONValue {
    let word = Array(text.description.utf8)
    guard at + word.count <= end, bytes[at..<(at + word.count)] == word[...] else {
      throw Problem(.badJSON)
    }
    at += word.count
    return value
  }

  /// Whether the byte stands here; passes it unless told not to.
  mutating func next(is character: Unicode.Scalar, passing: Bool = true) -> Bool {
    skipSpace()
    guard at < end, bytes[at] == UInt8(ascii: character) else { return false }
    if passing { at += 1 }
    return true
  }

  private mutating func skipSpace() {
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x09 {
      at += 1
      sawSpace = true
    }
  }
}
