import Concerns
import Testing

@Suite struct `A personal number` {
  @Test(arguments: ["201407142395", "20140714-2395", "189001019802", "196109732393"])
  func `is read with its century`(text: String) throws {
    let number = try #require(PersonalNumber(text))
    #expect(number.digits == text.filter(\.isNumber))
  }

  @Test(arguments: [
    "201407142396", "201413142395", "2014071423", "1407142395", "20140714 2395", "2014O7142395",
    "", "201402302392",
  ])
  func `is refused when form, date or check digit is wrong`(text: String) {
    #expect(PersonalNumber(text) == nil)
  }

  @Test func `needs a date to know the century of the short form`() throws {
    let today = try #require(CivilDate(year: 2026, month: 3, day: 1))
    #expect(PersonalNumber("140714-2395", today: today)?.digits == "201407142395")
    #expect(PersonalNumber("900101+9802", today: today)?.digits == "189001019802")
  }

  @Test func `never describes itself`() throws {
    let number = try #require(PersonalNumber("201407142395"))
    #expect(!"\(number) \(PersonIdentifier("201407142395"))".contains("2014"))
  }

  @Test func `of the test series is known, any other is not`() throws {
    #expect(TestSeries.contains(try #require(PersonalNumber("201407142395"))))
    #expect(!TestSeries.contains(try #require(PersonalNumber("191212121212"))))
  }
}
