import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

/// The board would tell an association something about somebody grown, who has said yes to it.
struct ReleaseBench {
  var bench: Bench
  let cooperation: ConversationID
  let talk: ConversationID
  /// The message that offers the conditions.
  let offer: MessageID
  /// What commits to their text, once it is offered.
  private(set) var text = Digest32(hashing: [])

  static let yes = {
    var paper = Paper.own(Paper.father, to: [Town.association.unit])
    (paper.form, paper.classes) = (.release, [.identity, .contact, .narrative])
    return paper
  }()

  /// The yes is recorded, and the association has read that there is one.
  init(credit: Int64 = 100, saying paper: Paper? = Self.yes) async throws {
    bench = try await Bench()
    for member in [Bench.reception, Bench.police, Bench.school] { try await bench.greet(member) }
    try await bench.greet(Bench.association, credit: credit)
    (cooperation, talk) = (bench.conversation(), bench.conversation())
    offer = bench.name()
    guard let paper else { return }
    #expect(try await record(paper, in: cooperation).receipts.count == 1)
    try await settle()
  }

  @discardableResult
  mutating func record(
    _ paper: Paper, in cooperation: ConversationID
  ) async throws -> [BrokerCommand] {
    try await bench.record(paper, in: cooperation, from: Town.reception, by: Bench.reception)
  }

  /// The association files whatever it has before it.
  mutating func settle() async throws {
    let delivers = bench.take(Bench.association).delivers
    if !delivers.isEmpty {
      try await bench.acknowledge(delivers, .received, from: Bench.association)
    }
  }

  private func wording(_ kind: Kind, from unit: FunctionID = Town.reception) -> Wording {
    var wording = Wording(kind, from: unit, in: talk)
    (wording.purpose, wording.basis) = (.earlySupport, .reservation)
    (wording.number, wording.role) = (Paper.father.number, .adult)
    (wording.wantsFeedback, wording.guardians) = (false, .mayBeTold)
    wording.narrative = "Uppgifterna får inte föras vidare."
    return wording
  }

  /// Offers the conditions.
  @discardableResult
  mutating func offer(
    id: MessageID? = nil, from member: MemberID = Bench.reception,
    _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> [BrokerCommand] {
    var wording = wording(.reservationOffer)
    wording.particulars = Particulars(parties: [Town.association.unit])
    wording.told = [.narrative]
    change(&wording)
    let letter = bench.letter(wording, by: member.agency, id: id ?? offer)
    text = letter.message.sections.first { $0.dataClass == .narrative }?.commitment ?? text
    return try await bench.publish(letter, from: member)
  }

  /// The association acknowledges them.
  @discardableResult
  mutating func acknowledge(
    _ reservation: MessageID? = nil, text other: Digest32? = nil,
    from unit: FunctionID = Town.association.unit, by member: MemberID = Bench.association,
    in conversation: ConversationID? = nil, key: SigningKey? = nil, id: MessageID? = nil
  ) async throws -> [BrokerCommand] {
    var wording = wording(.reservationAcknowledge, from: unit)
    wording.conversation = conversation ?? talk
    wording.particulars = Particulars(
      acknowledgement: AcknowledgementTerms(
        reservation: reservation ?? offer, text: (other ?? text).wire,
        evidence: Digest32(hashing: [7]).wire,
        worker: Town.name("ledare-7", WorkerID.init(_:))))
    return try await bench.publish(
      bench.letter(wording, by: member.agency, key: key, id: id), from: member)
  }

  /// The board releases what it would.
  @discardableResult
  mutating func release(
    under reservation: MessageID? = nil, _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> [BrokerCommand] {
    var wording = wording(.releaseIndividual)
    wording.particulars = Particulars(
      parties: [Town.association.unit], reservation: reservation ?? offer)
    wording.told = [.identity, .contact, .household]
    change(&wording)
    return try await bench.publish(
      bench.letter(wording, by: Town.board), from: Bench.reception)
  }

  /// Somebody says no, at the board.
  @discardableResult
  mutating func withdraw() async throws -> MessageID {
    let no = bench.letter(
      Wording(Paper.father, takesBack: Self.yes, from: Town.reception, in: cooperation),
      by: Town.board)
    #expect(try await bench.publish(no, from: Bench.reception).receipts.count == 1)
    return no.id
  }

  /// What the association is shown, class by class.
  mutating func shown() throws -> [Set<DataClass>] {
    try bench.take(Bench.association).delivers.map { try Bench.sight($0).classes }
  }

  /// Starts the broker anew, with everybody there.
  mutating func restart() async throws {
    try await bench.restart()
    for member in [Bench.reception, Bench.association] { try await bench.greet(member) }
  }
}
