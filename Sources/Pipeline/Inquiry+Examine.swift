import Admission
import Concerns
import Evidence
package import Ledger
import Routing
import Wire

extension Inquiry {
  /// Checks signatures and looks standings up, in order, each shared signature once.
  ///
  /// Runs off the loop; a batch costs one pass of the verifier and some reads.
  package static func examine(
    _ inquiries: [Inquiry], reader: LedgerReader
  ) async throws(LedgerError) -> [Examination] {
    let verified = verify(inquiries)
    var standings = try await reader.standings(of: verified.compactMap(\.conversation))[...]
    var examinations: [Examination] = []
    examinations.reserveCapacity(inquiries.count)
    for answer in verified {
      examinations.append(try await answer.complete(from: reader, &standings))
    }
    return examinations
  }

  private enum Verified {
    case publish(Examined<SignedMessage>, Int64)
    case acknowledge(Examined<AckDocument>, Int64, [DeliveryID])
    case duty(Examined<DutyDocument>, Int64)

    /// The conversation whose standing is needed, if any.
    var conversation: ConversationID? {
      guard case .publish(let examined, _) = self else { return nil }
      return examined.candidate.said.matter.conversation
    }

    /// - Parameter standings: Those of the conversations asked for, in order; the first is taken.
    func complete(
      from reader: LedgerReader, _ standings: inout ArraySlice<ConversationStanding?>
    ) async throws(LedgerError) -> Examination {
      switch self {
      case .publish(let examined, let number):
        return .publish(examined, number: number, standing: standings.removeFirst())
      case .acknowledge(let examined, let number, let elsewhere):
        var parcels: [StoredParcel] = []
        for delivery in elsewhere {
          if let parcel = try await reader.parcel(delivery) { parcels.append(parcel) }
        }
        return .acknowledge(examined, number: number, elsewhere: elsewhere, parcels: parcels)
      case .duty(let examined, let number): return .duty(examined, number: number)
      }
    }
  }

  private static func verify(_ inquiries: [Inquiry]) -> [Verified] {
    var attestation = Attestation()
    return inquiries.map { inquiry in
      switch inquiry {
      case .publish(let candidate, let number):
        .publish(candidate.examine(with: &attestation), number)
      case .acknowledge(let candidate, let number, let elsewhere):
        .acknowledge(candidate.examine(with: &attestation), number, elsewhere)
      case .duty(let candidate, let number):
        .duty(candidate.examine(with: &attestation), number)
      }
    }
  }
}

extension Lookup {
  /// Reads what was asked for, in order.
  package static func find(
    _ lookups: [Lookup], reader: LedgerReader
  ) async throws(LedgerError) -> [Discovery] {
    var discoveries: [Discovery] = []
    discoveries.reserveCapacity(lookups.count)
    for lookup in lookups { discoveries.append(try await lookup.find(in: reader)) }
    return discoveries
  }

  private func find(in reader: LedgerReader) async throws(LedgerError) -> Discovery {
    switch self {
    case .concern(let index, let errand):
      .concern(try await reader.concern(at: index), for: errand)
    case .parcel(let delivery, let errand):
      .parcel(try await reader.parcel(delivery), for: errand)
    case .conversation(let trial):
      .conversation(
        trial,
        try await reader.standings(of: [trial.admitted.said.matter.conversation])[0])
    case .claim(let trial, let problem):
      .claim(
        trial, problem,
        isTaken: try await reader.isTaken(
          trial.admitted.said.envelope.id, by: trial.admitted.agency.id))
    case .owner(let entry, let ring): .owner(try await reader.owner(of: entry), ring)
    case .answerer(let entry, let clock):
      .answerer(try await reader.owner(of: entry), clock)
    case .sender(let entry, let clock):
      .sender(SentMessage(try await reader.concern(at: entry).payload.message), clock)
    case .holder(let entry): .holder(try await reader.holder(of: entry), of: entry)
    case .kept(let clock, let entry): .kept(try await reader.kept(clock, of: entry))
    case .plan(let question, let asker):
      .plan(try await question.answer(from: reader), asker: asker)
    case .file(let delivery, let asker):
      .file(try await reader.file(of: delivery), delivery, asker: asker)
    case .word(let id, let agency, let asker):
      .word(try await reader.word(for: id, of: agency), id, asker: asker)
    case .left(let count, let id, let word, let asker):
      .left(try await reader.count(count), id, word, asker: asker)
    case .known(let search, let delivery, let asker):
      .known(try await reader.search(search), delivery, asker: asker)
    case .list(let function, let place, let limit, let asker):
      .list(
        try await reader.parcels(to: function, after: place, limit: limit), limit: limit,
        asker: asker)
    }
  }
}
