import Admission
import Concerns
import Evidence
import Ledger
import Routing
import Simulation
import Support
import Testing
import Wire

/// Who sends in the stories: the town and its neighbours, a leisure centre and somebody at home.
enum Cast {
  static let leisure = Town.name("fritid.ledare", FunctionID.init(_:))
  static let home = Town.name("hemma.webb", FunctionID.init(_:))

  /// Kinds that begin a conversation, or may.
  static let begins: Set<Kind> = [
    .reportMandatory, .reportVoluntary, .noticePolice, .contactEarly, .careSocial,
  ]

  /// The unit that speaks for a party, and its machine.
  static let units: [Party: (FunctionID, MemberID)] = [
    .school: (Town.school.unit, Bench.school),
    .preschool: (Town.preschool.unit, Bench.preschool),
    .police: (Town.police.unit, Bench.police),
    .health: (Neighbours.firstLine, Neighbours.careMachine),
    .leisure: (leisure, Bench.member("fritid/m1")),
    .privatePerson: (home, Bench.member("hemma/m1")),
    .socialServices: (Town.board("samverkan"), Bench.others),
  ]

  /// Every machine, with the mailboxes that it reads.
  static let machines: [(member: MemberID, functions: [FunctionID])] =
    Town.machines.dropLast() + [
      (Neighbours.careMachine, [Neighbours.firstLine]),
      (Neighbours.otherMachine, [Neighbours.otherReception]),
      (Bench.member("fritid/m1"), [leisure]), (Bench.member("hemma/m1"), [home]),
    ]

  private static let acts: [RegistryAct] =
    Neighbours.acts + acts(leisure, .leisure, isBound: true, number: 82)
    + acts(home, .privatePerson, isBound: false, number: 83)

  /// How an agency with one function and one machine is registered.
  static func acts(
    _ function: FunctionID, _ party: Party, isBound: Bool, number: Int
  ) -> [RegistryAct] {
    let agency = function.agency
    return [
      .addAgency(
        Agency(
          id: agency, name: agency.text, party: party, isBoundToReport: isBound,
          functions: [function])),
      .addMember(
        Member(
          id: Bench.member(agency.text + "/m1"), curveKey: Town.curveKey(number),
          functions: [function])),
      .addKey(Town.key(of: agency).verifyingKey, of: agency, until: nil),
    ]
  }

  /// Who sends for an agency of a story; `nil` where no agency of the town is bound as it is.
  static func speaker(
    _ agency: Story.Agency, _ kind: Kind
  ) -> (unit: FunctionID, member: MemberID)? {
    // Nobody's machine speaks for a person who comes in: the open entrance writes it down.
    let party = kind == .contactEarly ? Party.socialServices : agency.party
    let isBound = party != .privatePerson && party != .civilSociety
    guard kind == .contactEarly || agency.bound == isBound else { return nil }
    return units[party]
  }

  /// A broker on the day of a scene, with everyone there and nothing to read.
  static func bench(for scene: Story.Scene, hour: String) async throws -> Bench {
    let moment = Town.moment(scene.day + hour)
    // Some canaries ask of today what became law on that day; what is older is told without them.
    let isOld = moment < Town.moment("2026-01-15T00:00:00Z")
    var bench = try await Bench(at: moment, policy: isOld ? { $0 } : nil, acts: acts)
    for machine in machines { try await bench.greet(machine.member, functions: machine.functions) }
    return bench
  }
}

extension Story.Scene {
  /// What a unit of the board is shown, as the story has it; all of it where it says nothing.
  func shown(to standing: Recipient.Standing) -> Set<DataClass>? {
    let entry = recipients?.first {
      $0.party == .socialServices && $0.standing == standing.rawValue && !$0.shown.isEmpty
    }
    guard let entry else {
      return standing == .owner ? Set(said).union([.matter, .handling]) : nil
    }
    // Whose name a report ends with is left out of some stories; it is the owner's to see.
    return Set(entry.shown.values.flatMap(\.self)).union(said)
  }

  /// The sections that are sent, but for those that head every message.
  private var said: [DataClass] {
    let owner = recipients?.first { $0.standing == "owner" && !$0.shown.isEmpty }
    let told = (owner?.shown.values.flatMap(\.self) ?? [.identity, .narrative])
      .filter { $0 != .matter && $0 != .handling }
    let own: [DataClass] = kind == .reportMandatory ? [.narrative, .reporter] : []
    return Set(told).union(own).sorted { $0.rawValue < $1.rawValue }
  }

  /// The message, and who sends it.
  func telling(in conversation: ConversationID) -> (MemberID, Wording)? {
    guard let sending, let (unit, member) = Cast.speaker(sender, kind) else { return nil }
    var wording = Wording(kind, from: unit, in: conversation)
    (wording.purpose, wording.basis) = (sending.purpose, sending.basis)
    (wording.protection, wording.guardians) = (facts.protection, facts.guardians)
    (wording.grounds, wording.certainty) = (facts.grounds, facts.certainty)
    if wording.grounds.isEmpty { wording.grounds = [.unknown] }
    wording.number = number
    if facts.age == .from21 { wording.role = .adult }
    wording.isAnonymous = kind == .reportVoluntary
    wording.wantsFeedback = kind == .reportMandatory
    wording.particulars = Particulars(
      parties: kind == .careSocial ? [Town.reception] : [],
      decision: facts.established.contains("decision")
        ? Bench.decision(by: "polis.vakthavande-befal", under: sending.basis, on: day) : nil,
      informed: kind == .contactEarly
        ? GivenInformation(way: .spoken, on: LocalTime.date(at: wording.sent)) : nil)
    for dataClass in said where !kind.isReport || !Self.written.contains(dataClass) {
      wording.more.append((dataClass, body(of: dataClass)))
    }
    return (member, wording)
  }

  /// What the wording of a report writes by itself.
  private static let written: Set<DataClass> = [.narrative, .reporter]

  /// Somebody of that age on the day of the story; nobody knows of whom no number is told.
  private var number: String? {
    switch facts.age {
    case .under12: TestPeople.numbers[0]
    case .from12: TestPeople.numbers[1]
    case .from15: "201001062387"
    case .from18, .unknown: nil
    case .from21: Neighbours.adult
    }
  }

  private func body(of dataClass: DataClass) -> JSONValue {
    guard dataClass == .identityAgeBand else {
      return .object([.init("text", .string("\(dataClass.rawValue): så som det var."))])
    }
    let band = facts.age == .unknown ? AgeBand.from21 : facts.age
    return .object([.init("band", .string(band.rawValue))])
  }
}

extension Bench {
  /// Tells a story and expects it to be accepted; returns what everyone is shown of it.
  mutating func sights(of scene: Story.Scene) async throws -> Set<Sight> {
    let (member, wording) = try #require(scene.telling(in: conversation()))
    let answers = try await publish(letter(wording, by: member.agency), from: member)
    #expect(answers.codes.isEmpty, "\(answers)")
    #expect(answers.receipts.count == 1)
    var sights = Set(try answers.delivers.map(Bench.sight))
    for machine in Cast.machines {
      for deliver in take(machine.member).delivers { sights.insert(try Bench.sight(deliver)) }
    }
    return sights
  }
}
