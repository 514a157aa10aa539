import Concerns
import Policy
import Testing

/// A mediator, an ordningsvakt or an association's doctor: bound by SoL 19:1, and nobody's agency.
@Suite struct `Whoever is bound as an individual` {
  private static let mediator = Participant(party: .privatePerson, isBound: true)
  private let table: PolicyTable

  init() throws { table = try Sweden.table.get() }

  private func refusal(
    of kind: Kind, from sender: Participant, to recipient: Participant, _ purpose: Purpose,
    _ basis: LegalBasis
  ) throws -> LocalizedText {
    let verdict = table.mayBeSent(
      Sending(
        kind: kind, sender: sender, recipient: recipient, purpose: purpose, basis: basis,
        circumstances: [.asked, .decided, .decision], day: try Sample.day(Sweden.today)))
    guard case .unlawful(_, _, let reason) = verdict else {
      Issue.record("answered \(verdict)")
      return LocalizedText(sv: "", en: "")
    }
    return reason
  }

  @Test func `reports like an agency`() throws {
    #expect(
      table.lawfulKinds(for: Self.mediator, on: try Sample.day(Sweden.today))
        .contains(.reportMandatory))
  }

  @Test func `is told how to ask for the answer that SoL 19-6 gives it`() throws {
    let reason = try refusal(
      of: .feedbackRequest, from: Self.mediator, to: Sample.board, .feedback, .feedback)
    #expect(reason.sv.contains("medlare") && reason.sv.contains("ring eller skriv till nämnden"))
    #expect(reason.en.contains("mediator") && reason.en.contains("write to the board"))
  }

  @Test(arguments: [
    (Kind.feedback, Purpose.feedback, LegalBasis.feedback, "på telefon eller i brev"),
    (.meetingInvitation, .childProtection, .meeting, "av handläggaren själv"),
  ])
  func `is answered and invited by a person at the board, and nothing is sent to it`(
    kind: Kind, purpose: Purpose, basis: LegalBasis, words: String
  ) throws {
    let reason = try refusal(of: kind, from: Sample.board, to: Self.mediator, purpose, basis)
    #expect(reason.sv.contains(words), "\(reason.sv)")
  }
}
