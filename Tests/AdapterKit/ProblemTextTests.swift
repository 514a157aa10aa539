import AdapterKit
import Concerns
import Support
import Testing
import Wire

@Suite struct `The problem texts` {
  @Test func `cover every code the wire has, and no other`() {
    #expect(Set(ProblemText.all.map(\.code)) == Set(ProblemCode.allCases.map(\.rawValue)))
    #expect(ProblemText.all.count == ProblemCode.allCases.count)
  }

  @Test(arguments: ProblemCode.allCases)
  func `agree with the wire on whether to try again`(code: ProblemCode) throws {
    let text = try #require(ProblemText.named(code.rawValue))
    #expect(text.retry.rawValue == code.retry.rawValue)
    #expect(!text.title.sv.isEmpty && !text.title.en.isEmpty)
    #expect(!text.remedy.sv.isEmpty && !text.remedy.en.isEmpty)
  }

  @Test func `are those of the file, to the last byte`() throws {
    let file = try JSONScanner.parse(Array(Protocols.data(of: "protocols/problems.json")))
    let codes = file.array?.map { [$0["code"]?.string, $0["sv"]?["remedy"]?.string] }
    #expect(codes == ProblemText.all.map { [$0.code, $0.remedy.sv] })
  }
}
