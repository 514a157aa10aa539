/// Byte classes that several grammars share.
package enum ASCII {
  @inlinable package static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// The value of a decimal digit; `nil` for any other byte.
  @inlinable package static func digit(_ byte: UInt8) -> Int? {
    isDigit(byte) ? Int(byte &- 48) : nil
  }

  /// Reads the digits of a range as one number; `nil` if any byte is no digit.
  package static func number(_ bytes: some Collection<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}
