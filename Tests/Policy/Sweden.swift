import Concerns
import Foundation
import Policy
import Testing

/// The shipped table and the days and spaces that the tests walk over.
enum Sweden {
  static let file: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appending(path: "protocols/policy/sweden.yaml")
  }()

  static let text = Result { try String(contentsOf: file, encoding: .utf8) }

  static let table = Result { try PolicyTable(yaml: text.get()) }

  /// A day under each list of those bound, and one before there was any law to apply.
  static let days = ["2025-06-30", "2025-07-01", "2026-01-14", "2026-01-15", "2026-11-20"]

  static let today = "2026-11-20"

  static let participants = Party.allCases.flatMap { party in
    [true, false].map { Participant(party: party, isBound: $0) }
  }

  /// Calls `body` with every question about seeing a message of one kind on one day.
  static func everySight(of kind: Kind, on day: CivilDate, _ body: (Seeing) -> Void) {
    for sender in Party.allCases {
      for recipient in participants {
        for standing in RecipientStanding.allCases {
          for dataClass in DataClass.allCases {
            for facts in circumstances {
              body(
                Seeing(
                  kind: kind, sender: sender, recipient: recipient, standing: standing,
                  dataClass: dataClass, protection: facts.protection, guardians: facts.guardians,
                  isExcluded: facts.isExcluded, hasWaiver: facts.hasWaiver, day: day))
            }
          }
        }
      }
    }
  }

  /// How many questions that is.
  static let sightCount =
    Party.allCases.count * participants.count * RecipientStanding.allCases.count
    * DataClass.allCases.count * circumstances.count

  /// The kinds that the table speaks of.
  static let ruled = [Kind.reportMandatory, .reportVoluntary, .feedback, .feedbackRequest]

  /// What walking over every question about seeing brought to light.
  struct Walk: Sendable {
    var count = 0
    var shown: [Seeing] = []
    var withheld = 0
    /// Where the table and the reference differ, or a verdict comes without its reason.
    var faults: [Seeing] = []
    /// Reports kept from the side that answers for them.
    var keptFromOwner: [Seeing] = []
  }

  /// One walk over the whole space of today, shared by the tests because it takes seconds.
  static let walk = Result {
    var walk = Walk()
    let table = try Sweden.table.get()
    guard let day = CivilDate(today) else { return walk }
    for kind in ruled {
      everySight(of: kind, on: day) { question in
        let verdict = table.mayBeSeen(question)
        walk.count += 1
        if verdict.isShown { walk.shown.append(question) } else { walk.withheld += 1 }
        if verdict.isShown != Reference.isShown(question) || verdict.ground.reason.sv.isEmpty
          || (verdict.isShown && verdict.unlocks != nil)
        {
          walk.faults.append(question)
        }
        if !verdict.isShown && Reference.ownsReport(question) {
          walk.keptFromOwner.append(question)
        }
      }
    }
    return walk
  }

  /// Calls `body` with every question about sending a message of one kind on one day.
  static func everySending(of kind: Kind, on day: CivilDate, _ body: (Sending) -> Void) {
    for sender in participants {
      for recipient in participants {
        for purpose in Purpose.allCases {
          for basis in LegalBasis.allCases {
            body(
              Sending(
                kind: kind, sender: sender, recipient: recipient, purpose: purpose, basis: basis,
                day: day))
          }
        }
      }
    }
  }

  private struct Circumstance {
    let protection: Protection
    let guardians: GuardianNotice
    let isExcluded: Bool
    let hasWaiver: Bool
  }

  private static let circumstances = Protection.allCases.flatMap { protection in
    GuardianNotice.allCases.flatMap { guardians in
      [false, true].flatMap { isExcluded in
        [false, true].map { hasWaiver in
          Circumstance(
            protection: protection, guardians: guardians, isExcluded: isExcluded,
            hasWaiver: hasWaiver)
        }
      }
    }
  }
}
