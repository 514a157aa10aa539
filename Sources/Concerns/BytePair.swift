/// Two halves of sixteen bytes, most significant first: how every random name is written.
enum BytePair {
  static func bytes(_ high: UInt64, _ low: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    append(high, to: &bytes)
    append(low, to: &bytes)
    return bytes
  }

  private static func append(_ half: UInt64, to bytes: inout [UInt8]) {
    var half = half
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: half >> 56))
      half <<= 8
    }
  }
}
