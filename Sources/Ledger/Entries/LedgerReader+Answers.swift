package import Concerns
package import Deadlines
import Wire

/// An answer to a transfer that nobody who asked has been told.
package struct UntoldAnswer: Hashable, Sendable {
  /// How long after it was given somebody is still told unasked: longer than a summer's leave. A
  /// start reads what boards have told since then; STATUS tells an answer for ever.
  package static let memory: Duration = .seconds(92 * 86_400)

  /// The clock that it ended: under its name is kept that it was told.
  package let clock: ClockID
  package let given: TransferAnswer
  /// The message that asked.
  package let id: MessageID
  /// The unit that asked: nobody else of its agency is told.
  package let unit: FunctionID
}

extension LedgerReader {
  /// Finds the answers to transfers that whoever asked has not been told, in their order.
  ///
  /// - Parameter told: The clocks of which the ledger has that somebody was told.
  func recoverAnswers(
    into recovery: inout Recovery, told: Set<ClockID>
  ) async throws(LedgerError) {
    let since = recovery.head.time + (.zero - UntoldAnswer.memory)
    var index = EntryIndex.start
    while true {
      let page = try await store.entries(
        of: .ruling, after: index, limit: LedgerPage.limit, fields: [])
      let late = page.filter { since <= $0.row.at }.map(\.index)
      recovery.answers += try await answers(at: late, but: told)
      guard let last = page.last, page.count == LedgerPage.limit else { return }
      index = last.index
    }
  }

  private func answers(
    at places: [EntryIndex], but told: Set<ClockID>
  ) async throws(LedgerError) -> [UntoldAnswer] {
    guard !places.isEmpty else { return [] }
    let records = try await records(at: places, fields: [.facts])
    var answers: [UntoldAnswer] = []
    for place in places {
      guard let (entry, key) = records[place], let facts = entry.row.fields[.facts] else {
        throw .corrupt(table: "field")
      }
      let answer = try StoredForm.transferAnswer(
        try open(facts, key, .field(.facts, of: .ruling, at: entry.row.at)))
      guard let answer, !told.contains(answer.clock),
        let parcel = try await parcel(answer.delivery)
      else { continue }
      let message = try await concern(at: parcel.key.entry).payload.message
      answers.append(
        UntoldAnswer(
          clock: answer.clock, given: answer.given, id: message.envelope.id,
          unit: message.matter.unit))
    }
    return answers
  }
}
