import Concerns
import Policy
import Testing

/// What whoever may not send something is told to do instead, in the shipped law.
@Suite struct `What to do instead` {
  private let table: PolicyTable

  init() throws { table = try Sweden.table.get() }

  private func advice(
    on kind: Kind, from party: Party, to other: Party, _ purpose: Purpose, _ basis: LegalBasis
  ) throws -> String {
    let verdict = table.mayBeSent(
      Sending(
        kind: kind, sender: Participant(party: party, isBound: true),
        recipient: Participant(party: other, isBound: true), purpose: purpose, basis: basis,
        circumstances: [.decision], day: try Sample.day(Sweden.today)))
    guard case .unlawful(_, _, let reason) = verdict else { return "it may be sent" }
    return reason.sv
  }

  @Test func `tells a preschool that it sends nothing to the police`() throws {
    let advice = try advice(
      on: .disclosurePolice, from: .preschool, to: .police, .crimePrevention,
      .headTeacherToPolice)
    #expect(advice.contains("En förskola skickar inget till polisen här."))
    #expect(advice.contains("ring 112") && advice.contains("anmäl till socialtjänsten"))
  }

  @Test func `names every ground on which the law lets health care tell of an adult`() throws {
    let advice = try advice(
      on: .concernAdult, from: .health, to: .socialServices, .careCoordination,
      .necessaryCareByHealth)
    for words in ["vid beroende", "LPT och LRV", "gravid", "ring nämnden", "ring 112"] {
      #expect(advice.contains(words), "\(words): \(advice)")
    }
  }
}
