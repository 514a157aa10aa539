import Ledger
import Concerns
import Evidence
import Support
import Wire

extension World {
  /// The operator changes the register, redrives what is parked, or asks.
  mutating func administer(_ machine: Int) {
    switch dice.below(14) {
    case 0: revoke(machine)
    case 1: addKey(machine)
    case 3: moveMachine(machine)
    case 4: ask(["act": "broker.status"], machine)
    case 5: ask(["act": "agency.ls"], machine)
    case 6: ask(["act": "member.remove", "id": "finns/inte"], machine)
    case 7: ask(["act": "key.ls", "agency": Town.school.agency.text], machine)
    case 2, 8, 9: ask(["act": "parked.ls"], machine)
    default: redriveSomething(machine)
    }
  }

  func ask(_ request: KeyValuePairs<String, String>) -> JSONValue {
    .object(request.map { .init($0.key, .string($0.value)) })
  }

  mutating func ask(_ request: KeyValuePairs<String, String>, _ machine: Int) {
    let value = ask(request)
    post(.admin(value), .admin(value), from: machine)
  }

  private mutating func revoke(_ machine: Int) {
    guard let reporter = dice.pick(Town.reporters), let key = keys[reporter.agency] else { return }
    account.changedKeys.insert(key.verifyingKey.id)
    ask(
      [
        "act": dice.once(in: 4) ? "key.retire" : "key.revoke", "agency": reporter.agency.text,
        "keyid": key.verifyingKey.id.text,
      ], machine)
    addKey(machine, for: reporter.agency)
  }

  private mutating func addKey(_ machine: Int) {
    let agencies = Town.reporters.map(\.agency) + [Town.board]
    guard let agency = dice.pick(agencies) else { return }
    addKey(machine, for: agency)
  }

  /// The agency signs with the new key once it is registered, or too early.
  mutating func addKey(_ machine: Int, for agency: AgencyID) {
    keysMade += 1
    let key = Town.key(number: keysMade)
    account.changedKeys.insert(key.verifyingKey.id)
    if dice.once(in: 4) { keys[agency] = key } else { newKeys[key.verifyingKey.wire] = key }
    ask(
      ["act": "key.add", "agency": agency.text, "key": key.verifyingKey.wire], machine)
  }

  /// The school's second machine comes and goes.
  private mutating func moveMachine(_ machine: Int) {
    if dice.once(in: 2) { return ask(["act": "member.remove", "id": "skola/m2"], machine) }
    restoreMachine(machine)
  }

  mutating func restoreMachine(_ machine: Int) {
    let index = Town.machines.firstIndex { $0.member.text == "skola/m2" } ?? 0
    let request = JSONValue.object([
      .init("act", .string("member.add")), .init("id", .string("skola/m2")),
      .init("curveKey", .string(Town.curveKey(index))),
      .init("functions", .array([.string(Town.school.unit.text)])),
    ])
    post(.admin(request), .admin(request), from: machine)
  }

  private mutating func redriveSomething(_ machine: Int) {
    guard let delivery = dice.pick(parked) else { return }
    redrive(delivery, machine)
  }

  mutating func redrive(_ delivery: DeliveryID, _ machine: Int) {
    ask(["act": "parked.redrive", "delivery": delivery.wire], machine)
  }

  /// What is parked on disk, in a fixed order.
  var parked: [DeliveryID] {
    host.store.look { noted in
      noted.deliveries.filter { $0.value.standing.state == .parked }.keys.sorted()
    }
  }
}
