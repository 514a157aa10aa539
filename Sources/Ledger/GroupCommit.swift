/// Gathers writes while a commit is on disk, so that many share one flush.
///
/// Whoever comes while nothing is on disk commits at once and waits for nobody. Whoever comes
/// meanwhile waits in line; the first in line then commits for all that have gathered, in the
/// order they came. So there is no task of its own to start, stop or forget.
package actor GroupCommit {
  /// Most writes of one commit: beyond it the flush no longer dominates, and latency only grows.
  package static let writeLimit = 512
  /// Most bytes of one commit: what a slow disk takes in some tens of milliseconds.
  package static let byteLimit = 4 << 20
  /// Most writes in line: sixteen commits, about a second on a slow disk. Then `busy`.
  package static let waitingLimit = 8192
  /// How long a caller is told to wait when the line is full: a few commits.
  package static let busyWait = Duration.milliseconds(250)

  /// One caller in line.
  private struct Ticket {
    let writes: [Write]
    let byteCount: Int
    let turn: CheckedContinuation<Turn, Never>
  }

  /// What a caller in line is woken with.
  private enum Turn: Sendable {
    /// Another caller committed for it.
    case done([Finding])
    case failed(LedgerError)
    /// It is first in line and commits for the others.
    case lead
  }

  private enum State {
    /// Nothing is on disk and nobody is in line. Moves to `committing`.
    case idle
    /// One caller commits, or has been woken to. Moves to `idle` or `latched`.
    case committing
    /// A final error: every later call throws it. Terminal.
    case latched(LedgerError)
  }

  private let store: any LedgerStore
  private var state = State.idle
  private var line: [Ticket] = []
  private var waitingCount = 0
  /// Calls so far, for metrics.
  package private(set) var callCount = 0

  package init(store: any LedgerStore) { self.store = store }

  /// Records writes and returns once they are durable.
  ///
  /// In the order of the calls. Cancelling does not take back a call: it is recorded or it throws.
  ///
  /// - Parameter writes: 1 to ``writeLimit`` writes; they share one commit.
  /// - Returns: For each write, in order, what became of it.
  /// - Throws: ``LedgerError/busy(retryAfter:)`` and ``LedgerError/full`` when nothing of the call
  ///   was kept; a final error when that is unknown.
  package func record(_ writes: [Write]) async throws(LedgerError) -> [Finding] {
    precondition((1...Self.writeLimit).contains(writes.count), "a call has 1 to 512 writes")
    callCount += 1
    switch state {
    case .latched(let error): throw error
    case .idle:
      state = .committing
      return try await commit(writes)
    case .committing:
      guard waitingCount + writes.count <= Self.waitingLimit else {
        throw .busy(retryAfter: Self.busyWait)
      }
      waitingCount += writes.count
      return try await wait(with: writes)
    }
  }

  private func wait(with writes: [Write]) async throws(LedgerError) -> [Finding] {
    let byteCount = writes.reduce(0) { $0 + $1.byteCount }
    let turn = await withCheckedContinuation { turn in
      line.append(Ticket(writes: writes, byteCount: byteCount, turn: turn))
    }
    switch turn {
    case .done(let findings): return findings
    case .failed(let error): throw error
    case .lead:
      waitingCount -= writes.count
      return try await commit(writes, byteCount: byteCount)
    }
  }

  /// Commits for the caller and for as many in line as fit, then wakes the next to lead.
  private func commit(
    _ own: [Write], byteCount: Int = 0
  ) async throws(LedgerError) -> [Finding] {
    let followers = takeFollowers(after: own.count, byteCount)
    let writes = own + followers.flatMap(\.writes)
    let findings: [Finding]
    do {
      let mark = try await store.append(writes)
      precondition(mark.outcomes.count == writes.count, "a store answers for every write")
      findings = zip(mark.outcomes, writes).map { Finding($0, of: $1, at: mark.time) }
    } catch {
      fail(followers, with: error)
      throw error
    }
    var start = own.count
    for ticket in followers {
      let end = start + ticket.writes.count
      ticket.turn.resume(returning: .done(Array(findings[start..<end])))
      start = end
    }
    handOver()
    return Array(findings[..<own.count])
  }

  private func takeFollowers(after count: Int, _ byteCount: Int) -> [Ticket] {
    var (count, byteCount) = (count, byteCount)
    let followers = line.prefix { ticket in
      count += ticket.writes.count
      byteCount += ticket.byteCount
      return count <= Self.writeLimit && byteCount <= Self.byteLimit
    }
    line.removeFirst(followers.count)
    waitingCount -= followers.reduce(0) { $0 + $1.writes.count }
    return Array(followers)
  }

  /// A passing error is for this commit alone; a final one is for everybody, now and later.
  private func fail(_ followers: [Ticket], with error: LedgerError) {
    var failed = followers
    if error.isFinal {
      state = .latched(error)
      failed += line
      line = []
      waitingCount = 0
    } else {
      handOver()
    }
    for ticket in failed { ticket.turn.resume(returning: .failed(error)) }
  }

  /// Stays `committing` while somebody is in line: who comes now must not overtake.
  private func handOver() {
    guard let next = line.first else {
      state = .idle
      return
    }
    line.removeFirst()
    next.turn.resume(returning: .lead)
  }
}
