import Concerns
import Testing

@Suite struct `A delivery's name` {
  /// Draws nothing but ones: the highest name there is.
  struct Ones: RandomNumberGenerator {
    mutating func next() -> UInt64 { .max }
  }

  @Test func `never begins with what a command line takes for an option`() {
    var generator = Ones()
    // The wire writes six bits a character, and 62 is a hyphen.
    #expect(DeliveryID(using: &generator).bytes[0] >> 2 < 52)
  }

  @Test func `survives storing`() throws {
    var generator = SystemRandomNumberGenerator()
    let drawn = DeliveryID(using: &generator)
    #expect(DeliveryID(bytes: drawn.bytes) == drawn)
    #expect(DeliveryID(bytes: drawn.bytes.dropLast()) == nil)
  }
}
