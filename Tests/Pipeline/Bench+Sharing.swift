import Concerns
import Ledger
import Simulation
import Testing

extension Bench {
  /// Of somebody grown: all that such a message says is about the one whose secrecy is waived.
  static let own = Paper.own(Paper.father, to: [Town.police.unit, Town.reception])

  /// What the school tells others around the table about somebody, under the town's agreement.
  mutating func sharing(
    of human: Paper.Human = Paper.father, with parties: [FunctionID] = [Town.police.unit]
  ) -> Wording {
    var wording = Wording(.collaborationShare, from: Town.school.unit, in: conversation())
    (wording.purpose, wording.basis) = (.crimePrevention, .waiver)
    (wording.number, wording.role) = (human.number, human.role == .child ? .child : .adult)
    wording.guardians = .mayBeTold
    wording.told = [.identity, .school]
    wording.particulars = Particulars(
      parties: parties, agreement: Town.name("sspf", AgreementID.init(_:)))
    return wording
  }

  /// Shares something and expects that it is taken.
  @discardableResult
  mutating func share(
    of human: Paper.Human = Paper.father, with parties: [FunctionID] = [Town.police.unit]
  ) async throws -> Letter {
    let letter = letter(sharing(of: human, with: parties))
    let answers = try await publish(letter)
    #expect(answers.receipts.count == 1, "the share is not accepted: \(answers)")
    return letter
  }

  /// The deliveries of what is shared to a function, settled or not, in the ledger's order.
  func shares(to function: FunctionID = Town.police.unit) async throws -> [StoredParcel] {
    try await host.reader.parcels(to: function, after: .start, limit: 100)
      .filter { $0.facts.kind == .collaborationShare }
  }
}
