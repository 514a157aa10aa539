/// A Swedish personal identity number or coordination number, with its century.
///
/// Form and check digit: folkbokföringslagen 18 §, lag (2022:1697) for coordination numbers (the
/// day plus 60). Holding one proves that the number is well formed, not that anybody has it.
public struct PersonalNumber: Hashable, Sendable, CustomStringConvertible {
  /// The twelve digits, `YYYYMMDDNNNC`.
  public let digits: String

  /// Reads twelve digits, or ten with `-` or `+` before the last four, in or out of the century.
  ///
  /// `YYYYMMDD-NNNC`, `YYYYMMDDNNNC` and, with `century` given, `YYMMDD-NNNC` and `YYMMDD+NNNC`.
  /// The short form needs today's date to know its century; without one it is refused.
  ///
  /// - Returns: `nil` when the form, the date or the check digit is wrong.
  public init?(_ text: String, today: CivilDate? = nil) {
    var bytes = Array(text.utf8)
    var isOverHundred = false
    let hasMark = bytes.count == 13 || bytes.count == 11
    if hasMark {
      let mark = bytes.remove(at: bytes.count - 5)
      guard mark == UInt8(ascii: "-") || (bytes.count == 10 && mark == UInt8(ascii: "+")) else {
        return nil
      }
      isOverHundred = mark == UInt8(ascii: "+")
    }
    guard bytes.allSatisfy(ASCII.isDigit) else { return nil }
    if bytes.count == 10 {
      // Without its mark a short number does not tell its century.
      guard hasMark, let today, let short = ASCII.number(bytes[0..<2]) else { return nil }
      var year = today.year - (today.year - short) % 100
      if year > today.year { year -= 100 }
      if isOverHundred { year -= 100 }
      bytes.insert(contentsOf: Array(String(year / 100).utf8), at: 0)
    }
    guard bytes.count == 12, Self.hasDate(bytes), Self.checkDigit(of: bytes[2..<11]) == bytes[11]
    else { return nil }
    digits = String(decoding: bytes, as: UTF8.self)
  }

  /// Whether this is a coordination number.
  public var isCoordinationNumber: Bool { (ASCII.number(Array(digits.utf8)[6..<8]) ?? 0) > 60 }

  /// The birth date; a coordination number's may be approximate.
  public var birthDate: CivilDate? { Self.date(Array(digits.utf8)) }

  /// A fixed phrase: the number itself never describes itself into a log.
  public var description: String { "personal number" }

  private static func hasDate(_ bytes: [UInt8]) -> Bool { date(bytes) != nil }

  private static func date(_ bytes: [UInt8]) -> CivilDate? {
    guard let year = ASCII.number(bytes[0..<4]), let month = ASCII.number(bytes[4..<6]),
      let day = ASCII.number(bytes[6..<8])
    else { return nil }
    return CivilDate(year: year, month: month, day: day > 60 ? day - 60 : day)
  }

  /// Luhn's check digit over nine digits, weights 2, 1, 2, …
  private static func checkDigit(of nine: ArraySlice<UInt8>) -> UInt8 {
    let sum = nine.enumerated().reduce(0) { sum, pair in
      let product = Int(pair.element - UInt8(ascii: "0")) * (pair.offset % 2 == 0 ? 2 : 1)
      return sum + product / 10 + product % 10
    }
    return UInt8(ascii: "0") + UInt8((10 - sum % 10) % 10)
  }
}
