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

  @Test func `tells whoever meets a child in danger to say the place by telephone`() throws {
    let board = Participant(party: .socialServices, isBound: true)
    let verdict = table.mayBeSeen(
      Seeing(
        kind: .disclosurePolice, sender: board,
        recipient: Participant(party: .police, isBound: true), standing: .participant,
        dataClass: .whereabouts, age: .from12, protection: .unknown, guardians: .unknown,
        basis: .childInObviousDanger, certainty: .certain, circumstances: [.decision],
        isExcluded: false, day: try Sample.day(Sweden.today)))
    #expect(!verdict.isShown && verdict.ground.rule.text == "withhold-whereabouts")
    #expect(verdict.unlocks?.sv.contains("Är barnet i fara: säg platsen i telefon, 112.") == true)
    let sent = table.mayBeSent(
      Sending(
        kind: .disclosurePolice, sender: board,
        recipient: Participant(party: .police, isBound: true), purpose: .childProtection,
        basis: .childInObviousDanger, age: .from12, circumstances: [.decision],
        day: try Sample.day(Sweden.today)))
    guard case .lawful(let ground) = sent else {
      Issue.record("answered \(sent)")
      return
    }
    #expect(ground.reason.sv.contains("säg platsen i telefon, 112"))
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
