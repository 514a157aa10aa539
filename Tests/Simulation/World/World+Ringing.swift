import Concerns
import Deadlines
import DequeModule
import Ledger
import Pipeline
import Ringing
import Support
import Wire

// Whoever rings people is often away here: it takes rounds and never says what came of them, or
// says that nobody was reached. The broker rings on all the same.
extension World {
  /// Longest that something acute may be unread without a bell: five minutes, and the minute
  /// between two looks.
  private static let longestSilence: Duration = .seconds(361)

  /// Takes rounds that are to be rung.
  mutating func ring(_ calls: [Call]) throws {
    for call in calls {
      let last = ringing[call.clock]
      if call.kind == .opening, last?.name == call.name, last?.crashes == crashes {
        throw Violation("a round was rung twice although nothing fell")
      }
      ringing[call.clock] = RungBell(name: call.name, at: latest, crashes: crashes)
      see("rung \(call.kind.rawValue)")
    }
    guard !dice.once(in: 3) else { return see("a ringer that died") }
    answers.append((calls, dice.once(in: 4) ? .unreached : .reached))
  }

  /// Hands over what came of rounds.
  mutating func answerRings() throws {
    while let (calls, outcome) = answers.popFirst() { try tell(.rang(calls, outcome)) }
  }

  /// Something acute that nobody has read has a bell, at every instant.
  func checkBells() throws {
    // A broker that has just started has not been asked yet.
    guard host.isIdle, lastElapsed != nil else { return }
    let openings = host.store.look { $0.openings }
    for clock in openings.keys {
      guard let bell = ringing[clock], latest - bell.at <= Self.longestSilence else {
        throw Violation("something acute is unread, and no bell has rung for it")
      }
    }
  }

  /// A sender is told of its own message alone, and not before its time.
  func check(_ notice: BrokerCommand.Unopened, toldTo agency: AgencyID) throws {
    guard
      account.letters.contains(where: {
        $0.id == notice.id && $0.agency == agency
          && ($0.handling.urgency == .acute || $0.kind == .emergencyDeclare)
      })
    else { throw Violation("somebody was told of a message that is not its own") }
    guard latest - notice.accepted >= .seconds(900) else {
      throw Violation("a sender was told before a quarter of an hour had passed")
    }
  }
}

/// The last round that was rung about a clock.
struct RungBell: Sendable {
  let name: String
  let at: Moment
  /// How often the broker had fallen by then.
  let crashes: Int
}
