import Concerns
import Foundation
import Support
import Testing

/// Finds what could be a living person's number.
enum Numbers {
  /// Nobody born before this year is alive.
  static let firstLivingYear = 1850

  /// Numbers outside the series that are public examples of their own, with why they are needed.
  static let examples = [
    "191212121212": "stands on every Swedish form: a true number that the series does not hold",
    "196109732393": "the HL7 Sweden profile's example of a coordination number",
  ]

  static func findings(in file: TextFile) -> [Finding] {
    var findings: [Finding] = []
    var line = 1
    var start: Int?
    for (index, byte) in (file.bytes + [UInt8(ascii: "\n")]).enumerated() {
      if isWord(byte) {
        start = start ?? index
        continue
      }
      if let first = start, isSomebodys(file.bytes[first..<index]) {
        findings.append(
          Finding(file.path, line, "a personal number that is not of the public test series"))
      }
      start = nil
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
    return findings
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Bytes that make a run one word, so that digits within a key or a digest are no number.
  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "_") || byte >= 0x80
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func isSomebodys(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 11, word.count <= 13 else { return false }
    let digits = word.filter(isDigit)
    let isMarked = "+-".utf8.contains(word[word.endIndex - 5])
    guard word.count == digits.count + (isMarked ? 1 : 0),
      digits.count == 12 || digits.count == 10 && isMarked
    else { return false }
    let text = String(decoding: digits, as: UTF8.self)
    let readings = digits.count == 12 ? [text] : ["18", "19", "20"].map { $0 + text }
    let numbers = readings.compactMap { PersonalNumber($0) }
      .filter { $0.birthDate.map { $0.year >= firstLivingYear } ?? true }
    return !numbers.isEmpty
      && !numbers.contains { TestSeries.contains($0) || examples[$0.digits] != nil }
  }
}

@Suite struct `Persons in the project` {
  @Test func `have numbers of the public test series`() {
    expectNone(Repository.texts.flatMap(Numbers.findings(in:)))
  }

  @Test func `have such numbers inside the vectors, too`() throws {
    let names = Repository.names(in: "protocols/vectors").filter { $0.hasSuffix(".json") }
    for name in names {
      for vector in try Protocols.vectors(String(name.dropLast(5))) {
        for frame in vector.bytes {
          expectNone(Numbers.findings(in: TextFile(path: "\(name) \(vector.name)", bytes: frame)))
        }
      }
    }
  }

  @Test func `are excepted only where the exception is used`() {
    let written = Repository.texts.filter { $0.path != "Tests/House/PersonTests.swift" }
      .map { String(decoding: $0.bytes, as: UTF8.self) }
    for number in Numbers.examples.keys {
      #expect(written.contains { $0.contains(number) }, "\(number) is nowhere: strike it")
    }
  }

  /// Made here so that the numbers themselves stand nowhere.
  private static func text(_ parts: String...) -> [UInt8] { Array(parts.joined().utf8) }

  @Test(arguments: [
    // The check digit is right and the number is not of the series.
    (text("20120401", "1231"), 1), (text("20120401", "-1231"), 1), (text("120401", "-1231"), 1),
    // Wrong check digit, a digest, a number of the series, one of long ago.
    (text("20120401", "1232"), 0), (text("a20120401", "1231"), 0), (text("201212222390"), 0),
    (text("121222-2390"), 0), (text("183005120013"), 0),
  ])
  func `are found`(text: [UInt8], count: Int) {
    let bytes = Array("number: \"".utf8) + text + Array("\"\n".utf8)
    #expect(Numbers.findings(in: TextFile(path: "a.json", bytes: bytes)).count == count)
  }
}
