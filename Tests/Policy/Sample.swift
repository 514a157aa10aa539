import Concerns
import Foundation
import Policy
import Support
import Testing

/// A small law that tests may spoil: what a school reports reaches the board, and nobody else.
enum Sample {
  static let head = LawHead.text

  static let sending = """
    sending:
      - id: send-report-until-2025
        citation: ["SoL 14:1"]
        review: needs-legal-review
        from: 2024-01-01
        until: 2025-06-30
        kind: report.mandatory
        senders: [school]
        sender-bound: yes
        recipients: [social-services]
        purposes: [child-protection]
        bases: [sol-19-1]
        reason: {sv: "Plikt förr.", en: "Duty before."}
        otherwise: &otherwise {sv: "Bara skolan.", en: "Schools only."}
      - id: send-report
        citation: ["SoL 19:1", "OSL 10:28"]
        review: read
        from: 2025-07-01
        kind: report.mandatory
        senders: [school]
        sender-bound: yes
        recipients: [social-services]
        ages: [under-12, 12-14, 15-17, unknown]
        purposes: [child-protection]
        bases: [sol-19-1]
        reason: {sv: "Plikt.", en: "Duty."}
        otherwise: *otherwise
      - id: send-voluntary
        citation: ["SoL 19:4"]
        review: derived
        from: 2025-07-01
        kind: report.voluntary
        senders: any
        sender-bound: no
        recipients: [social-services]
        grounds: [violence, abuse]
        purposes: [child-protection]
        bases: [sol-19-4]
        reason: {sv: "Var och en.", en: "Anyone."}
        otherwise: {sv: "Den som inte är bunden.", en: "Those not bound."}

    """

  static let seeing = """
    seeing:
      - id: withhold-whereabouts
        citation: ["OSL 21:3"]
        review: derived
        from: 2025-07-01
        effect: withhold
        kinds: any
        senders: any
        recipients: any
        standings: [reporter, participant, other]
        classes: [whereabouts, contact]
        protections: [marked, registered, unknown]
        reason: {sv: "Skyddad.", en: "Protected."}
        unlocks: {sv: "Inget.", en: "Nothing."}
      - id: show-report
        citation: ["SoL 19:1"]
        review: read
        from: 2025-07-01
        effect: show
        kinds: [report.mandatory]
        senders: [school]
        recipients: [social-services]
        standings: [owner, duty]
        classes: any
        reason: {sv: "Den ansvariga.", en: "The owner."}
      - id: show-shared
        citation: ["OSL 10:1"]
        review: read
        from: 2025-07-01
        effect: show
        kinds: [collaboration.share]
        senders: any
        recipients: [school, leisure]
        recipient-walled: no
        standings: [participant]
        classes: [narrative, whereabouts]
        ages: [15-17, 18-20]
        certainties: [certain]
        grounds: [crime]
        needs: [waiver, agreement]
        unless: [police-present]
        reason: {sv: "Samtycke.", en: "Waiver."}

    """

  static let statements = """
    statements:
      - id: never-whereabouts
        never: seen
        citation: ["OSL 21:3"]
        when:
          classes: [whereabouts]
          protections: [marked, registered, unknown]
          standings: [reporter, participant, other]
          from: 2025-07-01
        says: {sv: "Var någon finns röjs inte.", en: "Where someone is stays secret."}
      - id: always-to-the-owner
        always: seen
        citation: ["SoL 19:1"]
        when:
          kinds: [report.mandatory]
          senders: [school]
          recipients: [social-services]
          standings: [owner]
          excluded: no
          from: 2025-07-01
        citing: ["SoL 19:1"]
        says: {sv: "Anmälan når den ansvariga.", en: "A report reaches its owner."}
      - id: never-bound-voluntary
        never: sent
        citation: ["SoL 19:4"]
        when:
          kinds: [report.voluntary]
          sender-bound: yes
        says: {sv: "Den bundna anmäler enligt plikt.", en: "Those bound report under the duty."}

    """

  static let text = head + sending + seeing + statements

  static func table(_ text: String = text) throws -> PolicyTable { try PolicyTable(yaml: text) }

  /// The law with one passage changed; the test is wrong if the passage is not there.
  static func text(replacing old: String, by new: String) throws -> (text: String, line: Int) {
    let place = try #require(text.range(of: old))
    let above = text[..<place.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false)
    return (text.replacingCharacters(in: place, with: new), above.count)
  }

  static func day(_ text: String = "2026-11-20") throws -> CivilDate {
    try #require(CivilDate(text))
  }

  static let school = Participant(party: .school, isBound: true)
  static let board = Participant(party: .socialServices, isBound: true)
}
