package import Policy

/// A law under which the police are told of a waiver only by a waiver that holds already.
///
/// So the renewal of a waiver is what rests on one, until a kind that shares on a waiver is taken.
package enum SharingLaw {
  package static func change(_ law: String) -> String {
    law.replacing(
      "    kinds: [consent.record, consent.withdraw]\n"
        + "    senders: any\n    recipients: *agencies\n",
      with: """
            kinds: [consent.withdraw]
            senders: any
            recipients: *agencies
            standings: [owner, duty, participant]
            classes: [matter]
            reason: {sv: "Delningen har upphört.", en: "Sharing has stopped."}

          - id: show-record-to-the-board
            citation: ["OSL 12:2"]
            review: derived
            from: 2025-07-01
            effect: show
            kinds: [consent.record]
            senders: any
            recipients: [social-services]
            standings: [owner, duty, participant]
            classes: [matter]
            reason: {sv: "Delningen gäller.", en: "Sharing holds."}

          - id: show-record-on-a-waiver
            citation: ["OSL 12:2"]
            review: derived
            from: 2025-07-01
            effect: show
            kinds: [consent.record]
            senders: any
            recipients: [police]
            needs: [waiver]

        """)
  }

  /// That law, proved.
  package static let policy: ProvedPolicy = {
    let text = change(String(decoding: Town.policy.table.bytes, as: UTF8.self))
    // It no longer keeps to what the shipped law states about itself.
    let rules = text.split(separator: "\nstatements:\n", maxSplits: 1)[0] + "\n"
    do {
      return try PolicyTable(yaml: String(rules)).proved()
    } catch {
      preconditionFailure("the law of sharing can be read: \(error)")
    }
  }()
}
