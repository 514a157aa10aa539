import Concerns
import Wire

/// Keeps real people out of training, and the test series out of production.
///
/// Looks at the numbers the handling section names and at every run of twelve digits in any other
/// section: a name typed into a narrative must not be a real person's either.
struct NumberRule {
  let environment: Environment

  func check(_ message: SignedMessage) throws(Problem) {
    for (index, person) in message.handling.persons.enumerated() {
      if case .verified(let number)? = person.identifier, let code = refusal(of: number) {
        throw Problem(code, frame: 3, pointer: "/persons/\(index)/number")
      }
    }
    for section in message.sections where section.dataClass != .matter {
      for number in Self.numbers(in: section.line.dropFirst(Self.saltedHead)) {
        if let code = refusal(of: number) { throw Problem(code, frame: 3) }
      }
    }
  }

  private func refusal(of number: PersonalNumber) -> ProblemCode? {
    switch environment {
    case .training: TestSeries.contains(number) ? nil : .testNumberRequired
    case .production: TestSeries.contains(number) ? .testNumberRefused : nil
    }
  }

  /// Bytes before the label, where a random salt might look like a number.
  private static let saltedHead = 26

  /// The personal numbers written as twelve digits, or eight and four with a dash between.
  private static func numbers(in line: ArraySlice<UInt8>) -> [PersonalNumber] {
    var numbers: [PersonalNumber] = []
    var digits: [UInt8] = []
    for byte in line + [UInt8(ascii: " ")] {
      if ASCII.isDigit(byte) {
        digits.append(byte)
      } else if byte != UInt8(ascii: "-") || digits.count != 8 {
        if digits.count == 12, let number = PersonalNumber(String(decoding: digits, as: UTF8.self))
        {
          numbers.append(number)
        }
        digits.removeAll(keepingCapacity: true)
      }
    }
    return numbers
  }
}
