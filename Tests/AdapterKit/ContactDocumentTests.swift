import AdapterKit
import Concerns
import EdgeSupport
import Testing
import Wire

/// An early contact as the open entrance writes it.
private func contact(saying text: String, persons: String = "[]") throws -> ConcernDocument {
  try ConcernDocument(
    reading: Array(
      """
      {"kind":"contact.early","unit":"school.pupil-health","handling":{"persons":\(persons),
       "municipality":"0581","area":"unknown","target":"unknown","grounds":["health"],
       "urgency":"ordinary","guardians":"must-not-be-told","anonymous":false,"feedback":false,
       "excluded":[],"informed":{"how":"shown","on":"2026-11-20"}},
       "sections":[{"class":"narrative","about":[],"body":{"text":"\(text)"}}]}
      """.utf8))
}

private let somebody =
  #"[{"tag":"A2B3","role":"child","certainty":"certain","protection":"unknown"}]"#

@Suite struct `The document of an early contact` {
  @Test(arguments: [
    ("Ring 011-15 22 83", [IdentityTrace.Kind.telephone]), ("Storgatan 12", [.address]),
    ("Jag orkar inte i sommar.", []),
  ])
  func `is stopped where it names somebody who gives no name`(
    text: String, kinds: [IdentityTrace.Kind]
  ) throws {
    let document = try contact(saying: text)
    #expect(document.identityTraces.map(\.kind) == kinds)
    let isTaken = (try? document.checkAnonymous()) != nil
    #expect(isTaken == kinds.isEmpty)
    // Whoever gives a name may say how to reach them.
    #expect(try contact(saying: text, persons: somebody).identityTraces.isEmpty)
  }

  @Test func `becomes a report by a worker's hand, and nothing ties the two`() throws {
    let before = try contact(saying: "Tösen är hos mig varannan vecka.", persons: somebody)
    let report = try before.report()
    #expect(report.kind == .reportMandatory)
    #expect((report.purpose, report.basis) == (.childProtection, .dutyToReport))
    #expect(report.conversation == nil)
    #expect(report.handling["persons"] == before.handling["persons"])
    #expect(report.handling["informed"] == nil)
    #expect(report.sections == before.sections)
  }

  @Test func `of nobody becomes a report of nobody, until a worker names somebody`() throws {
    let report = try contact(saying: "Tösen är hos mig.").report()
    #expect(report.handling["persons"] == .array([]))
  }
}
