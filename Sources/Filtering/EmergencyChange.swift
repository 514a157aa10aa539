package import Concerns
package import Wire

/// What a message asks of the register of emergencies.
package enum EmergencyChange: Hashable, Sendable {
  case declare(Emergency)
  case review(EmergencyID, EmergencyReview, by: WorkerID)

  /// Reads the change out of a message; `nil` when the message asks for none.
  ///
  /// - Parameters:
  ///   - head: The function of the head that is told.
  ///   - moment: When the broker takes it: that is when it begins.
  package init?(_ message: SignedMessage, head: FunctionID, at moment: Moment) {
    if let terms = message.handling.particulars.emergency {
      self = .declare(
        Emergency(
          id: EmergencyID(message.envelope.id.uuid), conversation: message.matter.conversation,
          agency: message.envelope.source, recipient: terms.recipient, reason: terms.reason,
          worker: terms.worker, head: head, declared: moment, until: terms.until))
    } else if let found = message.handling.particulars.review {
      self = .review(EmergencyID(found.emergency.uuid), found.review, by: found.worker)
    } else {
      return nil
    }
  }

  /// Whether it closes what an emergency has opened.
  package var isEnding: Bool {
    switch self {
    case .declare, .review(_, .founded, _): false
    case .review(_, .unfounded, _): true
    }
  }
}

extension EmergencyRegister {
  /// Why a change would be refused; nothing changes.
  package func refusal(of change: EmergencyChange) -> EmergencyRefusal? {
    switch change {
    case .declare(let emergency): refusal(of: emergency)
    case .review(let id, _, let worker): refusal(ofReviewing: id, by: worker)
    }
  }

  /// Makes a change, or says why not and changes nothing.
  package mutating func apply(_ change: EmergencyChange) -> EmergencyRefusal? {
    switch change {
    case .declare(let emergency): declare(emergency)
    case .review(let id, let review, let worker): self.review(id, as: review, by: worker)
    }
  }
}

extension Problem {
  /// What the register refuses, in the words of the wire.
  package init(refusing refusal: EmergencyRefusal) {
    switch refusal {
    case .replayed: self.init(.emergencyReplayed, frame: 2, pointer: "/id")
    case .ended: self.init(.emergencyEnded, frame: 3, pointer: "/emergency/until")
    case .tooLong: self.init(.emergencyTooLong, frame: 3, pointer: "/emergency/until")
    case .tooMany: self.init(.emergencyTooMany, frame: 3, pointer: "/emergency")
    case .unknown: self.init(.emergencyUnknown, frame: 3, pointer: "/review/emergency")
    case .reviewed: self.init(.emergencyReviewed, frame: 3, pointer: "/review/emergency")
    case .ownReview: self.init(.emergencyOwnReview, frame: 3, pointer: "/review/worker")
    }
  }
}
