import Concerns
import Support
import Wire

extension World {
  /// Somebody who takes part in a conversation declares an emergency in it.
  ///
  /// - Returns: Whether there is a conversation.
  mutating func declareEmergency(_ machine: Int) -> Bool {
    let station = stations[machine]
    let role = station.agency == Town.board ? "socialsekreterare" : "rektor"
    let letters = account.letters.filter { letter in
      letter.kind.isReport && [letter.agency, Town.board].contains(station.agency)
    }
    guard [Town.school.agency, Town.board].contains(station.agency),
      let unit = station.functions.first, let letter = dice.pick(letters.suffix(12))
    else { return false }
    var wording = Wording(.emergencyDeclare, from: unit, in: letter.conversation)
    wording.sent = wall
    let hours = dice.weighed([(6, 1 + dice.below(72)), (1, 100), (1, -1)])
    wording.particulars = Particulars(
      decision: decision(by: station.agency.text + "." + role),
      emergency: EmergencyTerms(
        recipient: dice.weighed([(4, Town.onCall), (1, Town.police.unit)]),
        reason: dice.pick(EmergencyReason.allCases) ?? .other,
        until: Moment(seconds: (wall + .seconds(3600 * hours)).milliseconds / 1000),
        worker: Town.name("anst-\(dice.below(3))", WorkerID.init(_:))))
    send(wording, nil, id: nil, machine)
    return true
  }

  /// The head, or the data protection officer, looks at one, perhaps for the second time.
  mutating func reviewEmergency(_ machine: Int) {
    let declared = account.letters.filter { $0.kind == .emergencyDeclare }
    guard let unit = dice.pick(stations[machine].functions),
      let letter = dice.pick(declared.suffix(8))
    else { return }
    var wording = Wording(.emergencyReview, from: unit, in: letter.conversation)
    wording.sent = wall
    wording.particulars = Particulars(
      decision: decision(by: Town.board.text + ".enhetschef"),
      review: EmergencyFinding(
        emergency: letter.id, review: dice.pick(EmergencyReview.allCases) ?? .founded,
        worker: Town.name("anst-\(dice.below(3))", WorkerID.init(_:))))
    send(wording, nil, id: nil, machine)
  }

  private func decision(by role: String) -> Decision {
    Decision(
      by: Town.name(role, FunctionID.init(_:)), section: .accountableAccess,
      balancing: String(repeating: "A", count: 43),
      on: Town.name("2026-11-19", CivilDate.init(_:)))
  }
}
