import Concerns
import Testing

@Suite struct `A moment` {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-02-10T22:59:59Z", 1_770_764_399),
    ("2000-02-29T12:00:00Z", 951_825_600), ("1969-12-31T23:59:59Z", -1),
  ])
  func `is read and written alike`(text: String, seconds: Int64) throws {
    let moment = try #require(Moment(text))
    #expect(moment.seconds == seconds)
    #expect(moment.text == text)
  }

  @Test(arguments: [
    "2026-02-30T00:00:00Z", "2026-02-10T24:00:00Z", "2026-02-10 22:59:59Z", "2026-02-10T22:59:60Z",
    "2026-02-10T22:59:59+00:00", "2026-02-10T22:59:59.0Z", "",
  ])
  func `is refused in any other form`(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test func `rounds down, also before 1970`() {
    #expect(Moment(milliseconds: -1).seconds == -1)
    #expect(Moment(milliseconds: 1999).seconds == 1)
  }
}

@Suite struct `A random identifier` {
  @Test func `survives writing and reading`() throws {
    var generator = SystemRandomNumberGenerator()
    let drawn = RandomUUID(using: &generator)
    #expect(RandomUUID(drawn.text) == drawn)
    #expect(RandomUUID(bytes: drawn.bytes) == drawn)
  }

  @Test(arguments: [
    "0192E4A0-0000-4000-8000-000000000000", "0192e4a0-0000-7000-8000-000000000000",
    "0192e4a0-0000-4000-c000-000000000000", "0192e4a000004000800000000000000000",
  ])
  func `is refused in another version, case or form`(text: String) {
    #expect(RandomUUID(text) == nil)
  }
}
