import AdapterKit
import Admission
import Broker
import Concerns
import Deadlines
import Consents
import Delivery
import Evidence
import Filtering
import Foundation
import Ledger
import LedgerSQLite
import Pipeline
import Policy
import Routing
import Wire
import ZeroMQ

/// A broker taken apart: the pipeline, the reader and the writer, driven by hand and timed.
struct Workbench {
  private typealias Stage = StageFigures.Stage

  private let world: World
  private var pipeline: BrokerCore
  private let reader: LedgerReader
  private let writer: LedgerWriter
  private let publisher: Peer
  private let recipients: [(machine: World.Machine, peer: Peer)]
  var figures = StageFigures()
  private var acknowledged = 1
  private let began = ContinuousClock.now

  init(_ world: World, _ keys: BrokerKeys, _ store: SQLiteLedgerStore) async throws {
    self.world = world
    let (directory, policy) = try world.folder.tables()
    var generator = SystemRandomNumberGenerator()
    reader = try await LedgerReader.open(
      store, vault: Vault(root: keys.root, deployment: BenchFolder.deployment),
      boards: directory.boards.map(\.id), at: .wallClock, using: &generator)
    let recovery = try await reader.recover()
    var registry = Registry()
    for (act, _, at) in recovery.acts { try registry.apply(act, at: at) }
    pipeline = BrokerCore(
      admission: Doorkeeper(
        deployment: BenchFolder.deployment, environment: .training, registry: registry,
        publishesPerMinute: world.folder.configuration.publishesPerMinute),
      router: Router(directory: directory),
      filter: Filter(
        policy: policy, consents: ConsentRegister(), policyEpoch: recovery.policyEpoch,
        registerEpoch: recovery.registerEpoch),
      vault: reader.vault, receiptKey: keys.receipt.verifyingKey, recovery: recovery,
      generator: generator)
    writer = try LedgerWriter(
      store: store, vault: reader.vault,
      signer: ReceiptSigner(key: keys.receipt, audience: BenchFolder.deployment),
      generator: generator)
    publisher = Self.peer(.first)
    recipients = World.Machine.recipients.map { ($0, Self.peer($0)) }
  }

  /// Opens everybody's session, with credit for everything.
  mutating func open() async throws {
    for (machine, peer) in [(World.Machine.first, publisher)] + recipients {
      let functions = peer == publisher ? [] : [machine.function]
      let hello = ClientCommand.hello(
        .init(time: .wallClock, software: "benchmark", functions: functions))
      _ = pipeline.step(.received(peer, hello.frames(1)), at: instant)
      guard peer != publisher else { continue }
      let credit = ClientCommand.credit(.init(messages: 1 << 40, bytes: 1 << 50))
      _ = pipeline.step(.received(peer, credit.frames(2)), at: instant)
    }
  }

  /// Takes a batch from its frames to the receipt of its last acknowledgement.
  mutating func pass(_ letters: [Letter]) async throws {
    figures.count(letters.count)
    let decode = time(.decode) { _ in
      for letter in letters { _ = ClientCommand.read(letter.frames) }
    }
    var gathered = Gathered()
    time(.admit, less: decode) { bench in
      for letter in letters { gathered += bench.step(.received(bench.publisher, letter.frames)) }
    }
    let verify = verifyAlone(gathered.inquiries)
    let examined = try await examine(gathered.inquiries, as: .standing, less: verify)
    gathered = Gathered()
    time(.route) { bench in gathered += bench.step(.examined(examined)) }
    try await keep(&gathered, .sealConcern, .commitConcern, then: .offer)
    try await keep(&gathered, .sealHandOver, .commitHandOver, then: .encode)
    try await acknowledge(gathered.deliveries)
  }

  /// Reads and verifies a batch outside the pipeline, and counts only the verifying.
  mutating func verifyAlone(_ letters: [Letter], stage: StageFigures.Stage) {
    var gathered = Gathered()
    for letter in letters { gathered += step(.received(publisher, letter.frames)) }
    var attestation = Attestation()
    let start = ContinuousClock.now
    for case .publish(let candidate, _) in gathered.inquiries {
      _ = candidate.examine(with: &attestation)
    }
    figures.add(stage, .now - start)
    // The session must not run out of unanswered publishes, and nobody answers these.
    _ = pipeline.step(.unreachable(publisher), at: instant)
    let hello = ClientCommand.hello(.init(time: .wallClock, software: "benchmark", functions: []))
    _ = pipeline.step(.received(publisher, hello.frames(1)), at: instant)
  }

  private mutating func verifyAlone(_ inquiries: [Inquiry]) -> Duration {
    time(.verify) { _ in
      var attestation = Attestation()
      for case .publish(let candidate, _) in inquiries {
        _ = candidate.examine(with: &attestation)
      }
    }
  }

  /// Seals, commits and goes on with what the pipeline wants then.
  private mutating func keep(
    _ gathered: inout Gathered, _ sealing: StageFigures.Stage,
    _ committing: StageFigures.Stage, then next: StageFigures.Stage
  ) async throws {
    var start = ContinuousClock.now
    let sealed = try await writer.seal(gathered.entries)
    figures.add(sealing, .now - start)
    start = .now
    let kept = try await writer.commit([sealed])
    figures.add(committing, .now - start)
    gathered = Gathered()
    time(next) { bench in gathered += bench.step(.recorded(kept)) }
    // A step hands over a bounded number; another goes on with the rest.
    while pipeline.census.waiting > 0, next == .offer {
      let before = gathered.entries.count
      time(next) { bench in gathered += bench.step(.tick) }
      guard gathered.entries.count > before else { break }
    }
  }

  private mutating func examine(
    _ inquiries: [Inquiry], as stage: StageFigures.Stage, less other: Duration
  ) async throws -> [Examination] {
    let start = ContinuousClock.now
    let examined = try await Inquiry.examine(inquiries, reader: reader)
    figures.add(stage, .now - start - other)
    return examined
  }

  /// Acknowledges by 64, as a recipient with a backlog does.
  private mutating func acknowledge(_ deliveries: [(Peer, [[UInt8]])]) async throws {
    var commands: [(Peer, [[UInt8]])] = []
    for (machine, peer) in recipients {
      let items = deliveries.filter { $0.0 == peer }.compactMap { _, frames in
        Glance.delivery(in: frames[1]).map {
          Inbox.Item(
            delivery: $0,
            view: SignedMessage.digest(.view, envelope: frames[2], lines: frames[3]))
        }
      }
      for start in stride(from: 0, to: items.count, by: AckDocument.itemLimit) {
        let part = items[start..<min(start + AckDocument.itemLimit, items.count)]
        commands.append((peer, command(acknowledging: Array(part), machine)))
      }
    }
    var gathered = Gathered()
    time(.acknowledge) { bench in
      for (peer, frames) in commands { gathered += bench.step(.received(peer, frames)) }
    }
    let examined = try await examine(gathered.inquiries, as: .acknowledge, less: .zero)
    gathered = Gathered()
    time(.acknowledge) { bench in gathered += bench.step(.examined(examined)) }
    try await keep(&gathered, .sealAcknowledgement, .commitAcknowledgement, then: .settle)
  }

  private mutating func command(
    acknowledging items: [Inbox.Item], _ machine: World.Machine
  ) -> [[UInt8]] {
    let document = Inbox.document(items)
    let proof = Proof.sign(
      [document], for: .ack, audience: BenchFolder.deployment,
      with: world.signingKey(of: machine))[0]
    acknowledged += 1
    let header = JSONValue.object([
      .init("n", .integer(Int64(acknowledged))), .init("proof", proof.header),
    ])
    return [Glance.acknowledge, header.bytes, document]
  }

  /// What both clocks say, as a broker reads them at every step.
  private var instant: Instant {
    Instant(wall: .wallClock, elapsed: began.duration(to: .now))
  }

  private mutating func step(_ event: Event) -> [Action] { pipeline.step(event, at: instant) }

  @discardableResult
  private mutating func time(
    _ stage: StageFigures.Stage, less other: Duration = .zero, _ body: (inout Workbench) -> Void
  ) -> Duration {
    let start = ContinuousClock.now
    body(&self)
    let elapsed = ContinuousClock.now - start
    figures.add(stage, elapsed - other)
    return elapsed
  }

  private static func peer(_ machine: World.Machine) -> Peer {
    Peer(door: .members, connection: Array(machine.rawValue.utf8), member: machine.id)
  }
}

/// What the pipeline wanted done, by kind.
struct Gathered {
  var inquiries: [Inquiry] = []
  var entries: [Entry] = []
  var deliveries: [(Peer, [[UInt8]])] = []

  static func += (gathered: inout Gathered, actions: [Action]) {
    for action in actions {
      switch action {
      case .examine(let inquiries): gathered.inquiries += inquiries
      case .record(let entries): gathered.entries += entries
      case .send(let peer, let frames):
        if frames[0] == Glance.deliver { gathered.deliveries.append((peer, frames)) }
      case .look, .admit, .cut, .alarm, .ring, .close: break
      }
    }
  }
}

/// A whole file as text.
func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
