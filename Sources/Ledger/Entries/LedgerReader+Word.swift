package import Concerns
import Consents
import Routing
package import Wire

extension LedgerReader {
  /// How far a sender's own message has come; `nil` for one not accepted.
  ///
  /// The word holds of everybody whom the message is for, so it tells neither how many they are
  /// nor who. On the owner's side whoever came furthest counts, and only its owner can have acted
  /// on it: not whoever is on duty, nor an old owner that sent it on.
  package func word(
    for id: MessageID, of source: AgencyID
  ) async throws(LedgerError) -> SentWord? {
    guard let claim = try await claim(on: id, by: source) else { return nil }
    var reach = Reach()
    for stored in try await store.deliveries(of: claim.index) {
      reach.count(stored.row.standing, of: try await parcel(stored).recipient.standing)
    }
    return SentWord(
      word: reach.word, withdrawn: try await withdrawn(by: claim),
      answer: try await answer(to: claim.index))
  }

  /// What a transfer was answered with, and who asked for that.
  private func answer(
    to entry: EntryIndex
  ) async throws(LedgerError) -> SentWord.Answer? {
    guard let given = try await transferAnswer(at: entry) else { return nil }
    return SentWord.Answer(
      given: given, unit: try await concern(at: entry).payload.message.matter.unit)
  }

  /// A withdrawal, where a claim stands for one.
  private func withdrawn(by claim: StoredClaim) async throws(LedgerError) -> Withdrawn? {
    guard let entry = try await store.entry(at: claim.index, fields: []),
      entry.row.kind == .consent
    else { return nil }
    let facts = try await concern(at: claim.index).facts
    guard facts.kind == .consentWithdraw else { return nil }
    return Withdrawn(at: claim.index, cooperation: CooperationID(facts.conversation.uuid))
  }
}

/// What a sender may know of a message of its own.
package struct SentWord: Hashable, Sendable {
  /// How far it has come.
  package let word: BrokerCommand.Word
  /// The withdrawal that it is, if it is one.
  package let withdrawn: Withdrawn?
  /// What it was answered with, if it asked another municipality to take a case over.
  package let answer: Answer?

  /// What was answered, and the unit that asked: nobody else of its agency is told.
  package struct Answer: Hashable, Sendable {
    package let given: TransferAnswer
    package let unit: FunctionID
  }
}

/// How far one message has come with everybody it is for.
private struct Reach {
  /// With whoever owns it and whoever is on duty for that: the furthest of them. `nil` where
  /// nothing went to them.
  private var owners: BrokerCommand.Word?
  /// With each of those whom it is for by name.
  private var others: [BrokerCommand.Word] = []
  /// With those whose delivery ended with the waiver that it rested on, and who have nothing left
  /// to do: the furthest of them, so that the word never falls.
  private var ended: BrokerCommand.Word?

  mutating func count(_ delivery: DeliveryStanding, of recipient: Recipient.Standing) {
    let said = BrokerCommand.Word(delivery.acknowledged)
    switch recipient {
    case .owner, .duty:
      let isAnswerable = recipient == .owner && delivery.state != .sentOn
      owners = max(owners ?? .accepted, isAnswerable ? said : min(said, .read))
    case .reporter, .participant:
      if delivery.state == .withdrawn {
        ended = max(ended ?? .accepted, said)
      } else {
        others.append(said)
      }
    }
  }

  /// The least of all that somebody waits for; what nobody waits for counts only by itself.
  var word: BrokerCommand.Word {
    ((owners.map { [$0] } ?? []) + others).min() ?? ended ?? .accepted
  }
}

extension BrokerCommand.Word {
  fileprivate init(_ acknowledgement: Acknowledgement) {
    switch acknowledgement {
    case .none, .recalled: self = .accepted
    case .received: self = .delivered
    case .read: self = .read
    case .committed: self = .committed
    }
  }
}
