import Admission
import Concerns
import DequeModule
import Ledger
import Pipeline
import Support
import Wire

extension World {
  private var sortedLines: [Line] { lines.values.sorted { $0.id < $1.id } }

  /// Carries one message to the broker; on the way it may be lost, doubled or overtaken.
  mutating func carryIn() throws {
    guard let line = dice.pick(sortedLines.filter { !$0.toBroker.isEmpty }) else { return }
    let position = faultsAreOn && dice.once(in: 12) ? dice.below(line.toBroker.count) : 0
    guard let mail = lines[line.id]?.toBroker.remove(at: position) else { return }
    if faultsAreOn {
      if dice.once(in: 60) { return }
      if dice.once(in: 40) { lines[line.id]?.toBroker.append(mail) }
    }
    try arrive(mail, on: line)
  }

  private mutating func arrive(_ mail: Mail, on line: Line) throws {
    switch mail.subject {
    case .hello, .bye: account.hangUp(line.id)
    case .decide(let delivery, let function): noteRedirection(of: delivery, to: function)
    default: break
    }
    narrate {
      "\(line.peer.member.text) line \(line.id) number \(mail.number) " + $0.describe(mail.subject)
    }
    let end = host.store.look { $0.last }
    account.ask(
      Ask(subject: mail.subject, arrived: end, step: step), mail.number, on: line.id)
    lines[line.id]?.heard = max(latest, wall)
    try tell(.received(line.peer, mail.frames))
  }

  private func describe(_ subject: Ask.Subject) -> String {
    switch subject {
    case .publish(let number):
      let letter = account.letters[number]
      return "publish letter \(number) \(letter.kind.rawValue) in \(letter.conversation)"
    case .acknowledge(let document):
      return "ack "
        + document.items.map { $0.delivery.wire + " \($0.state?.rawValue ?? "recalled")" }
        .joined(separator: ", ")
    case .open(let delivery), .claim(let delivery): return subject.name + " " + delivery.wire
    case .decide(let delivery, let to): return "decide \(delivery.wire) to \(to)"
    case .admin(let request): return "admin \(request["act"]?.string ?? "")"
    default: return subject.name
    }
  }

  /// Carries one message to a member's machine.
  mutating func carryOut() {
    guard let line = dice.pick(sortedLines.filter { !$0.toStation.isEmpty }) else { return }
    let position = faultsAreOn && dice.once(in: 12) ? dice.below(line.toStation.count) : 0
    guard let numbered = lines[line.id]?.toStation.remove(at: position) else { return }
    if faultsAreOn {
      if dice.once(in: 60) { return }
      if dice.once(in: 40) { lines[line.id]?.toStation.append(numbered) }
    }
    if case .recall(let delivery) = numbered.command, dice.once(in: 2) {
      acknowledgeRecall(delivery, line.machine)
    }
    let letter = stations[line.machine].pairs[numbered.number]
    stations[line.machine].take(numbered.command, about: letter)
    if case .welcome = numbered.command { grant(line.machine) }
  }

  /// Does a piece of the broker's work. A final error ends the broker's life.
  mutating func work() async throws {
    guard let kind = dice.pick(Host.Kind.allCases.filter { host.hasWork($0) }) else { return }
    if mutant == .forgetfulDisk, kind == .record, dice.once(in: 4) { older = host.store.disk }
    do {
      let batches = 1 + dice.below(4)
      try await host.perform(kind, batches: batches)
      narrate { _ in "work \(kind) \(batches)" }
    } catch {
      guard case .failed = error, faultsAreOn else {
        throw Violation("the ledger says: \(error)")
      }
      try await crash()
    }
  }

  /// Hands the broker the answer to a piece of its work.
  mutating func answer() throws {
    guard let kind = dice.pick(Host.Kind.allCases.filter { host.hasAnswer($0) }),
      let event = host.answer(kind)
    else { return }
    narrate { _ in "answer \(kind)" }
    try tell(event)
  }

  /// Time goes on, mostly in small steps; sometimes the wall clock leaps, and now and then back.
  mutating func passTime() throws {
    if dice.once(in: 150) {
      wall = wall + .seconds(1800 + dice.below(dice.once(in: 4) ? 12 * 3600 : 3 * 3600))
    } else if dice.once(in: 8) {
      pass(.seconds(5 + dice.below(40)))
    } else if faultsAreOn, dice.once(in: 25) {
      wall = max(wall + .seconds(-dice.below(90)), latest + .seconds(-120))
    } else {
      pass(.milliseconds(dice.below(1500)))
    }
    try tell(.tick)
  }

  /// Breaks something: the broker, a connection, or both ends' idea of it.
  mutating func trouble() async throws {
    if dice.once(in: 4) { return try await crash() }
    guard let line = dice.pick(sortedLines) else { return }
    narrate { _ in "line \(line.id) is cut" }
    drop(line.id)
    // The edge may notice or not; a silent session ends by itself.
    if dice.once(in: 2) { try tell(.unreachable(line.peer)) }
  }

  /// Opens a connection for a station that has none.
  mutating func connect(_ machine: Int) -> Int {
    linesOpened += 1
    let id = linesOpened
    let bytes = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: id >> $0) }
    let isOperator = Town.machines[machine].member == Town.operatorMember
    lines[id] = Line(
      id: id, machine: machine,
      peer: Peer(
        door: isOperator ? .operators : .members, connection: bytes,
        member: Town.machines[machine].member))
    stations[machine].hangUp()
    stations[machine].line = id
    return id
  }

  /// Puts a command on the way to the broker.
  mutating func post(_ command: ClientCommand, _ subject: Ask.Subject, from machine: Int) {
    let number = stations[machine].nextNumber()
    post(Mail(number: number, subject: subject, frames: command.frames(number)), from: machine)
  }

  mutating func post(_ mail: Mail, from machine: Int) {
    guard let line = stations[machine].line else { return }
    lines[line]?.toBroker.append(mail)
  }
}
