import Concerns
import Evidence
import Ledger
import Simulation
import Support
import Testing
import Wire

/// A law in which an emergency opens, to a party that is shown the head of a message, the rest.
///
/// No real law does: so a rule that requires an emergency is seen to open and to close.
enum OpeningLaw {
  static func change(_ law: String) -> String {
    // Sharing rests on a waiver, which nobody here has given.
    let start = law.firstRange(of: "\n  - id: withhold-sharing-without-a-waiver\n")
    let end = start.flatMap { law[$0.upperBound...].firstRange(of: "\n  - id: ") }
    guard let start, let end else { return law }
    return String(law[..<start.lowerBound] + law[end.lowerBound...])
      .replacing("\nsigning:\n", with: "\n" + rules + "\n\nsigning:\n")
  }

  private static let rules = """
      - id: show-the-head
        citation: ["OSL 10:2"]
        review: needs-legal-review
        from: 2025-07-01
        effect: show
        kinds: [collaboration.share]
        senders: any
        recipients: any
        standings: any
        classes: [matter]
        reason: {sv: "Parterna vet om varandra.", en: "The parties know of one another."}

      - id: show-in-an-emergency
        citation: ["OSL 10:2"]
        review: needs-legal-review
        from: 2025-07-01
        effect: show
        kinds: [collaboration.share]
        senders: any
        recipients: any
        standings: any
        classes: any
        needs: [emergency]
        reason: {sv: "Nödsituation.", en: "Emergency."}
    """

  /// A law in which the reporter may ask for its answer in an emergency alone.
  static func sending(_ law: String) -> String {
    law.replacing(
      "    kind: feedback.request\n", with: "    kind: feedback.request\n    needs: [emergency]\n")
  }
}

extension Bench {
  static let management = member("norrkoping-socialnamnd/ledning")

  /// School and police share within an agreement, and have begun.
  static func sharing(
    policeCredit: Int64 = 100
  ) async throws -> (bench: Bench, conversation: ConversationID) {
    var bench = try await Bench(policy: OpeningLaw.change)
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: policeCredit)
    try await bench.greet(Bench.management)
    let conversation = bench.conversation()
    #expect(try await bench.share(in: conversation).receipts.count == 1)
    return (bench, conversation)
  }

  @discardableResult
  mutating func share(
    in conversation: ConversationID, _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> [BrokerCommand] {
    var wording = Wording(.collaborationShare, from: Town.school.unit, in: conversation)
    (wording.purpose, wording.basis) = (.crimePrevention, .waiver)
    wording.particulars = Particulars(
      parties: [Town.police.unit], agreement: Town.name("sspf", AgreementID.init(_:)))
    wording.told = [.school]
    change(&wording)
    return try await publish(letter(wording))
  }

  /// Declares an emergency for the police, in a role that has a delegation.
  @discardableResult
  mutating func declare(
    in conversation: ConversationID, for recipient: FunctionID = Town.police.unit,
    lasting term: Duration = .seconds(86_400), from unit: FunctionID = Town.school.unit,
    role: String = "skola.rektor", by member: MemberID = Bench.school, id: MessageID? = nil
  ) async throws -> [BrokerCommand] {
    var wording = Wording(.emergencyDeclare, from: unit, in: conversation)
    wording.particulars = Particulars(
      decision: Self.decision(by: role, under: .accountableAccess),
      emergency: EmergencyTerms(
        recipient: recipient, reason: .violence, until: now + term,
        worker: Town.name("anst-4711", WorkerID.init(_:))))
    return try await publish(letter(wording, by: member.agency, id: id), from: member)
  }

  /// The head tells what was found of an emergency.
  @discardableResult
  mutating func review(
    _ emergency: MessageID, as found: EmergencyReview, in conversation: ConversationID,
    from unit: FunctionID = Town.head
  ) async throws -> [BrokerCommand] {
    var wording = Wording(.emergencyReview, from: unit, in: conversation)
    wording.particulars = Particulars(
      decision: Self.decision(by: Town.board.text + ".enhetschef", under: .accountableAccess),
      review: EmergencyFinding(
        emergency: emergency, review: found, worker: Town.name("anst-12", WorkerID.init(_:))))
    return try await publish(letter(wording, by: Town.board), from: Bench.management)
  }

  /// A name for an emergency that is to be declared.
  mutating func name() -> MessageID { MessageID(conversation().uuid) }

  /// What the police are sent, class by class, one after the other; each is settled.
  mutating func shownToPolice() async throws -> [Set<DataClass>] {
    var shown: [Set<DataClass>] = []
    var delivers = take(Bench.police).delivers
    while !delivers.isEmpty {
      shown += try delivers.map { try Bench.sight($0).classes }
      delivers = try await acknowledge(delivers, .received, from: Bench.police).delivers
    }
    return shown
  }
}
