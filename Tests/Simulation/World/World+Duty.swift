import Concerns
import Evidence
import Support
import Wire

// On-call writes hand-over lists of what it keeps, sometimes to the wrong place; whoever is there
// reads and accepts them, sometimes as they were before.
extension World {
  /// Asks what is kept, writes a list, reads one or accepts one.
  mutating func changeDuty(_ machine: Int) {
    switch dice.below(4) {
    case 0:
      let foreign = dice.once(in: 8) ? Town.onCall : nil
      guard let function = foreign ?? dice.pick(stations[machine].functions) else { return }
      tell(.ask(function), machine)
    case 1: handOver(machine)
    case 2:
      guard let list = dice.pick(lists) else { return }
      tell(.read(list), machine)
    default:
      guard let shown = stations[machine].shown else { return }
      sign(DutyDocument(shown.list, .accept(view: shown.view)), machine)
    }
  }

  private mutating func handOver(_ machine: Int) {
    guard let one = dice.pick(stations[machine].kept) else { return }
    let owner = dice.once(in: 8) ? Town.head : one.to
    let items = stations[machine].kept.filter { $0.to == one.to }.prefix(1 + dice.below(3)).map {
      DutyDocument.Item(delivery: $0.delivery, done: "Hembesök.", promised: "", next: "i morgon")
    }
    // A name that was used before now and then: the same list again, or another under its name.
    let fresh = DutyListID(RandomUUID(using: &dice))
    let list = dice.once(in: 6) ? dice.pick(lists) ?? fresh : fresh
    lists.append(list)
    if lists.count > Self.listMemory { lists.removeFirst() }
    sign(DutyDocument(list, .handOver(from: Town.onCall, to: owner, items)), machine)
  }

  /// Lists that anybody may try to read.
  private static let listMemory = 50

  private mutating func sign(_ document: DutyDocument, _ machine: Int) {
    guard let key = keys[stations[machine].agency] else { return }
    let proof = Proof.sign(
      [document.bytes], for: .duty, audience: Town.deployment, with: key)[0]
    tell(.act(proof, document), machine)
  }

  private mutating func tell(_ duty: ClientCommand.Duty, _ machine: Int) {
    post(.duty(duty), .duty(duty), from: machine)
  }

  /// A list is shown to its owner and to on-call, about deliveries of their own; a receipt is for
  /// what was signed. That nobody is relieved otherwise the notes of the store say.
  mutating func check(
    _ command: BrokerCommand, to duty: ClientCommand.Duty, _ caller: Caller
  ) throws {
    let functions = stations[caller.machine].functions
    switch (duty, command) {
    case (.ask(let function), .duties):
      guard functions.contains(function) else {
        throw Violation("somebody was told what another function keeps")
      }
    case (.read(let id), .dutyList(let shown, let bytes)) where shown == id:
      guard let list = try? DutyList(reading: bytes),
        functions.contains(list.to) || functions.contains(list.from)
      else { throw Violation("a hand-over list was shown to somebody else") }
      for item in list.items {
        guard let function = account.handed[item.delivery] else { continue }
        guard function == list.to || function == list.from else {
          throw Violation("a hand-over list speaks of a delivery of somebody else")
        }
      }
    case (.act(_, let document), .receipt(let proof, let leaf)):
      try account.verify(leaf, proof)
      switch (document.act, try? ReceiptLeaf(reading: leaf).outcome) {
      case (.handOver, .listed(document.digest, document.list)?),
        (.accept, .takenOver(document.digest, document.list)?):
        break
      default: throw Violation("a receipt is for another change of duty")
      }
    default: throw Violation("a change of duty got the answer to something else")
    }
  }
}
