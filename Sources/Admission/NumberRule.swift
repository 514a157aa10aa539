import Concerns
import Evidence
import Wire

/// Keeps real people out of training, and the test series out of production.
///
/// Looks at the numbers the handling section names and at whatever is written like a personal
/// number in any other section: a name typed into a narrative must not be a real person's either.
struct NumberRule {
  let environment: Environment

  func check(_ message: SignedMessage) throws(Problem) {
    for (index, person) in message.handling.persons.enumerated() {
      if case .verified(let number)? = person.identifier, let code = refusal(of: number) {
        throw Problem(code, frame: 3, pointer: "/persons/\(index)/number")
      }
    }
    let day = CivilDate(of: message.matter.sent)
    for section in message.sections where section.dataClass != .matter {
      // Most have none: only where one is found is it worth asking who wrote it.
      guard refusal(of: try Self.text(of: section), on: day) != nil else { continue }
      if let code = refusal(of: try Self.written(in: section), on: day) {
        throw Problem(code, frame: 3)
      }
    }
  }

  private func refusal(of text: ArraySlice<UInt8>, on day: CivilDate) -> ProblemCode? {
    Self.numbers(in: text, on: day).lazy.compactMap(refusal(of:)).first
  }

  private func refusal(of number: PersonalNumber) -> ProblemCode? {
    switch environment {
    case .training: TestSeries.contains(number) ? nil : .testNumberRequired
    case .production: TestSeries.contains(number) ? .testNumberRefused : nil
    }
  }

  /// Bytes before the label, where a random salt might look like a number.
  private static let saltedHead = 26

  /// What a section says as a reader sees it: as it stands, unless something in it is escaped.
  private static func text(of section: Section) throws(Problem) -> ArraySlice<UInt8> {
    guard section.line.contains(UInt8(ascii: "\\")) else {
      return section.line.dropFirst(saltedHead)
    }
    return try written(in: section)
  }

  /// What somebody has written in a section, and no name or hash that a program drew: those look
  /// like a number once in a while.
  private static func written(in section: Section) throws(Problem) -> ArraySlice<UInt8> {
    var strings: [UInt8] = []
    collect(try section.readBody(), into: &strings)
    return strings[...]
  }

  private static func collect(_ value: JSONValue, into strings: inout [UInt8]) {
    switch value {
    case .string(let text) where RandomUUID(text) != nil || Digest32(wire: text) != nil: break
    case .string(let text): strings += Array(text.utf8) + [0]
    case .array(let elements): for element in elements { collect(element, into: &strings) }
    case .object(let members): for member in members { collect(member.value, into: &strings) }
    case .integer(let number): strings += Array(String(number).utf8) + [0]
    case .null, .bool: break
    }
  }

  /// The personal numbers written as twelve or ten digits, or with `-`, `+` or a space before the
  /// last four.
  private static func numbers(in text: ArraySlice<UInt8>, on day: CivilDate) -> [PersonalNumber] {
    var numbers: [PersonalNumber] = []
    var (first, second): ([UInt8], [UInt8]) = ([], [])
    var mark: UInt8?
    for byte in text + [0, 0] {
      if ASCII.isDigit(byte) {
        if mark == nil { first.append(byte) } else { second.append(byte) }
      } else if mark == nil, first.isEmpty {
        continue  // As after most bytes of a text.
      } else if mark == nil, isMark(byte), first.count == 6 || first.count == 8 {
        mark = byte
      } else {
        numbers += candidates(first, mark, second).compactMap { PersonalNumber($0, today: day) }
        // What follows a mark may itself begin a number.
        first = mark != nil && isMark(byte) ? second : []
        (second, mark) = ([], first.isEmpty ? nil : byte)
      }
    }
    return numbers
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: " ")].contains(byte)
  }

  /// The spellings that digits before and after a mark may be meant as.
  private static func candidates(_ first: [UInt8], _ mark: UInt8?, _ second: [UInt8]) -> [String] {
    func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }
    if mark != nil, second.count == 4 {
      let separator = mark == UInt8(ascii: "+") ? "+" : "-"
      return first.count == 6 || first.count == 8
        ? [text(first[...]) + separator + text(second[...])] : []
    }
    return [first, second].flatMap { digits -> [String] in
      switch digits.count {
      case 12: [text(digits[...])]
      case 10: [text(digits.prefix(6)) + "-" + text(digits.suffix(4))]
      default: []
      }
    }
  }
}
