import AdapterKit
import Concerns
import EdgeSupport
import Foundation
import Support
import Testing
import Wire

/// What `protocols/traces.json` says of one text.
struct TraceCase: Codable, Sendable, CustomTestStringConvertible {
  let text: String
  let finds: [String]
  let lines: [Int]?

  var testDescription: String { text.isEmpty ? "nothing" : text }

  static func all() throws -> [TraceCase] {
    try JSONDecoder().decode([TraceCase].self, from: Protocols.data(of: "protocols/traces.json"))
  }
}

/// A consultation as its sender wrote it.
private func consultation(
  body: JSONValue = .object([.init("text", .string("Hon ritade."))]),
  dataClass: String = "narrative", takesPart: String? = "[]", persons: String = "[]",
  conversation: String = ""
) throws -> ConcernDocument {
  let part = takesPart.map { ",\"takes-part\":\($0)" } ?? ""
  return try ConcernDocument(
    reading: Array(
      """
      {"kind":"consultation.anonymous","unit":"school.pupil-health","purpose":"consultation",
       "basis":"sol-18-6"\(conversation),"handling":{"persons":\(persons),"municipality":"0580",
       "area":"unknown","target":"child","grounds":["abuse"],"urgency":"ordinary",
       "guardians":"unknown","anonymous":true,"feedback":false,"excluded":[]\(part)},
       "sections":[{"class":"identity.age-band","about":[],"body":{"band":"under-12"}},
        {"class":"\(dataClass)","about":[],"body":\(String(decoding: body.bytes, as: UTF8.self))}]}
      """.utf8))
}

private func said(_ text: String) -> JSONValue { .object([.init("text", .string(text))]) }

@Suite struct `An anonymous consultation` {
  @Test(arguments: try TraceCase.all())
  func `is searched for what tells whom it is about`(told: TraceCase) throws {
    let traces = try consultation(body: said(told.text)).identityTraces
    // Two alike in one line are one trace: both are in the line that is named.
    var expected: [String] = []
    for find in told.finds where told.lines != nil || !expected.contains(find) {
      expected.append(find)
    }
    #expect(traces.map(\.kind.rawValue) == expected)
    #expect(traces.allSatisfy { $0.pointer == "/sections/1/body/text" })
    if let lines = told.lines { #expect(traces.map(\.line) == lines) }
  }

  @Test func `is searched through, in lists, numbers and names of fields`() throws {
    let number = Sample.number
    let body = JSONValue.object([
      .init("list", .array([.string("nej"), .string(number)])),
      .init("deep", .object([.init("er", said("tel 15 22 83"))])),
      .init("number", .integer(Int64(number) ?? 0)),
      .init(number, .string("kaja@example.org")),
    ])
    let traces = try consultation(body: body).identityTraces
    #expect(
      traces.map { "\($0.kind.rawValue) \($0.pointer)" } == [
        "personal-number /sections/1/body/list/1", "telephone /sections/1/body/deep/er/text",
        "personal-number /sections/1/body/number", "personal-number /sections/1/body",
        "mail /sections/1/body",
      ])
  }

  @Test(arguments: ["201212222390", "okänt", ""])
  func `names no number of anybody, read or not`(number: String) throws {
    let person =
      "[{\"tag\":\"KAJA\",\"role\":\"child\",\"number\":\"\(number)\",\"certainty\":\"certain\","
      + "\"protection\":\"none\"}]"
    let traces = try consultation(persons: person).identityTraces
    #expect(traces.map(\.kind) == [.personalNumber])
    #expect(traces.map(\.pointer) == ["/handling/persons/0/number"])
  }

  @Test(arguments: [
    ("[]", false), ("[\"police\"]", true), ("[\"prosecutor\"]", true), (nil, true),
    ("\"no\"", true),
  ])
  func `holds words of one's own only where nobody of the police hears them`(
    takesPart: String?, isStopped: Bool
  ) throws {
    let traces = try consultation(takesPart: takesPart).identityTraces
    #expect(traces.map(\.description) == (isStopped ? ["free-text at /sections/1, line 1"] : []))
  }

  @Test func `that is not one is stopped before anything is made or kept`() throws {
    let document = try consultation(body: said("Bor på Storgatan 12, ring 011-15 22 83"))
    let sample = try Sample()
    let connection = try sample.connection("tcp://127.0.0.1:1")
    let found = AdapterError.identifying(document.identityTraces)
    #expect(document.identityTraces.count == 2)
    #expect(throws: found) { try document.validate(at: Sample.moment) }
    #expect(throws: found) { try document.prepared(for: connection, at: Sample.moment) }
    let words = "\(found)"
    #expect(words.contains("address at /sections/1/body/text, line 1"))
    #expect(!words.contains("Storgatan") && !words.contains("15 22"))
  }

  @Test func `has a limit to what is named at once`() throws {
    let text = String(repeating: "121222-2390\n", count: 200)
    #expect(try consultation(body: said(text)).identityTraces.count == IdentityTrace.limit)
  }

  @Test func `is the only kind that is searched`() throws {
    let report = try Sample.document {
      $0 = $0.replacing("borta sedan maj", with: "Storgatan 12, 011-15 22 83, kaja@example.org")
    }
    #expect(report.identityTraces == [])
    try report.validate(at: Sample.moment)
  }
}

@Suite struct `A report made of a consultation` {
  private let words = "Hon sa: ”det är vår hemlighet”.\n  Två gånger,\ti dag — och i går."

  @Test func `keeps every word, and begins a conversation of its own`() throws {
    let conversation = ",\"conversation\":\"0f3c5a5e-7b1d-4c62-9e0a-5d2f60c1b7a4\""
    let asked = try consultation(body: said(words), conversation: conversation)
    let report = try asked.report()
    #expect(report.kind == .reportMandatory)
    #expect(report.conversation == nil)
    #expect(report.unit == asked.unit)
    #expect(report.purpose == .childProtection)
    #expect(report.basis == .dutyToReport)
    #expect(report.sections == asked.sections)
    let handling = try JSONScanner.parse(Array(report.json.utf8))["handling"]
    #expect(handling?["grounds"]?.array == [.string("abuse")])
    #expect(handling?["municipality"]?.string == "0580")
    #expect(handling?["anonymous"]?.bool == false)
    #expect(handling?["takes-part"] == nil)
    // Who is not named yet must be, before it can be sent.
    let refusal = #expect(throws: AdapterError.self) { try report.validate(at: Sample.moment) }
    #expect("\(try #require(refusal))".contains("/handling/persons"))
  }

  @Test func `can be sent once somebody is named`() throws {
    let name = Concerns.Tag("KAJA")
    let tag = try #require(name)
    let child = Person(
      tag: tag, role: .child, identifier: PersonIdentifier(Sample.number), certainty: .certain,
      protection: .none)
    let report = try consultation(body: said(words)).report(about: [child])
    let message = try report.prepared(
      for: try Sample().connection("tcp://127.0.0.1:1"), at: Sample.moment
    ).message
    #expect(message.matter.kind == .reportMandatory)
    #expect(message.handling.persons.count == 1)
    let narrative = try message.sections.first { $0.dataClass == .narrative }?.readBody()
    #expect(narrative?["text"]?.string == words)
    // What is written out is read back as the same.
    #expect(try ConcernDocument(reading: Array(report.json.utf8)) == report)
  }

  @Test func `is made of nothing else, and is nothing else`() throws {
    let report = try Sample.document()
    #expect(throws: AdapterError.self) { try report.report() }
    let asked = try consultation()
    #expect(throws: AdapterError.self) { try asked.report(as: .feedback) }
    #expect(try asked.report(as: .reportVoluntary).basis == .anyoneShouldReport)
  }
}
