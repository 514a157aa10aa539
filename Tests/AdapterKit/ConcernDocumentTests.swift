import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Testing
import Wire

@Suite struct `A concern document` {
  let sample: Sample

  init() throws { sample = try Sample() }

  @Test func `becomes a message that the broker's rules accept`() throws {
    let message = try sample.message()
    #expect(message.matter.kind == .reportMandatory)
    #expect(message.matter.unit.text == "school.pupil-health")
    #expect(message.matter.sent == Moment(seconds: Sample.moment.seconds))
    #expect(message.matter.purpose == .childProtection)
    #expect(message.matter.basis == .dutyToReport)
    #expect(message.handling.wantsFeedback)
    #expect(Set(message.sections.map(\.dataClass)) == [.matter, .handling, .narrative, .identity])
    #expect(message.envelope.commitments.count == 16)
  }

  @Test func `draws a conversation, tags and an id for every message`() throws {
    let (first, second) = (try sample.message(), try sample.message())
    #expect(first.envelope.id != second.envelope.id)
    #expect(first.matter.conversation != second.matter.conversation)
    let tags = [first, second].compactMap { $0.handling.persons.first?.tag.text }
    #expect(!tags.contains("KAJA"))
    let about = first.sections.first { $0.dataClass == .narrative }?.about
    #expect(about == first.handling.persons.map(\.tag))
  }

  @Test func `keeps the conversation, purpose and basis it names`() throws {
    let conversation = "8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16"
    let document = try Sample.document { text in
      text.replace(
        "\"unit\":", with: "\"conversation\":\"\(conversation)\",\"basis\":\"sol-19-4\",\"unit\":")
    }
    #expect(document.conversation?.description == conversation)
    #expect(document.basis == .anyoneShouldReport)
    #expect(document.purpose == .childProtection)
  }

  @Test(arguments: ["20121222-2390", "201212222390"])
  func `writes a whole number as twelve digits`(number: String) throws {
    let document = try Sample.document { $0.replace(Sample.number, with: number) }
    var generator = SystemRandomNumberGenerator()
    let message = try document.compose(
      to: destination(.training), at: Sample.moment, drawing: &generator)
    let section = try #require(message.sections.first { $0.dataClass == .handling })
    let written = try section.readBody()["persons"]?.array?.first?["number"]?.string
    #expect(written == Sample.number)
  }

  @Test func `keeps a number that cannot be read, in a report`() throws {
    let document = try Sample.document { $0.replace(Sample.number, with: "maj 2015") }
    try document.validate(for: nil, at: Sample.moment)
    var generator = SystemRandomNumberGenerator()
    let message = try document.compose(
      to: destination(.production), at: Sample.moment, drawing: &generator)
    #expect(message.handling.persons.first?.identifier == .unverified("maj 2015"))
  }

  @Test(arguments: [
    Fault("\"kind\":\"report.mandatory\"", "\"kind\":\"report.mandatry\"", "unknown-kind", "/kind"),
    Fault("\"kind\":\"report.mandatory\"", "\"kind\":\"transfer\"", "bad-matter", "/purpose"),
    Fault(
      "\"kind\":\"report.mandatory\"", "\"kind\":\"reservation.offer\"", "bad-matter",
      "/purpose"),
    Fault("\"kind\":\"report.mandatory\",", "", "bad-matter", "/kind"),
    Fault("\"kind\":\"report.mandatory\"", "\"kind\":\"feedback\"", "bad-matter", "/conversation"),
    Fault("school.pupil-health", "School", "bad-matter", "/unit"),
    Fault("school.pupil-health", "police.desk", "unknown-unit", "/unit"),
    Fault("\"unit\":", "\"purpose\":\"gossip\",\"unit\":", "bad-matter", "/purpose"),
    Fault("\"unit\":", "\"sent\":\"now\",\"unit\":", "bad-request", "/sent"),
    Fault("\"unit\":", "\"kind\":\"feedback\",\"unit\":", "duplicate-name", nil),
    Fault("\"excluded\":[]},", "\"excluded\":[],},", "bad-json", nil),
    Fault("\"role\":\"child\"", "\"role\":\"pupil\"", "bad-handling", "/handling/persons/0"),
    Fault("\"urgency\":\"ordinary\"", "\"urgency\":\"soon\"", "bad-handling", "/handling/urgency"),
    Fault("\"municipality\":\"0581\",", "", "bad-handling", "/handling/municipality"),
    Fault("\"class\":\"narrative\"", "\"class\":\"gossip\"", "unknown-class", "/sections/0/class"),
    Fault("\"class\":\"identity\"", "\"class\":\"matter\"", "doubled-section", "/sections/1/class"),
    Fault("\"class\":\"identity\"", "\"class\":\"outcome\"", "class-not-allowed", "/sections/1"),
    Fault(
      "\"about\":[\"KAJA\"],\"body\":{\"name\"", "\"about\":[\"MISS\"],\"body\":{\"name\"",
      "unknown-tag", "/sections/1/about"),
    Fault("{\"text\":\"borta sedan maj\"}", "\"borta\"", "bad-sections", "/sections/0/body"),
  ])
  func `is refused before sending, with the broker's code and the place`(fault: Fault) throws {
    let text = Sample.text { $0.replace(fault.old, with: fault.new) }
    #expect(text != Sample.text())
    let found = error(of: text, for: .training)
    guard case .refused(let refusal)? = found else {
      Issue.record("accepted, or failed otherwise: \(String(describing: found))")
      return
    }
    #expect(refusal.code == fault.code)
    #expect(refusal.pointer == fault.pointer)
    #expect(refusal.text != nil)
  }

  @Test func `of any listed kind is sent when it names purpose and basis`() throws {
    let document = try Sample.document {
      $0.replace(
        "\"kind\":\"report.mandatory\"",
        with: """
          "kind":"correction","purpose":"child-protection","basis":"sol-19-4",\
          "conversation":"30050e38-3361-45f9-a2f7-bbcf50f068eb"
          """)
    }
    var generator = SystemRandomNumberGenerator()
    let message = try document.compose(
      to: destination(.training), at: Sample.moment, drawing: &generator)
    #expect(message.matter.kind == .correction)
    #expect(message.matter.basis == .anyoneShouldReport)
  }

  @Test func `of the test series is refused in production`() throws {
    let found = error(of: Sample.text(), for: .production)
    #expect(code(of: found) == "test-number-refused")
  }

  @Test func `is refused when it has more sections than a message can hold`() throws {
    let part = "{\"class\":\"narrative\",\"about\":[],\"body\":{}},"
    let text = Sample.text { text in
      text.replace("\"sections\":[", with: "\"sections\":[" + String(repeating: part, count: 59))
    }
    #expect(error(of: text, for: .training) == nil)
    let full = Sample.text { text in
      text.replace("\"sections\":[", with: "\"sections\":[" + String(repeating: part, count: 60))
    }
    #expect(code(of: error(of: full, for: .training)) == "too-many-sections")
  }

  @Test func `is made of values as it is of text`() throws {
    let handling = try sample.message().handling
    let tags = handling.persons.map(\.tag)
    let document = try ConcernDocument(
      kind: .reportVoluntary, unit: try #require(FunctionID("school.head")), handling: handling,
      sections: [.init(.narrative, about: tags, json: "{\"text\":\"sett på gården\"}")])
    var generator = SystemRandomNumberGenerator()
    let message = try document.compose(
      to: destination(.training), at: Sample.moment, drawing: &generator)
    #expect(message.matter.basis == .anyoneShouldReport)
    #expect(message.handling.grounds == handling.grounds)
    #expect(message.handling.persons.map(\.identifier) == handling.persons.map(\.identifier))
  }

  private func error(of text: String, for environment: Environment) -> AdapterError? {
    do {
      var generator = SystemRandomNumberGenerator()
      let document = try ConcernDocument(reading: Array(text.utf8))
      _ = try document.compose(
        to: destination(environment), at: Sample.moment, drawing: &generator)
      return nil
    } catch {
      return error
    }
  }

  private func destination(_ environment: Environment) -> Destination {
    Destination(
      agency: sample.agency, deployment: sample.deployment, environment: environment,
      key: sample.member.verifyingKey.id)
  }
}

/// A change of the sample document, and what it must come to.
struct Fault: CustomTestStringConvertible {
  let old: String
  let new: String
  let code: String
  let pointer: String?

  init(_ old: String, _ new: String, _ code: String, _ pointer: String?) {
    self.old = old
    self.new = new
    self.code = code
    self.pointer = pointer
  }

  var testDescription: String { "\(code) at \(pointer ?? "-")" }
}
