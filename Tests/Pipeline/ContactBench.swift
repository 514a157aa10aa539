import Concerns
import Contacts
import Evidence
import Ledger
import Simulation
import Testing
import Wire

extension Bench {
  /// That somebody was told of their right to apply, the day they wrote.
  static let informed = GivenInformation(
    way: .spoken, on: Town.name("2026-11-19", CivilDate.init(_:)))

  /// What somebody who gives no name says at the open entrance.
  mutating func contact(_ change: (inout Wording) -> Void = { _ in }) -> Wording {
    var wording = Wording(
      .contactEarly, from: Town.board("samverkan"), in: conversation())
    (wording.isNameless, wording.told, wording.number) = (true, [.narrative], nil)
    wording.particulars = Particulars(informed: Self.informed)
    change(&wording)
    return wording
  }

  /// Sends one, and returns the reference of its receipt.
  mutating func reference(of wording: Wording) async throws -> Reference {
    let answers = try await say(wording, from: Self.others)
    let leaf = try #require(answers.receiptLeaf)
    guard case .accepted(_, _, let reference, _) = leaf.outcome else {
      Issue.record("not accepted: \(leaf)")
      throw NotAccepted()
    }
    return reference
  }

  /// The words that are drawn for a contact.
  mutating func phrase(
    for reference: Reference, from member: MemberID = Bench.others
  ) async throws -> [String] {
    let answers = try await send(.phrase(reference), from: member)
    guard case .phrase(reference, let words)? = answers.first, answers.count == 1 else {
      Issue.record("no phrase: \(answers)")
      return []
    }
    return words
  }

  mutating func comeBack(
    _ reference: Reference, _ words: [String], from member: MemberID = Bench.others
  ) async throws -> BrokerCommand? {
    let answers = try await send(
      .comeBack(.init(reference: reference, words: words)), from: member)
    #expect(answers.count == 1)
    return answers.first
  }

  /// A worker at the reception decides what becomes of what they have.
  mutating func choose(
    _ choice: ContactChoice, of delivery: DeliveryID, version: Int64? = nil,
    from member: MemberID = Bench.reception
  ) async throws -> [BrokerCommand] {
    try await send(
      .choose(
        .init(
          delivery: delivery, version: try version ?? self.version(of: delivery), choice: choice,
          worker: Town.name("anst-4711", WorkerID.init(_:)))), from: member)
  }
}

private struct NotAccepted: Error {}

extension [BrokerCommand] {
  fileprivate var receiptLeaf: ReceiptLeaf? {
    for case .receipt(_, let leaf) in self { return try? ReceiptLeaf(reading: leaf) }
    return nil
  }
}
