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
    if case .recorded(let kept) = outcome { lastIndex = max(lastIndex, kept.recorded.index) }
    switch next {
    case .concern(let concern, let trial): settle(concern, trial, outcome, at: now)
    case .refusal(let problem, let asker):
      if let asker {
        settle(problem, asker, outcome)
      } else {
        refusals.note(problem.code, isRecorded: outcome.isRecorded)
      }
    case .repetition(let problem, let trial): settle(problem, trial, outcome)
    case .handOver(let consignment): settle(consignment, outcome, at: now)
    case .acknowledgement(let items, let note, let clocks, let telling):
      settle(note, items, clocks, telling, outcome, at: now)
    case .standing(let changes):
      for change in changes { end(change, isKept: outcome.isRecorded, at: now) }
    case .withdrawal(let change): settle(withdrawal: change, outcome, at: now)
    case .redrive(let change, let asker): settle(change, asker, outcome, at: now)
    case .redirection(let redirection, let concern, let isElsewhere, let asker):
      settle(redirection, concern, isElsewhere: isElsewhere, asker, outcome, at: now)
    case .ruling(let note, let asker): settle(note, asker, outcome, at: now)
    case .succession(let note, let concern, let subject):
      settle(note, concern, subject, outcome, at: now)
    case .clock: break
    case .ring(let note): settle(note, outcome, at: now)
    case .drill: settleDrill(outcome)
    case .duty(let note, let asker): settle(note, asker, outcome, at: now)
    case .look(let answer, let asker): settle(answer, asker, outcome)
    case .contact(let note, let answer, let asker): settle(note, answer, asker, outcome)
    case .act(let act, let moment, let answer, let asker):
      settle(act, recorded: moment, answer, asker, outcome, at: now)
    }
  }

  /// A recorded refusal is answered with its signed leaf, where there is one.
  private mutating func settle(_ problem: Problem, _ asker: Asker, _ outcome: Kept) {
    guard case .recorded(let kept) = outcome else { return deny(problem, to: asker) }
    refusals.note(problem.code, isRecorded: true)
    let refusal = kept.receipt.map { BrokerCommand.Refusal(proof: $0.proof, leaf: $0.leaf) }
    answer(.problem(problem, refusal: refusal), to: asker)
  }
}

extension Kept {
  var isRecorded: Bool {
    if case .recorded = self { true } else { false }
  }
}
