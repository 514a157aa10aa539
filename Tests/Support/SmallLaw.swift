/// A law of four rules and one statement: what a cooperation shares, and what nobody is told.
package enum SmallLaw {
  package static let text =
    LawHead.text + """
      sending:
        - id: send-report
          citation: ["SoL 19:1"]
          review: read
          from: 2025-07-01
          kind: report.mandatory
          senders: [school]
          sender-bound: yes
          recipients: [social-services]
          purposes: [child-protection]
          bases: [sol-19-1]
          reason: {sv: "Plikt.", en: "Duty."}
          otherwise: {sv: "Bara skolan.", en: "Schools only."}
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
          classes: [whereabouts]
          protections: [marked, registered, unknown] #
          reason: {sv: "Skyddad.", en: "Protected."}
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
          review: needs-legal-review
          from: 2025-07-01
          effect: show
          kinds: [collaboration.share]
          senders: any
          recipients: [school, leisure]
          standings: [participant]
          classes: [narrative, whereabouts]
          needs: [waiver, agreement]
          reason: {sv: "Den enskilde har sagt ja.", en: "The person has said yes."}
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

      """

  /// The same law with something to ask whoever applies it.
  package static let watched =
    text + """
      canaries:
        - id: canary-back-to-school
          says: {sv: "Skolan får inget tillbaka.", en: "The school gets nothing back."}
          at: now
          kind: report.mandatory
          purpose: child-protection
          basis: sol-19-1
          sender: {party: school, bound: yes}
          persons:
            - {tag: AAAA, role: child, certainty: certain, protection: none}
          recipients:
            - {who: board.reception, party: social-services, bound: yes, standing: owner,
               shown: [health]}
            - {who: school.unit, party: school, bound: yes, standing: reporter,
               withheld: [health]}

      """

  package static let story = """
    {
      "story": "Cooperation",
      "scenes": [{
        "scene": "shared", "day": "2026-06-01", "kind": "collaboration.share",
        "sender": {"party": "social-services", "bound": true},
        "facts": {
          "age": "15-17", "protection": "marked", "guardians": "may-be-told",
          "certainty": "certain", "grounds": [], "established": ["agreement"]
        },
        "recipients": [
          {
            "who": "the leisure centre", "party": "leisure", "bound": true,
            "standing": "participant",
            "waived": ["narrative", "whereabouts", "health"],
            "shown": {"OSL 10:1": ["narrative"]},
            "withheld": {"OSL 21:3": ["whereabouts"]}
          }
        ]
      }]
    }
    """
}
