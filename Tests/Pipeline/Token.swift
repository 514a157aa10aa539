import Concerns
import Wire

/// A word that stands in one section of one concern and nowhere else.
struct Token: Hashable {
  let concern: Int
  let dataClass: DataClass

  private static let mark = Array("tok".utf8)
  private static let digits = (concern: 8, dataClass: 2)

  /// Fits wherever a sender may write: a name, an area, a case number.
  var text: String {
    let ordinal = DataClass.allCases.firstIndex(of: dataClass) ?? 0
    return "tok" + Self.padded(concern, to: Self.digits.concern) + "c"
      + Self.padded(ordinal, to: Self.digits.dataClass) + "x"
  }

  init(_ concern: Int, _ dataClass: DataClass) {
    self.concern = concern
    self.dataClass = dataClass
  }

  /// Reads what follows a mark; `nil` unless it is a token to its end.
  private init?(_ bytes: ArraySlice<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.dropFirst(3).split(separator: "c", maxSplits: 1)
    guard parts.count == 2, let concern = Int(parts[0]), let ordinal = Int(parts[1].dropLast()),
      DataClass.allCases.indices.contains(ordinal)
    else { return nil }
    self.init(concern, DataClass.allCases[ordinal])
    guard self.text == text else { return nil }
  }

  /// Every token in some bytes, however often.
  static func all(in bytes: [UInt8]) -> [Token] {
    let length = mark.count + digits.concern + digits.dataClass + 2
    guard bytes.count >= length else { return [] }
    return (0...bytes.count - length).compactMap { start in
      bytes[start] == mark[0] && bytes[start + 1] == mark[1] && bytes[start + 2] == mark[2]
        ? Token(bytes[start..<start + length]) : nil
    }
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
