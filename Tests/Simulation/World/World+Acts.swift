import Concerns
import Evidence
import Ledger
import Routing
import Support
import Wire

extension World {
  /// Somebody does something.
  mutating func act() async throws {
    let machine = dice.below(stations.count)
    guard stations[machine].line != nil else {
      _ = connect(machine)
      return greet(machine)
    }
    if !stations[machine].isGreeted, !dice.once(in: 5) { return greet(machine) }
    if dice.once(in: 25) { return fidget(machine) }
    switch stations[machine].agency {
    case Town.operators: administer(machine)
    case Town.board:
      if stations[machine].functions.contains(Town.head), dice.once(in: 3) {
        return reviewEmergency(machine)
      }
      if dice.once(in: 12) { return changeDuty(machine) }
      if dice.once(in: 15) { return publishRequest(machine) }
      if dice.once(in: 15), declareEmergency(machine) { return }
      if dice.once(in: 20), answerQuestion(machine) { return }
      dice.once(in: 6) ? publishFeedback(machine) : attend(machine)
    default: dice.once(in: 3) ? attend(machine) : publish(machine)
    }
  }

  /// HELLO, with all mailboxes or some, with a clock that is sometimes wrong.
  mutating func greet(_ machine: Int) {
    let isLate = faultsAreOn && dice.once(in: 30)
    let functions = stations[machine].functions.filter { _ in !faultsAreOn || !dice.once(in: 8) }
    stations[machine].credit = (0, 0)
    post(
      .hello(
        .init(
          time: wall + .seconds(isLate ? 900 : 0), software: "simulated", functions: functions)),
      .hello, from: machine)
  }

  /// Allows some more deliveries; never takes back what was allowed.
  mutating func grant(_ machine: Int) {
    let isSlow = faultsAreOn && dice.once(in: 3)
    stations[machine].credit.messages += Int64(isSlow ? 1 : 5 + dice.below(20))
    stations[machine].credit.bytes += Int64(isSlow ? 1 : 1 << 20)
    let credit = stations[machine].credit
    post(
      .credit(.init(messages: credit.messages, bytes: credit.bytes)), .credit, from: machine)
  }

  /// What any member does now and then, and what it should not do.
  private mutating func fidget(_ machine: Int) {
    switch dice.below(5) {
    case 0: post(.ping, .ping, from: machine)
    case 1: post(.bye, .bye, from: machine)
    case 2: post(.credit(.init(messages: 0, bytes: 0)), .credit, from: machine)
    case 3: greet(machine)
    default: makeNoise(machine)
    }
  }

  private mutating func makeNoise(_ machine: Int) {
    var frames = (0..<dice.below(6)).map { _ in
      Salt.bytes(dice.below(60), using: &dice)
    }
    var number: Int64 = 0
    if dice.once(in: 2), let letter = account.letters.last {
      // A whole message with one bit turned.
      number = stations[machine].nextNumber()
      frames = letter.frames(number)
      let frame = 2 + dice.below(2)
      let byte = dice.below(frames[frame].count)
      frames[frame][byte] ^= 1 << UInt8(dice.below(7))
    }
    post(Mail(number: number, subject: .noise, frames: frames), from: machine)
  }

  /// What a recipient does with its mailbox.
  private mutating func attend(_ machine: Int) {
    if dice.once(in: 4) { return grant(machine) }
    guard let held = dice.pick(stations[machine].held) else {
      guard let function = dice.pick(stations[machine].functions) else { return }
      return post(
        .list(.init(function: function, after: nil, limit: 1 + dice.below(10))), .list,
        from: machine)
    }
    switch dice.below(16) {
    case 0: post(.open(held.delivery), .open(held.delivery), from: machine)
    case 1: post(.claim(held.delivery), .claim(held.delivery), from: machine)
    case 2: post(.release(held.delivery), .release, from: machine)
    case 3: redirect(wandering(among: stations[machine].held) ?? held.delivery, machine)
    case 4: meddle(machine)
    default: acknowledge(machine)
    }
  }

  /// Tells of a few deliveries at once: any state, also of those told of before.
  private mutating func acknowledge(_ machine: Int) {
    let held = stations[machine].held
    var items: [AckDocument.Item] = []
    for _ in 0..<(1 + dice.below(3)) {
      guard let one = dice.pick(held.suffix(12)),
        !items.contains(where: { $0.delivery == one.delivery })
      else { continue }
      let state: AckState = dice.weighed([(6, .received), (3, .read), (3, .committed)])
      items.append(
        .init(
          delivery: one.delivery, view: one.view, state: state,
          caseNumber: state == .committed ? "A-1" : nil))
      if dice.once(in: 2) { stations[machine].held.removeAll { $0.delivery == one.delivery } }
    }
    send(items, from: machine)
  }

  mutating func acknowledgeRecall(_ delivery: DeliveryID, _ machine: Int) {
    let view = stations[machine].held.first { $0.delivery == delivery }?.view
    send(
      [.init(delivery: delivery, view: view ?? Digest32(hashing: [1]), state: nil)], from: machine)
  }

  mutating func send(_ items: [AckDocument.Item], from machine: Int) {
    guard !items.isEmpty, let key = keys[stations[machine].agency] else { return }
    let document = AckDocument(items)
    let proof = Proof.sign(
      [document.bytes], for: .ack, audience: Town.deployment, with: key)[0]
    post(
      .acknowledge(.init(proof: proof, document: document)), .acknowledge(document),
      from: machine)
  }

  /// Reaches for what belongs to somebody else.
  private mutating func meddle(_ machine: Int) {
    guard let other = dice.pick(account.handed.keys.sorted()) else { return }
    switch dice.below(4) {
    case 0: post(.open(other), .open(other), from: machine)
    case 1: post(.claim(other), .claim(other), from: machine)
    case 2: redirect(other, machine)
    default:
      send([.init(delivery: other, view: Digest32(hashing: [1]), state: .received)], from: machine)
    }
  }

  /// Sends a delivery on: to another unit, to a wall, or to a unit that does not exist.
  private mutating func redirect(_ delivery: DeliveryID, _ machine: Int) {
    let targets =
      Town.otherUnits + [
        Town.reception, Town.protectedDesk, Town.head, Town.walled, Town.board("finns-inte"),
        Town.school.unit,
      ]
    guard let to = dice.pick(targets) else { return }
    let version = host.store.look { $0.deliveries[delivery]?.standing.version ?? 1 }
    post(
      .decide(
        .init(
          delivery: delivery, version: Int64(dice.once(in: 6) ? version + 1 : version), to: to,
          reason: .wrongUnit)), .decide(delivery, to: to), from: machine)
  }
}
