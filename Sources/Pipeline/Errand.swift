import Admission
import Concerns
import Delivery
import Ledger
import Wire

/// Why the contents of a delivery are needed, carried through look-ups and the ledger.
package struct Errand: Sendable {
  enum Purpose: Sendable {
    /// The mailbox chose it for a session.
    case push(HandOver)
    /// A person opens it.
    case open(Asker)
    /// A worker takes it.
    case claim(HandOver, Asker)
    /// A worker sends it on to another unit.
    case redirect(ClientCommand.Decide, Asker)
    /// A worker tells what was decided of the case.
    case rule(ClientCommand.Ruling, Asker)
    /// A worker decides what becomes of an early contact.
    case choose(ClientCommand.Choose, Asker)
    /// A worker asks who last knew whom it is about.
    case known(Asker)
    /// A waiver that it rests on may have ended.
    case review
    /// The unit of its recipient has ended.
    case succeed(Successions.Subject)
  }

  let delivery: DeliveryID
  let purpose: Purpose
  /// How often it was tried; what it rests on may change under it.
  var attempt = 0

  /// More tries than this within one step of time mean that something else is wrong.
  static let attemptLimit = 8

  init(_ delivery: DeliveryID, _ purpose: Purpose) {
    self.delivery = delivery
    self.purpose = purpose
  }

  /// Who waits for the answer, if somebody asked.
  var asker: Asker? {
    switch purpose {
    case .push, .review, .succeed: nil
    case .open(let asker), .claim(_, let asker), .redirect(_, let asker), .rule(_, let asker),
      .choose(_, let asker), .known(let asker):
      asker
    }
  }

  /// Whether it may be about a delivery that is settled.
  var mayBeSettled: Bool {
    switch purpose {
    case .redirect, .rule, .choose, .succeed: true
    case .push, .open, .claim, .known, .review: false
    }
  }

  /// Whether a person asks to see it.
  var isOpening: Bool {
    if case .open = purpose { true } else { false }
  }

  /// The hand-over that the mailbox waits to hear of.
  var handOver: HandOver? {
    switch purpose {
    case .push(let handOver), .claim(let handOver, _): handOver
    case .open, .redirect, .rule, .choose, .known, .review, .succeed: nil
    }
  }
}
