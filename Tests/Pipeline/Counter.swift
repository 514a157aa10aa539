import Admission
import Concerns
import Consents
import Evidence
import Filtering
import Policy
import Routing
import Simulation
import Support
import Testing
import Wire

/// The first four stages alone, beside a register of waivers: decided at once, and kept nowhere.
struct Counter {
  /// Somebody with a number, as the register knows them.
  static let somebody: PersonPseudonym = Town.name("somebody") { _ in
    PersonPseudonym(bytes: [UInt8](repeating: 7, count: PersonPseudonym.length))
  }

  var consents = ConsentRegister()
  var directory = Town.directory
  let now: Moment
  private var admission: Doorkeeper
  private var dice = SplitMix64(seed: 3)

  init(at moment: Moment = Town.start) throws {
    now = moment
    var registry = Registry()
    for act in Town.acts { try registry.apply(act, at: moment + .seconds(-3600)) }
    admission = Doorkeeper(
      deployment: Town.deployment, environment: .training, registry: registry,
      publishesPerMinute: 1000)
  }

  /// Waives the person's secrecy among these agencies: each has obtained it itself.
  mutating func waive(
    _ classes: Set<DataClass>, towards parties: Set<AgencyID>, for form: CooperationForm = .sspf
  ) throws {
    let cooperation = CooperationID(RandomUUID(using: &dice))
    let grown = WaivedPerson(
      person: Self.somebody, birthDate: CivilDate("1990-06-04"), custody: .unknown,
      signatures: [Signature(.oneself, signed: LocalTime.date(at: now))])
    for authority in parties.sorted() {
      let paper = (0..<ConsentRegister.evidenceLength).map { _ in
        UInt8(truncatingIfNeeded: dice.next())
      }
      let outcome = consents.record(
        Waiver(
          id: ConsentID(RandomUUID(using: &dice)), cooperation: cooperation, form: form,
          persons: [grown], parties: parties, classes: classes, until: now + .seconds(86_400),
          evidence: paper, authority: authority), at: now)
      guard case .recorded = outcome else {
        Issue.record("the waiver is not recorded: \(outcome)")
        return
      }
    }
  }

  /// What each recipient may see of a message, or why it is refused.
  ///
  /// - Parameter later: When it is handed over, if not at once.
  mutating func decide(
    _ wording: Wording, in standing: ConversationStanding? = nil, shownAt later: Moment? = nil
  ) throws -> Result<Set<Sight>, Problem> {
    let agency = wording.unit.agency
    let letter = Letter.write(wording, by: agency, key: Town.key(of: agency), drawing: &dice)
    do {
      return .success(try decide(letter, in: standing, shownAt: later))
    } catch let problem as Problem {
      return .failure(problem)
    }
  }

  private mutating func decide(
    _ letter: Letter, in standing: ConversationStanding?, shownAt later: Moment?
  ) throws -> Set<Sight> {
    let member = Bench.member(letter.agency.text + "/m1")
    let connection = Salt.bytes(8, using: &dice)
    let peer = Peer(door: .members, connection: connection, member: member)
    _ = try admission.hello(
      .init(time: now, software: "counter", functions: []), from: peer,
      token: Salt(using: &dice), at: now, wall: now)
    let session = try admission.session(of: peer, at: now)
    let candidate = try admission.receive(
      .init(proof: letter.proof, message: letter.message), from: session, at: now)
    var attestation = Attestation()
    let admitted = try admission.admit(candidate.examine(with: &attestation), at: now)
    let routed = try Router(directory: directory).route(
      admitted, in: standing, registry: admission.registry, at: now,
      in: BrokerVoice(of: Town.receiptKey.verifyingKey), drawing: &dice)
    let filter = Filter(policy: Town.policy, consents: consents, policyEpoch: 1, registerEpoch: 1)
    let tags = letter.handling.persons.filter { $0.certainty == .certain }.map(\.tag)
    let cleared = try filter.clear(
      routed, persons: Dictionary(uniqueKeysWithValues: tags.map { ($0, Self.somebody) }),
      areas: directory.areas, at: now)
    return Set(
      cleared.disclosures.map { first in
        let disclosure =
          later.map { filter.disclose(cleared.facts, to: first.recipient, at: $0) } ?? first
        return Sight(
          disclosure.recipient.function,
          Set(disclosure.sections.filter(\.verdict.isShown).map(\.dataClass)),
          isWhole: disclosure.isWhole)
      })
  }
}
