import Concerns
import Consents
import Foundation
import Support
import Testing

/// What a delivery was decided on, as a disclosure carries it.
private struct Resting {
  let epoch: UInt64
  let validUntil: Moment
}

/// The ledger as far as it matters here: epochs, and an order of what was committed.
private struct Log {
  enum Commit {
    case delivery
    case withdrawal
  }

  private(set) var commits: [Commit] = []
  private(set) var stale = 0
  private var epoch: UInt64

  init(epoch: UInt64) { self.epoch = epoch }

  /// Commits a delivery only if its basis still stands, as the transaction does that hands it over.
  mutating func deliver(_ basis: Resting, isChecked: Bool, at now: Moment) {
    if isChecked, basis.epoch != epoch || now >= basis.validUntil {
      stale += 1
    } else {
      commits.append(.delivery)
    }
  }

  mutating func withdraw() {
    epoch += 1
    commits.append(.withdrawal)
  }

  var deliveredBefore: Int { commits.prefix { $0 == .delivery }.count }

  /// Deliveries that were committed after the withdrawal was.
  var deliveredAfter: Int {
    commits.drop { $0 == .delivery }.count { $0 == .delivery }
  }
}

/// Four deliveries, each decided and then committed, while one withdrawal is told and committed.
private struct Afternoon {
  private enum Step {
    case decide(Int)
    case deliver(Int)
    case withdraw
    case commitWithdrawal
  }

  private let table: Table
  private var register: ConsentRegister
  private var log: Log
  private var bases: [Int: Resting] = [:]

  init(table: Table, register: ConsentRegister) {
    self.table = table
    self.register = register
    log = Log(epoch: register.epoch(of: table.young))
  }

  /// Does everything in an order drawn by the dice, each pair of steps in its own.
  mutating func pass(_ dice: inout SplitMix64, isChecked: Bool) throws -> Log {
    var queues: [[Step]] = (0..<4).map { [.decide($0), .deliver($0)] }
    queues.append([.withdraw, .commitWithdrawal])
    while !queues.isEmpty {
      let index = dice.below(queues.count)
      try perform(queues[index].removeFirst(), isChecked: isChecked)
      if queues[index].isEmpty { queues.remove(at: index) }
    }
    return log
  }

  private mutating func perform(_ step: Step, isChecked: Bool) throws {
    let now = table.start
    switch step {
    case .decide(let delivery):
      guard register.opens(table.young, table.school, table.police, at: now) else { return }
      bases[delivery] = Resting(
        epoch: register.epoch(of: table.young),
        validUntil: register.nextEnd(
          of: table.young, from: table.school, under: [.sspf], after: now) ?? now)
    case .deliver(let delivery):
      guard let basis = bases[delivery] else { return }
      log.deliver(basis, isChecked: isChecked, at: now)
    case .withdraw:
      try #require(
        register.withdraw(try table.withdrawal(), at: now) == .recorded(raised: [table.young]))
    case .commitWithdrawal: log.withdraw()
    }
  }
}

@Suite struct `A withdrawal and deliveries` {
  /// How many orders to try; 100 000 is the figure of `make consents`.
  static let orders = Int(ProcessInfo.processInfo.environment["CONSENT_ORDERS"] ?? "") ?? 5_000

  private func pass(isChecked: Bool) throws -> (before: Int, after: Int, stale: Int) {
    let table = try Table()
    var register = ConsentRegister()
    _ = register.record(try table.waiver(), at: table.start)
    var dice = SplitMix64(seed: 20_261_122)
    var result = (before: 0, after: 0, stale: 0)
    for _ in 0..<Self.orders {
      var afternoon = Afternoon(table: table, register: register)
      let log = try afternoon.pass(&dice, isChecked: isChecked)
      result.before += log.deliveredBefore
      result.after += log.deliveredAfter
      result.stale += log.stale
    }
    return result
  }

  @Test func `in any order commit none after the withdrawal's commit`() throws {
    let result = try pass(isChecked: true)
    #expect(result.after == 0)
    #expect(result.before > 0 && result.stale > 0)
    print("\(Self.orders) orders: \(result.before) delivered before, \(result.stale) stale")
  }

  @Test func `would commit some after it if nobody looked at what they rest on`() throws {
    #expect(try pass(isChecked: false).after > 0)
  }

  /// A delivery committed at the very moment at which its waiver ends rests on nothing.
  @Test func `look at the waiver's own end, too`() throws {
    let table = try Table()
    var log = Log(epoch: 1)
    let basis = Resting(epoch: 1, validUntil: table.end)
    log.deliver(basis, isChecked: true, at: table.end + .milliseconds(-1))
    #expect(log.commits.count == 1)
    log.deliver(basis, isChecked: true, at: table.end)
    #expect(log.commits.count == 1)
    #expect(log.stale == 1)
  }
}
