import Concerns
import Foundation
import Policy
import Tables
import Testing

@Suite struct `Expectations of a law` {
  static let text = """
    {
      "story": "A report reaches its owner",
      "scenes": [
        {
          "scene": "the report", "day": "2026-06-01", "kind": "report.mandatory",
          "sender": {"party": "school", "bound": true},
          "facts": {
            "age": "12-14", "protection": "unknown", "guardians": "unknown",
            "certainty": "certain", "grounds": [], "established": []
          },
          "sending": {
            "to": {"party": "social-services", "bound": true},
            "purpose": "child-protection", "basis": "sol-19-1", "lawful": true,
            "citation": "SoL 19:1"
          },
          "recipients": [
            {
              "who": "the owner", "party": "social-services", "bound": true,
              "standing": "owner",
              "shown": {"SoL 19:1": ["matter", "whereabouts"]}, "withheld": {}
            },
            {
              "who": "the reporter", "party": "school", "bound": true, "standing": "reporter",
              "shown": {},
              "withheld": {
                "OSL 21:3": ["whereabouts"],
                "OSL 8:1": ["matter"]
              }
            }
          ]
        }
      ]
    }
    """

  @Test func `name nothing when all is as expected`() throws {
    let expectations = try ExpectedAnswers(reading: Self.text)
    #expect(expectations.story == "A report reaches its owner")
    #expect(expectations.expectations.count == 5)
    #expect(expectations.differences(from: try Sample.table()) == [])
  }

  @Test(arguments: [
    (
      "\"lawful\": true", "\"lawful\": false", 11,
      "a mandatory report to social services: expected not lawful, but lawful "
        + "(send-report: SoL 19:1, OSL 10:28)"
    ),
    (
      "\"OSL 8:1\": [\"matter\"]", "\"OSL 26:1\": [\"matter\"]", 27,
      "the reporter, the frame of the matter: expected withheld under OSL 26:1, but withheld "
        + "(unruled: OSL 8:1)"
    ),
    (
      "\"OSL 21:3\": [\"whereabouts\"]", "\"OSL 21:3\": [\"whereabouts\", \"contact\", \"health\"]",
      26, "the reporter, health: expected withheld under OSL 21:3, but withheld (unruled: OSL 8:1)"
    ),
  ])
  func `name what came out otherwise, with its line`(
    old: String, new: String, line: Int, sentence: String
  ) throws {
    let text = Self.text.replacing(old, with: new)
    let differences = try ExpectedAnswers(reading: text).differences(from: try Sample.table())
    #expect(differences.map(\.sentence.en) == [sentence])
    #expect(differences.map(\.line) == [line])
    #expect(differences.map(\.scene) == ["the report"])
  }

  @Test(arguments: [
    ("\"bound\": true", "\"bound\": maybe", "a yes or no"),
    ("\"matter\"]", "\"mater\"]", "unknown word \"mater\""),
    ("\"story\"", "\"tale\"", "unknown key \"tale\""),
    ("2026-06-01", "2026-06-31", "is no day"),
  ])
  func `are refused with what is wrong`(old: String, new: String, fault: String) throws {
    let flaw = try #require(throws: TableFlaw.self) {
      try ExpectedAnswers(reading: Self.text.replacing(old, with: new))
    }
    #expect(flaw.fault.contains(fault))
    #expect(flaw.line > 0)
  }
}
