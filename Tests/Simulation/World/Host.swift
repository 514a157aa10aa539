import Evidence
package import Admission
import Consents
package import Deadlines
package import Delivery
import DequeModule
import Filtering
package import Policy
package import Ledger
package import Pipeline
package import Routing
package import Concerns
import Support

/// What runs a broker, without threads, sockets or a clock: work waits until somebody asks for it.
///
/// Each kind of work is answered in its own order; between kinds the caller decides.
package struct Host: Sendable {
  package enum Kind: CaseIterable, Hashable, Sendable { case examine, look, record }

  package let store: WatchedStore
  package let reader: LedgerReader
  package let recovery: Recovery
  private let writer: LedgerWriter
  package private(set) var pipeline: BrokerCore
  /// Whether there is anything to ring with.
  package var hasBell: Bool {
    get { pipeline.hasBell }
    set { pipeline.hasBell = newValue }
  }

  private var inquiries: Deque<[Inquiry]> = []
  private var lookups: Deque<[Lookup]> = []
  private var entries: Deque<[Entry]> = []
  private var examined: Deque<Event> = []
  private var found: Deque<Event> = []
  private var kept: Deque<Event> = []
  private var commits = 0
  /// Whether the audit trees get heads, between commits: each is a write that nobody asked for.
  package var signsTrees = false

  /// What a broker is set up with: its name, its rules and who takes part.
  package struct Setting: Sendable {
    package var deployment = Town.deployment
    package var environment = Environment.training
    package var directory = Town.directory
    package var policy = Town.policy
    package var acts: [(act: RegistryAct, at: Moment?)] = Town.acts.map { ($0, nil) }
    package var publishesPerMinute = 100_000
    package var limits = MailboxLimits()
    package var underWay = UnderWay()

    package init() {}
  }

  /// Starts on what a disk holds; an empty disk is set up as the town is.
  package init(
    on disk: Disk?, noted: Noted = Noted(), faults: [Int: FaultPlan.Fault] = [:], seed: UInt64,
    at moment: Moment, publishesPerMinute: Int = 100_000, policy: ProvedPolicy = Town.policy,
    limits: MailboxLimits = .init(), directory: Directory = Town.directory,
    acts: [RegistryAct] = Town.acts, underWay: UnderWay = .init()
  ) async throws(LedgerError) {
    var setting = Setting()
    setting.directory = directory
    setting.acts = acts.map { ($0, nil) }
    setting.policy = policy
    setting.publishesPerMinute = publishesPerMinute
    setting.limits = limits
    setting.underWay = underWay
    try await self.init(
      setting, on: disk, noted: noted, faults: faults, seed: seed, at: moment)
  }

  /// Starts on what a disk holds; an empty disk is set up as the setting says.
  package init(
    _ setting: Setting, on disk: Disk? = nil, noted: Noted = Noted(),
    faults: [Int: FaultPlan.Fault] = [:], seed: UInt64, at moment: Moment
  ) async throws(LedgerError) {
    var generator = SplitMix64(seed: seed)
    let vault = Town.vault(of: setting.deployment)
    let identity = vault.identity(for: setting.environment)
    let isNew = disk == nil
    store = try WatchedStore(
      opening: disk ?? Disk(identity), as: identity, noted: noted, faults: faults)
    reader = try await LedgerReader.open(
      store, vault: vault, boards: setting.directory.boards.map(\.id), at: moment,
      using: &generator)
    writer = try LedgerWriter(
      store: store, vault: reader.vault,
      signer: ReceiptSigner(key: Town.receiptKey, audience: setting.deployment),
      generator: SplitMix64(seed: generator.next()))
    if isNew { try await Self.setUp(writer, setting.acts, at: moment) }
    recovery = try await reader.recover()
    pipeline = Self.pipeline(
      recovery, reader, SplitMix64(seed: generator.next()), setting)
  }

  private static func setUp(
    _ writer: LedgerWriter, _ acts: [(act: RegistryAct, at: Moment?)], at moment: Moment
  ) async throws(LedgerError) {
    let acts = acts.map { Entry.act($0.act, by: Town.operatorMember, at: $0.at ?? moment) }
    _ = try await writer.commit([try await writer.seal(acts)])
  }

  private static func pipeline(
    _ recovery: Recovery, _ reader: LedgerReader, _ generator: SplitMix64, _ setting: Setting
  ) -> BrokerCore {
    var registry = Registry()
    for (act, _, moment) in recovery.acts {
      do {
        try registry.apply(act, at: moment)
      } catch {
        preconditionFailure("an act that was recorded can be replayed: \(error)")
      }
    }
    let filter = Filter(
      policy: setting.policy, consents: ConsentRegister(), policyEpoch: recovery.policyEpoch,
      registerEpoch: recovery.registerEpoch)
    return BrokerCore(
      admission: Doorkeeper(
        deployment: setting.deployment, environment: setting.environment, registry: registry,
        publishesPerMinute: setting.publishesPerMinute),
      router: Router(directory: setting.directory), filter: filter, vault: reader.vault,
      receiptKey: Town.receiptKey.verifyingKey, recovery: recovery,
      limits: setting.limits, underWay: setting.underWay, generator: generator)
  }

  /// Lets the pipeline take one event. Work is kept; the rest is handed out.
  package mutating func step(_ event: Event, at instant: Instant) -> [Action] {
    pipeline.step(event, at: instant).filter { action in
      switch action {
      case .examine(let batch): inquiries.append(batch)
      case .look(let batch): lookups.append(batch)
      case .record(let batch): entries.append(batch)
      case .send, .admit, .cut, .alarm, .ring, .close: return true
      }
      return false
    }
  }

  /// Whether there is work of a kind to do.
  package func hasWork(_ kind: Kind) -> Bool {
    switch kind {
    case .examine: !inquiries.isEmpty
    case .look: !lookups.isEmpty
    case .record: !entries.isEmpty
    }
  }

  /// Does the oldest piece of work of a kind; its answer waits to be handed over.
  ///
  /// - Parameter batches: How many pieces one commit may hold.
  /// - Throws: A final error, after which only a new start helps.
  package mutating func perform(_ kind: Kind, batches: Int = 1) async throws(LedgerError) {
    switch kind {
    case .examine:
      guard let batch = inquiries.popFirst() else { return }
      examined.append(.examined(try await Inquiry.examine(batch, reader: reader)))
    case .look:
      guard let batch = lookups.popFirst() else { return }
      found.append(.found(try await Lookup.find(batch, reader: reader)))
    case .record: try await commit(min(batches, entries.count))
    }
  }

  private mutating func commit(_ count: Int) async throws(LedgerError) {
    guard count > 0 else { return }
    var sealed: [SealedBatch] = []
    for batch in entries.prefix(count) { sealed.append(try await writer.seal(batch)) }
    // Nothing was kept when the store is busy or full for a while: the same batches, again.
    for _ in 0..<Self.patience {
      do {
        kept.append(.recorded(try await writer.commit(sealed)))
        entries.removeFirst(count)
        commits += 1
        if signsTrees, commits.isMultiple(of: Self.beat) { try await head() }
        return
      } catch {
        if error.isFinal { throw error }
      }
    }
    preconditionFailure("a store in memory is not busy for ever")
  }

  /// Gives the audit trees their heads; a store that is busy is asked again at the next beat.
  private func head() async throws(LedgerError) {
    do throws(LedgerError) {
      _ = try await writer.head(at: try await store.head().time)
    } catch {
      if error.isFinal { throw error }
    }
  }

  /// Commits from one beat of the audit trees to the next.
  private static let beat = 50

  /// Times that a commit is tried while the store says to wait.
  private static let patience = 100

  /// Takes the oldest answer of a kind; `nil` when there is none.
  package mutating func answer(_ kind: Kind) -> Event? {
    switch kind {
    case .examine: examined.popFirst()
    case .look: found.popFirst()
    case .record: kept.popFirst()
    }
  }

  package func hasAnswer(_ kind: Kind) -> Bool {
    switch kind {
    case .examine: !examined.isEmpty
    case .look: !found.isEmpty
    case .record: !kept.isEmpty
    }
  }

  /// Whether nothing waits to be done or handed over.
  package var isIdle: Bool {
    Kind.allCases.allSatisfy { !hasWork($0) && !hasAnswer($0) }
  }

  /// Takes an event and does all work that follows from it, in order.
  package mutating func settle(_ event: Event, at instant: Instant) async throws(LedgerError)
    -> [Action]
  {
    var actions = step(event, at: instant)
    while !isIdle {
      for kind in Kind.allCases {
        try await perform(kind)
        if let answer = answer(kind) { actions += step(answer, at: instant) }
      }
    }
    return actions
  }
}
