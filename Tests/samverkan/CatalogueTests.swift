import Concerns
import Testing
import samverkan

@Suite struct `The catalogue` {
  @Test(arguments: Phrase.allCases)
  func `has every phrase in both languages, with the same gaps`(phrase: Phrase) throws {
    let text = try #require(Catalogue.texts[phrase])
    #expect(!text.sv.isEmpty && !text.en.isEmpty)
    #expect(gaps(in: text.sv) == gaps(in: text.en))
  }

  @Test(arguments: DataClass.allCases)
  func `names every class of sections in both languages`(dataClass: DataClass) {
    let label = Catalogue.label(of: dataClass)
    #expect(!label.sv.isEmpty && !label.en.isEmpty)
  }

  @Test func `fills gaps in order`() {
    let text = Catalogue.text(of: .keyAdded, in: .en, ["abc", "school"])
    #expect(text == "Key abc is now valid for school.")
  }

  private func gaps(in text: String) -> Set<Substring> {
    Set(text.matches(of: /\{[0-9]\}/).map(\.output))
  }
}
