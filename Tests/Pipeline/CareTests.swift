import Concerns
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// Health care and social services share what is necessary for care or support (OSL 25:12, 26:9).
@Suite struct `What care tells social services` {
  private func telling(
    about number: String? = Neighbours.child, to parties: [FunctionID] = [Town.reception],
    in conversation: ConversationID
  ) -> Wording {
    var wording = Wording(.careSocial, from: Neighbours.firstLine, in: conversation)
    (wording.purpose, wording.basis) = (.careCoordination, .necessaryCareByHealth)
    wording.number = number
    wording.particulars = Particulars(parties: parties)
    wording.told = [.identity, .health]
    return wording
  }

  private let told: Set<DataClass> = [.matter, .handling, .identity, .health]

  @Test func `reaches the unit it is addressed to, which owns it, without a waiver`() async throws {
    var bench = try await Bench.withNeighbours()
    let sights = try await bench.sights(
      of: telling(in: bench.conversation()), from: Neighbours.careMachine)
    #expect(sights == [Sight(Town.reception, told, isWhole: true)])
    let delivery = try #require(bench.host.store.noted.deliveries.keys.first)
    let parcel = try #require(try await bench.host.reader.parcel(delivery))
    #expect(parcel.facts.owner.function == Town.reception)
    #expect(parcel.recipient.standing == .owner)
  }

  @Test func `reaches whoever is on duty at night, too`() async throws {
    var bench = try await Bench.withNeighbours()
    try await bench.wait(.seconds(6 * 3600))
    for member in [Neighbours.careMachine, Bench.reception] { try await bench.greet(member) }
    try await bench.greet(Neighbours.careMachine, functions: [Neighbours.firstLine])
    let sights = try await bench.sights(
      of: telling(in: bench.conversation()), from: Neighbours.careMachine)
    #expect(Set(sights.map(\.function)) == [Town.reception, Town.onCall])
  }

  @Test func `about somebody protected goes to the protected desk, whoever is addressed`()
    async throws
  {
    var bench = try await Bench.withNeighbours()
    var wording = telling(in: bench.conversation())
    wording.protection = .registered
    let sights = try await bench.sights(of: wording, from: Neighbours.careMachine)
    #expect(sights == [Sight(Town.protectedDesk, told, isWhole: true)])
  }

  /// Whom it is about, how sure that is, what for, and whether it may be told.
  private static let persons: [(String?, Certainty, Ground, Bool)] = [
    (Neighbours.child, .certain, .health, true), (Neighbours.adult, .certain, .health, false),
    (Neighbours.adult, .certain, .addiction, true), (nil, .certain, .health, false),
    // A guess is nobody's age.
    (Neighbours.child, .uncertain, .health, false),
    (Neighbours.child, .uncertain, .addiction, true),
  ]

  @Test(arguments: persons)
  func `is about somebody under 18, or on addiction`(
    number: String?, certainty: Certainty, ground: Ground, isLawful: Bool
  ) async throws {
    var bench = try await Bench.withNeighbours()
    var wording = telling(about: number, in: bench.conversation())
    (wording.certainty, wording.grounds) = (certainty, [ground])
    let answers = try await bench.say(wording, from: Neighbours.careMachine)
    #expect(answers.receipts.count == (isLawful ? 1 : 0))
    #expect(answers.codes == (isLawful ? [] : [.kindNotLawful]))
  }

  /// Nobody of ours speaks or is addressed: the reception answers for its coming through, unseen.
  @Test func `goes from care to care past whoever answers for it`() async throws {
    let clinic = Town.name("vardcentral.mottagning", FunctionID.init(_:))
    let machine = Bench.member("vardcentral/m1")
    var bench = try await Bench(
      acts: Neighbours.acts + Cast.acts(clinic, .health, isBound: true, number: 84))
    try await bench.greetAll()
    try await bench.greet(Neighbours.careMachine, functions: [Neighbours.firstLine])
    try await bench.greet(machine, functions: [clinic])
    let telling = telling(to: [clinic], in: bench.conversation())
    #expect(try await bench.say(telling, from: Neighbours.careMachine).receipts.count == 1)
    let sights = try bench.take(machine).delivers.map(Bench.sight)
    #expect(sights == [Sight(clinic, [.matter, .identity, .health])])
    for member in Bench.everyone { #expect(bench.take(member).delivers.isEmpty) }
    let delivery = try #require(bench.host.store.noted.deliveries.keys.first)
    let parcel = try #require(try await bench.host.reader.parcel(delivery))
    #expect(parcel.facts.owner.function == Town.reception)
  }

  @Test func `goes past the unit whose conversation it is, if another is addressed`() async throws {
    var bench = try await Bench.withNeighbours()
    let conversation = bench.conversation()
    try await bench.say(telling(in: conversation), from: Neighbours.careMachine)
    let addressed = Town.board("samverkan")
    let sights = try await bench.sights(
      of: telling(to: [addressed], in: conversation), from: Neighbours.careMachine)
    #expect(sights == [Sight(addressed, [.matter, .identity, .health])])
  }

  @Test func `goes to nobody but care and social services`() async throws {
    var bench = try await Bench.withNeighbours()
    for party in [Town.school.unit, Town.police.unit, Town.walled] {
      let problem = try await bench.problem(
        of: telling(to: [party], in: bench.conversation()), from: Neighbours.careMachine)
      #expect(problem?.code == .kindNotLawful)
    }
  }

  @Test func `is answered in its own conversation`() async throws {
    var bench = try await Bench.withNeighbours()
    let conversation = bench.conversation()
    try await bench.say(telling(in: conversation), from: Neighbours.careMachine)
    var answer = telling(to: [Neighbours.firstLine], in: conversation)
    (answer.unit, answer.basis) = (Town.reception, .necessaryCareBySocialServices)
    try await bench.say(answer, from: Bench.reception)
    let sights = try bench.take(Neighbours.careMachine).delivers.map(Bench.sight)
    #expect(sights == [Sight(Neighbours.firstLine, [.matter, .identity, .health])])
  }
}
