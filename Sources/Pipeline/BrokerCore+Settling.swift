import DequeModule
import Admission
import Concerns
import Deadlines
import Ledger
import Wire

extension BrokerCore {
  /// Goes on with the oldest entry that waited for the ledger.
  mutating func settle(_ outcome: Kept, at now: Moment) {
    guard let next = pending.popFirst() else {
      preconditionFailure("the ledger answers once for each entry, in order")
    }
    switch next {
    case .concern(let concern, let trial): settle(concern, trial, outcome, at: now)
    case .refusal(let problem, let asker): settle(problem, asker, outcome)
    case .repetition(let problem, let trial): settle(problem, trial, outcome)
    case .handOver(let consignment): settle(consignment, outcome, at: now)
    case .acknowledgement(let items, let note, let clocks, let asker):
      settle(note, items, clocks, asker, outcome, at: now)
    case .standing(let changes):
      for change in changes { end(change, isKept: outcome.isRecorded, at: now) }
    case .redirection(let redirection, let old, let concern, let asker):
      settle(redirection, old, concern, asker, outcome, at: now)
    case .clock: break
    case .act(let act, let moment, let answer, let asker):
      settle(act, recorded: moment, answer, asker, outcome, at: now)
    }
  }

  /// A recorded refusal is answered with its signed leaf, where there is one.
  private mutating func settle(_ problem: Problem, _ asker: Asker, _ outcome: Kept) {
    guard case .recorded(let kept) = outcome, let receipt = kept.receipt else {
      return refuse(problem, to: asker)
    }
    answer(
      .problem(problem, refusal: .init(proof: receipt.proof, leaf: receipt.leaf)), to: asker)
  }

  /// Tells that a clock rings, and keeps that it did: each level rings once.
  mutating func ring(_ ring: Ring, at now: Moment) {
    actions.other.append(.alarm(.clock(ring.clock.kind, ring.level)))
    record(
      .clock(ClockNote(clock: ring.clock.id, event: .rang(ring.level), at: now)), then: .clock)
  }
}

extension Kept {
  var isRecorded: Bool {
    if case .recorded = self { true } else { false }
  }
}
