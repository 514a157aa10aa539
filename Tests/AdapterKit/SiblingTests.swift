import AdapterKit
import Concerns
import Evidence
import Testing
import Wire

/// Two siblings and their mother, written of once.
private func family(
  kind: String = "report.mandatory", conversation: String = "", second: String = "child"
) throws -> ConcernDocument {
  try ConcernDocument(
    reading: Array(
      """
      {"kind":"\(kind)","unit":"school.pupil-health",\(conversation)"handling":{"persons":[
        {"tag":"KAJA","role":"child","certainty":"certain","protection":"none"},
        {"tag":"OTTO","role":"\(second)","certainty":"certain","protection":"registered"},
        {"tag":"MAMA","role":"guardian","certainty":"certain","protection":"none"}],
       "municipality":"0581","area":"unknown","target":"child","grounds":["neglect"],
       "urgency":"ordinary","guardians":"unknown","anonymous":false,"feedback":true,
       "excluded":[]},
       "sections":[
        {"class":"narrative","about":["KAJA","OTTO"],"body":{"text":"both"}},
        {"class":"health","about":["OTTO"],"body":{"text":"Otto"}},
        {"class":"child-view","about":["KAJA"],"body":{"text":"Kaja"}},
        {"class":"guardians","about":["MAMA"],"body":{"text":"mother"}},
        {"class":"measures","about":[],"body":{"text":"everybody"}}]}
      """.utf8))
}

extension ConcernDocument {
  fileprivate func role(of tag: String) -> String? {
    handling["persons"]?.array?.first { $0["tag"]?.string == tag }?["role"]?.string
  }

  fileprivate var siblings: [String] {
    handling["siblings"]?.array?.compactMap(\.string) ?? []
  }

  fileprivate var texts: [String] { sections.compactMap { $0.body["text"]?.string } }
}

@Suite struct `Siblings who are written of once` {
  @Test func `are reported one by one`() throws {
    let reports = try family().perChild()
    #expect(reports.map(\.children.count) == [1, 1])
    #expect(reports.map { $0.role(of: "KAJA") } == ["child", "other"])
    #expect(reports.map { $0.role(of: "OTTO") } == ["other", "child"])
    #expect(reports.map { $0.role(of: "MAMA") } == ["guardian", "guardian"])
  }

  @Test func `keep to themselves what is about one of them alone`() throws {
    let reports = try family().perChild()
    #expect(reports[0].texts == ["both", "Kaja", "mother", "everybody"])
    #expect(reports[1].texts == ["both", "Otto", "mother", "everybody"])
  }

  @Test func `have conversations of their own, which only their owners can tie together`() throws {
    let reports = try family().perChild()
    let own = try reports.map { try #require($0.conversation).description }
    #expect(Set(own).count == 2)
    #expect(reports.map(\.siblings) == [[own[1]], [own[0]]])
    // It stands in `handling`, and in nothing that anybody else is shown.
    for report in reports {
      let message = try message(report)
      let others = own.filter { $0 != message.matter.conversation.description }
      let telling = message.sections.filter { section in
        others.contains(where: String(decoding: section.line, as: UTF8.self).contains)
      }
      #expect(telling.map(\.dataClass) == [.handling])
    }
  }

  @Test func `are all protected where one of them is`() throws {
    for report in try family().perChild() {
      let message = try message(report)
      #expect(message.handling.protection == .registered)
      #expect(message.handling.particulars.siblings.count == 1)
    }
  }

  @Test func `are not reported into a conversation that is one child's`() throws {
    let name = #""conversation":"8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16","#
    #expect {
      try family(conversation: name).perChild()
    } throws: { error in
      guard case .refused(let refusal)? = error as? AdapterError else { return false }
      return refusal.code == "bad-matter" && refusal.pointer == "/conversation"
    }
  }

  @Test(arguments: [("report.mandatory", "household"), ("notice.police", "child")])
  func `leave a document about one child, or of another kind, as it is`(
    kind: String, second: String
  ) throws {
    let document = try family(kind: kind, second: second)
    #expect(try document.perChild() == [document])
  }

  private func message(_ report: ConcernDocument) throws -> SignedMessage {
    var dice = SystemRandomNumberGenerator()
    let destination = Destination(
      agency: try #require(AgencyID("school")), deployment: try #require(DeploymentID("town")),
      environment: nil, key: SigningKey(using: &dice).verifyingKey.id)
    return try report.compose(to: destination, at: .wallClock, drawing: &dice)
  }
}
