import Testing
import Wire

@Suite struct `A fault in a text of JSON` {
  static let faults: [(bytes: [UInt8], line: Int, column: Int)] = [
    (Array("".utf8), 1, 1), (Array("{\"a\":1".utf8), 1, 7),
    (Array("{\"a\":1,\n \"b\":2,}".utf8), 2, 8), (Array("{\"å\":tru}".utf8), 1, 6),
    (Array("{\"a\":1,\"a\":2}".utf8), 1, 11), (Array("{} x".utf8), 1, 4),
    ([0xEF, 0xBB, 0xBF] + Array("{}".utf8), 1, 1),
    (Array("{\n\"a\":\r\n1}".utf8), 2, 5), (Array("{\n\"é".utf8) + [0xFF], 2, 3),
  ]

  @Test(arguments: faults)
  func `has a line and a column`(bytes: [UInt8], line: Int, column: Int) throws {
    let place = try #require(JSONScanner.place(ofFaultIn: bytes))
    #expect(place.line == line)
    #expect(place.column == column)
    #expect(throws: Problem.self) { try JSONScanner.parse(bytes) }
  }

  @Test(arguments: ["{}", "{\"a\":[1,\n{\"å\":\"\\u00e5\"}]}\n"])
  func `has no place where there is none`(text: String) {
    #expect(JSONScanner.place(ofFaultIn: Array(text.utf8)) == nil)
  }
}
