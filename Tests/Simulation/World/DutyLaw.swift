package import Policy

/// The shipped law, under which whoever is on duty sees who reported in an emergency alone.
///
/// No rule of the shipped law requires an emergency; so one is seen to open and to close.
package enum DutyLaw {
  private static let rule = """
      - id: withhold-reporter-from-duty
        citation: ["OSL 26:1"]
        review: derived
        from: 2025-07-01
        effect: withhold
        kinds: [report.mandatory, report.voluntary]
        senders: any
        recipients: any
        standings: [duty]
        classes: [reporter]
        unless: [emergency]
        reason: {sv: "Bara i en nödsituation.", en: "In an emergency alone."}
    """

  /// That law, proved.
  package static let policy: ProvedPolicy = {
    let text = String(decoding: Town.policy.table.bytes, as: UTF8.self)
    // It no longer keeps to what the shipped law states about itself.
    let rules = text.split(separator: "\nstatements:\n", maxSplits: 1)[0] + "\n"
    let law = rules.replacing("\nsigning:\n", with: "\n" + rule + "\n\nsigning:\n")
    do {
      return try PolicyTable(yaml: String(law)).proved()
    } catch {
      preconditionFailure("the law of duty can be read: \(error)")
    }
  }()
}
