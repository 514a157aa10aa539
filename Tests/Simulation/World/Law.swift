import Concerns
import Policy

/// The law once more, as far as this town needs it: slow, obvious, and not taken from the table.
enum Law {
  /// What a function has to do with a message, by the onlooker's own account.
  enum Relation: Hashable {
    case owner, duty, reporter, stranger
  }

  static func maySend(_ kind: Kind, _ sender: Participant, to recipient: Participant) -> Bool {
    switch kind {
    case .reportMandatory: sender.isBound && recipient.party == .socialServices
    case .reportVoluntary: !sender.isBound && recipient.party == .socialServices
    case .feedbackRequest: sender.isBound && recipient.party == .socialServices
    case .feedback: sender.party == .socialServices && recipient.isBound
    default: false
    }
  }

  /// The kinds that a refusal should name, in the order of the vocabulary.
  static func lawfulKinds(for sender: Participant) -> [Kind] {
    switch (sender.isBound, sender.party == .socialServices) {
    case (true, true): [.reportMandatory, .feedback, .feedbackRequest]
    case (true, false): [.reportMandatory, .feedbackRequest]
    case (false, true): [.reportVoluntary, .feedback]
    case (false, false): [.reportVoluntary]
    }
  }

  static func mayShow(_ dataClass: DataClass, of kind: Kind, to relation: Relation) -> Bool {
    switch (kind, relation) {
    case (.reportMandatory, .owner), (.reportMandatory, .duty), (.reportVoluntary, .owner),
      (.reportVoluntary, .duty):
      dataClass != .outcome
    case (.feedbackRequest, .owner), (.feedbackRequest, .duty):
      dataClass == .matter || dataClass == .handling
    case (.feedback, .reporter): dataClass == .matter || dataClass == .outcome
    default: false
    }
  }
}
