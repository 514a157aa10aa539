import Concerns
import Ledger
import Pipeline
import Ringing
import Synchronization

/// What goes on beside the loop: each stage one worker, each crossing one batch.
final class Stages: Sendable {
  let inquiries = Conveyor<Inquiry>()
  let lookups = Conveyor<Lookup>()
  let entries = Conveyor<Entry>()
  /// People who are to be rung.
  let calls = Conveyor<Call>()
  private let sealed = Conveyor<Load>()
  /// What goes to the disk.
  private enum Load: Sendable {
    case batch(SealedBatch)
    /// The audit trees get their heads, over all that was committed before.
    case heads(Moment)
  }
  private let readers = Mutex(2)
  private let failure = Mutex<BrokerError?>(nil)
  private let reader: LedgerReader
  private let writer: LedgerWriter
  private let ringer: Ringer
  /// Most that a stage takes on before it hands something on.
  ///
  /// A stage that took all at once would make one clump of everything under way, and the others
  /// would wait for it: the work would be done one stage at a time. What is committed together is
  /// still all that has gathered meanwhile.
  private static let batchLimit = 24

  init(reader: LedgerReader, writer: LedgerWriter, ringer: Ringer) {
    self.ringer = ringer
    self.reader = reader
    self.writer = writer
  }

  /// Runs all stages until they have ended, or one of them fails.
  func run(for broker: ActionPerformer) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.examine(for: broker) }
      group.addTask { try await self.look(for: broker) }
      group.addTask { try await self.seal() }
      group.addTask { try await self.commit(for: broker) }
      group.addTask { await self.ring(for: broker) }
      while try await group.next() != nil {}
    }
  }

  /// Checks signatures and looks standings up.
  private func examine(for broker: ActionPerformer) async throws(BrokerError) {
    defer { leave() }
    while let batch = await inquiries.take() {
      for part in Self.parts(of: batch) {
        await broker.feed(
          .examined(
            try await kept { () async throws(LedgerError) in
              try await Inquiry.examine(part, reader: self.reader)
            }))
      }
    }
  }

  /// Reads what deliveries and answers need.
  private func look(for broker: ActionPerformer) async throws(BrokerError) {
    defer { leave() }
    while let batch = await lookups.take() {
      await broker.feed(
        .found(
          try await kept { () async throws(LedgerError) in
            try await Lookup.find(batch, reader: self.reader)
          }))
    }
  }

  /// Seals entries while the batch before is on its way to the disk.
  private func seal() async throws(BrokerError) {
    // Also when sealing fails: whoever commits must not wait for what will never come.
    defer { sealed.close() }
    while let batch = await entries.take() {
      for part in Self.parts(of: batch) {
        sealed.push([
          .batch(
            try await kept { () async throws(LedgerError) in try await self.writer.seal(part) })
        ])
      }
    }
  }

  /// Rings people. It may take as long as it takes: nothing else waits for it.
  private func ring(for broker: ActionPerformer) async {
    while let batch = await calls.take() {
      let rung = await ringer.ring(batch)
      for outcome in [Rung.Outcome.reached, .unreached] {
        let some = rung.filter { $0.outcome == outcome }.map(\.call)
        if !some.isEmpty { await broker.feed(.rang(some, outcome)) }
      }
    }
  }

  /// Commits what has been sealed. After an error nothing more is kept, and nobody is told so.
  private func commit(for broker: ActionPerformer) async throws(BrokerError) {
    while let loads = await sealed.take() {
      let batches = loads.compactMap { if case .batch(let batch) = $0 { batch } else { nil } }
      if !batches.isEmpty {
        await broker.feed(
          .recorded(
            try await kept { () async throws(LedgerError) in
              try await self.writer.commit(batches)
            }))
      }
      for case .heads(let moment) in loads { await sign(at: moment, for: broker) }
    }
    if let error = failed { throw error }
    // Whatever this run has carried is under a head, also when nobody starts it again.
    await sign(at: .wallClock, for: broker)
  }

  /// Asks for heads of the audit trees; they are made when the commit under way is done.
  func sign(treesAt moment: Moment) { sealed.push([.heads(moment)]) }

  /// What goes wrong here is told and tried again at the next beat: a tree that cannot be signed
  /// must not keep a concern from being taken in. A store that can keep nothing more says so to the
  /// next commit.
  private func sign(at moment: Moment, for broker: ActionPerformer) async {
    do throws(LedgerError) {
      _ = try await writer.head(at: moment)
    } catch {
      await broker.tell(ofUnsignedTrees: error)
    }
  }

  /// Ends the stages one after the other: what is admitted still reaches the ledger.
  func close() {
    inquiries.close()
    lookups.close()
    // What is on its way is on record: the next start rings it again.
    calls.close()
  }

  /// Entries come from both readers, so the last of the two to end closes them.
  private func leave() {
    let isLast = readers.withLock { readers in
      readers -= 1
      return readers == 0
    }
    if isLast { entries.close() }
  }

  /// Why something cannot go on, once it cannot.
  var failed: BrokerError? { failure.withLock { $0 } }

  /// Ends all stages because something cannot go on.
  func fail(_ error: BrokerError) {
    failure.withLock { $0 = $0 ?? error }
    close()
    entries.close()
  }

  private func kept<Value: Sendable>(
    _ body: () async throws(LedgerError) -> Value
  ) async throws(BrokerError) -> Value {
    do {
      return try await body()
    } catch {
      fail(.ledger(error))
      throw .ledger(error)
    }
  }

  private static func parts<Item>(of batch: [Item]) -> [[Item]] {
    stride(from: 0, to: batch.count, by: batchLimit).map {
      Array(batch[$0..<min($0 + batchLimit, batch.count)])
    }
  }
}
