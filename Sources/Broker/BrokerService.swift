import Admission
import Concerns
import Consents
import Deadlines
package import Delivery
import Evidence
import Filtering
package import Ledger
package import Logging
import Pipeline
package import Policy
package import Routing
import Tables
import Wire
import ZeroMQ

/// Starts a broker in the right order, serves until told to stop, and stops in the right order.
///
/// Start: ledger, then the law, then the loop and the test of its gates, then bind. The tables are
/// read and proved before: whoever has them has nothing to reread.
/// Stop: no more reading, what is admitted reaches the ledger, the last commit, the sockets.
package struct BrokerService: Sendable {
  package let configuration: BrokerConfiguration
  package let keys: BrokerKeys
  package let store: any LedgerStore
  /// Who owns what and who is on duty, as the configuration's file says.
  package let directory: Directory
  /// The law that is to be in force.
  package let policy: ProvedPolicy
  /// Rings people.
  package let ringer: Ringer
  package let log: Logger
  /// How long a recipient may hold a delivery, and how often it is tried.
  package let terms: LeaseTerms
  /// How often the gates are tested while serving.
  package static let gateInterval: Duration = .seconds(60)

  package init(
    configuration: BrokerConfiguration, keys: BrokerKeys, store: any LedgerStore,
    directory: Directory, policy: ProvedPolicy, ringer: Ringer = Ringer(.none), log: Logger,
    terms: LeaseTerms = .init()
  ) {
    self.configuration = configuration
    self.keys = keys
    self.store = store
    self.directory = directory
    self.policy = policy
    self.ringer = ringer
    self.log = log
    self.terms = terms
  }

  /// Serves until the stop is requested or something cannot go on.
  ///
  /// - Parameters:
  ///   - stop: Ends when the broker is to stop.
  ///   - ready: Told where members connect, once everything serves.
  package func run(
    until stop: AsyncStream<Void>, ready: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    let (pipeline, reader) = try await recover()
    let stages = Stages(reader: reader, writer: try writer(reader), ringer: ringer)
    try await withPollLoop(named: "wire") { loop in
      let broker = try ActionPerformer(
        loop: loop, pipeline: pipeline, stages: stages, keys: keys, log: log)
      try await serve(broker, stages, until: stop, ready: ready)
    }
  }

  private func serve(
    _ broker: ActionPerformer, _ stages: Stages, until stop: AsyncStream<Void>,
    ready: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await stages.run(for: broker)
        throw CancellationError()  // All that was admitted is answered: the end that was asked for.
      }
      do {
        let endpoint = try await broker.start(at: endpoints)
        group.addTask { try await keepTime(of: broker, stages) }
        group.addTask {
          try await ready(endpoint)
          for await _ in stop { break }
          await broker.stopReading()
          stages.close()
        }
        // Not `waitForAll`, which keeps the first error to itself until everybody is done.
        while try await group.next() != nil {}
      } catch {
        await broker.stop()
        stages.close()
        group.cancelAll()
        while let result = await group.nextResult() { _ = result }
        guard error is CancellationError else { throw error }
      }
    }
  }

  /// What is done by the clock: the gates are tested again and again, the audit trees get their
  /// heads, and once a day it is tried whether people can be rung.
  private func keepTime(of broker: ActionPerformer, _ stages: Stages) async throws {
    var trial = DailyTrial(at: ringer.testMinute)
    var beat = TreeBeat()
    while true {
      if beat.isDue(at: .wallClock) { stages.sign(treesAt: .wallClock) }
      guard await broker.wait(Self.gateInterval) else { return }
      try await broker.testGates()
      let now = Moment.wallClock
      guard trial.isDue(at: now) else { continue }
      switch await ringer.ringTester(as: trial.name(at: now)) {
      case true?: log.info("the daily trial of the bell was taken")
      case false?: log.error("the daily trial of the bell failed")
      case nil: log.warning("the bell is not tried, its file names nobody for that")
      }
    }
  }

  /// Where each gate listens.
  private var endpoints: [Gate: String] {
    [
      .members: configuration.listen, .successors: configuration.next?.listen,
      .operators: "ipc://" + configuration.data + "/admin",
    ].compactMapValues(\.self)
  }

  /// Opens the ledger, puts the law in force, and goes on where the last run stopped.
  private func recover() async throws -> (BrokerCore, LedgerReader) {
    var generator = SystemRandomNumberGenerator()
    let vault = Vault(root: keys.root, deployment: configuration.deployment)
    let reader = try await LedgerReader.open(
      store, vault: vault, boards: directory.boards.map(\.id), at: .wallClock, using: &generator)
    let recovery = try await reader.recover()
    var registry = Registry()
    for (act, _, at) in recovery.acts { try registry.apply(act, at: at) }
    let router = Router(directory: directory)
    try Self.check(policy, router, registry)
    let office = LawOffice(
      configuration: configuration, recovery: recovery, registry: registry,
      writer: try writer(reader))
    let policyEpoch = try await office.enforce(policy.table)
    try await DirectoryOffice(
      configuration: configuration, reader: reader, recovery: recovery,
      registry: registry, writer: try writer(reader)
    ).enforce(directory)
    let admission = Doorkeeper(
      deployment: configuration.deployment, environment: configuration.environment,
      registry: registry, publishesPerMinute: configuration.publishesPerMinute)
    let filter = Filter(
      policy: policy, consents: ConsentRegister(), policyEpoch: policyEpoch,
      registerEpoch: recovery.registerEpoch)
    var pipeline = BrokerCore(
      admission: admission, router: router, filter: filter,
      vault: reader.vault, receiptKey: keys.receipt.verifyingKey, recovery: recovery,
      terms: terms, successor: successor, generator: generator)
    pipeline.hasBell = ringer.hasChannel
    return (pipeline, reader)
  }

  /// What members are told of the next server key.
  private var successor: BrokerCommand.Welcome.Successor? {
    guard let next = configuration.next, let keys = keys.next else { return nil }
    return .init(key: keys.publicKey.z85, port: next.port, from: next.from)
  }

  private func writer(_ reader: LedgerReader) throws -> LedgerWriter {
    try LedgerWriter(
      store: store, vault: reader.vault,
      signer: ReceiptSigner(key: keys.receipt, audience: configuration.deployment),
      generator: SystemRandomNumberGenerator())
  }
}
