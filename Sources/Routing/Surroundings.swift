import Concerns
package import Wire

/// What is established around a message by the directory and by its having been let in.
///
/// Made anew whenever something is to be shown: an agreement that has run out opens nothing more.
package struct Surroundings: Hashable, Sendable {
  /// Feedback, or a word to another board, that was asked for; that which nobody asked for is never
  /// let in.
  package let isAsked: Bool
  /// A decision that a delegation covered on the day it was taken.
  package let isDecided: Bool
  /// An open inquiry asks, or is answered; a request of nobody's inquiry is never let in.
  package let isInquiry: Bool
  /// The agreement that it names, if the directory has it and it fits the message.
  package let agreement: Agreement?

  package init(
    isAsked: Bool = false, isDecided: Bool = false, isInquiry: Bool = false,
    agreement: Agreement? = nil
  ) {
    self.isAsked = isAsked
    self.isDecided = isDecided
    self.isInquiry = isInquiry
    self.agreement = agreement
  }
}

extension Router {
  /// What is established around a message that was let in.
  package func surroundings(of message: SignedMessage) -> Surroundings {
    let matter = message.matter
    let particulars = message.handling.particulars
    return Surroundings(
      isAsked: matter.kind == .feedback || matter.kind == .currentResponse,
      isDecided: particulars.decision.map { directory.mayDecide($0, on: matter.kind) } ?? false,
      // Only a board of this directory has inquiries that are known here; what answers one was
      // let in because it was asked.
      isInquiry: matter.kind == .inquiryResponse
        || matter.kind == .inquiryRequest && matter.unit.agency == directory.agency,
      agreement: particulars.agreement.flatMap(directory.agreement))
  }

  /// Refuses what rests on a decision that nobody might take, or on an agreement without force.
  ///
  /// Both are public data of the directory, so the answer may say which it is.
  func checkGrounds(
    of matter: Matter, _ handling: Handling, on day: CivilDate
  ) throws(Problem) {
    if let decision = handling.particulars.decision {
      try check(decision, of: matter, on: day)
    }
    if let id = handling.particulars.agreement {
      try check(directory.agreement(id), of: matter, among: handling.parties, on: day)
    }
  }

  private func check(
    _ decision: Decision, of matter: Matter, on day: CivilDate
  ) throws(Problem) {
    guard decision.section == matter.basis else {
      throw Problem(.badHandling, frame: 3, pointer: "/decision/section")
    }
    guard decision.on <= day else {
      throw Problem(.badHandling, frame: 3, pointer: "/decision/on")
    }
    guard decision.by.agency == matter.unit.agency,
      directory.mayDecide(decision, on: matter.kind)
    else { throw Problem(.notDelegated, frame: 3, pointer: "/decision/by") }
  }

  private func check(
    _ agreement: Agreement?, of matter: Matter, among parties: [FunctionID], on day: CivilDate
  ) throws(Problem) {
    guard let agreement, agreement.covers(matter.purpose, under: matter.basis, on: day),
      agreement.parties.contains(matter.unit.agency)
    else { throw Problem(.noAgreement, frame: 3, pointer: "/agreement") }
    for (index, party) in parties.enumerated() where !agreement.parties.contains(party.agency) {
      throw Problem(.noAgreement, frame: 3, pointer: "/to/\(index)")
    }
  }
}
