extension JSONScanner {
  /// Where ``parse(_:)`` stops in bytes that it refuses, counted from 1; `nil` where it reads them.
  ///
  /// For a person with an editor: a line, and a character of it. What an open object lacks is told
  /// at the end of the text, a doubled name behind its second place.
  package static func place(ofFaultIn bytes: [UInt8]) -> (line: Int, column: Int)? {
    guard let end = fault(in: bytes) else { return nil }
    let before = bytes[..<end]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // What a byte continues is one character with it.
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return (before.count { $0 == 0x0A } + 1, column)
  }

  private static func fault(in bytes: [UInt8]) -> Int? {
    do {
      try checkText(bytes)
    } catch {
      if error.code == .notUTF8 { return undecodable(in: bytes) }
      if error.code == .carriageReturn { return bytes.firstIndex(of: 0x0D) }
      return 0  // A byte-order mark.
    }
    var scanner = JSONScanner(bytes)
    do {
      _ = try scanner.value(keeping: false)
      try scanner.expectEnd()
      return nil
    } catch {
      return scanner.at
    }
  }

  /// The first byte that is no UTF-8.
  private static func undecodable(in bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var place = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { place += scalar.count }
    return place
  }
}
