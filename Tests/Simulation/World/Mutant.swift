import Concerns
import Evidence
import Pipeline
import Support
import Wire

/// A fault planted on purpose, to show that the checks can fail.
package enum Mutant: CaseIterable, Hashable, Sendable {
  /// A disk that comes back from a crash as it was some commits earlier.
  case forgetfulDisk
  /// Feedback is shown whole, handling included.
  case openHandling
  /// A receipt is sent as soon as a message arrives.
  case earlyReceipt
  /// A duplicate gets a receipt of its own.
  case freshLeaf
  /// Deliveries go to whoever spoke last.
  case wrongDoor
  /// Publishes are not answered.
  case silence
  /// A question that hides its sender is handed on as it came.
  case openSource
  /// Nobody is rung for what is parked.
  case muteAlarm
  /// Nobody is rung for what is acute.
  case muteBell

  func spoil(_ actions: [Action], in world: World, _ event: Event) -> [Action] {
    switch self {
    case .forgetfulDisk: actions
    case .openHandling: actions.map { Self.change($0) { world.whole($0) } }
    case .openSource: actions.map { Self.change($0) { world.unhidden($0) } }
    case .earlyReceipt: actions + world.earlyReceipt(for: event)
    case .freshLeaf: actions.map { Self.change($0) { Self.reissued($0) } }
    case .wrongDoor: actions.map { world.misdirected($0) }
    case .silence: actions.filter { !Self.isReceipt($0) }
    case .muteAlarm: actions.filter { !Self.isParking($0) }
    case .muteBell: actions.filter { !Self.isRing($0) }
    }
  }

  private static func change(
    _ action: Action, _ body: (Numbered<BrokerCommand>) -> BrokerCommand?
  ) -> Action {
    guard case .send(let peer, let frames) = action,
      let numbered = try? BrokerCommand.read(frames), let changed = body(numbered)
    else { return action }
    return .send(peer, changed.frames(numbered.number))
  }

  private static func reissued(_ numbered: Numbered<BrokerCommand>) -> BrokerCommand? {
    guard case .receipt(_, let leaf) = numbered.command,
      let read = try? ReceiptLeaf(reading: leaf), case .accepted = read.outcome
    else { return nil }
    var generator = SplitMix64(seed: UInt64(numbered.number))
    let other = ReceiptLeaf(
      source: read.source, outcome: read.outcome, at: read.at, nonce: Salt(using: &generator))
    return sign(other)
  }

  static func sign(_ leaf: ReceiptLeaf) -> BrokerCommand {
    let proof = Proof.sign(
      [leaf.bytes], for: .receipt, audience: Town.deployment, with: Town.receiptKey)[0]
    return .receipt(proof, leaf: leaf.bytes)
  }

  private static func isReceipt(_ action: Action) -> Bool {
    guard case .send(_, let frames) = action, let numbered = try? BrokerCommand.read(frames),
      case .receipt(_, let leaf) = numbered.command,
      let read = try? ReceiptLeaf(reading: leaf), case .accepted = read.outcome
    else { return false }
    return true
  }

  private static func isRing(_ action: Action) -> Bool {
    if case .ring = action { true } else { false }
  }

  private static func isParking(_ action: Action) -> Bool {
    if case .alarm(.parked) = action { true } else { false }
  }
}

extension World {
  fileprivate func whole(_ numbered: Numbered<BrokerCommand>) -> BrokerCommand? {
    guard case .deliver(let deliver) = numbered.command,
      let number = account.letter(under: deliver.envelope),
      account.letters[number].kind == .feedback
    else { return nil }
    let message = account.letters[number].message
    return .deliver(
      .init(
        delivery: deliver.delivery, attempt: deliver.attempt, lease: deliver.lease,
        function: deliver.function, thread: deliver.thread, lane: deliver.lane, isWhole: true,
        hasGap: deliver.hasGap, obligations: deliver.obligations, key: deliver.key,
        proof: deliver.proof,
        envelope: deliver.envelope, view: message.sectionBytes))
  }

  fileprivate func unhidden(_ numbered: Numbered<BrokerCommand>) -> BrokerCommand? {
    guard case .deliver(let deliver) = numbered.command, deliver.isWhole,
      let envelope = try? Envelope(reading: deliver.envelope), envelope.source == .broker,
      let letter = account.letters.last(where: { $0.kind.hidesSource && $0.flaw == nil })
    else { return nil }
    return .deliver(
      .init(
        delivery: deliver.delivery, attempt: deliver.attempt, lease: deliver.lease,
        function: deliver.function, thread: deliver.thread, lane: deliver.lane, isWhole: true,
        hasGap: deliver.hasGap, obligations: deliver.obligations, key: deliver.key,
        proof: letter.proof, envelope: letter.message.envelope.bytes,
        view: letter.message.sectionBytes))
  }

  fileprivate func earlyReceipt(for event: Event) -> [Action] {
    guard case .received(let peer, let frames) = event,
      case .command(let numbered) = ClientCommand.read(frames),
      case .publish(let publish) = numbered.command
    else { return [] }
    var generator = SplitMix64(seed: UInt64(step))
    let leaf = ReceiptLeaf(
      source: publish.message.envelope.source,
      outcome: .accepted(
        id: publish.message.envelope.id, digest: publish.message.digest,
        reference: Reference(using: &generator), answerable: Town.reception),
      at: latest, nonce: Salt(using: &generator))
    return [.send(peer, Mutant.sign(leaf).frames(numbered.number))]
  }

  fileprivate func misdirected(_ action: Action) -> Action {
    guard case .send(_, let frames) = action, frames[0].suffix(7) == Array("DELIVER".utf8)[...],
      let other = lines.values.min(by: { $0.id < $1.id })
    else { return action }
    return .send(other.peer, frames)
  }
}
