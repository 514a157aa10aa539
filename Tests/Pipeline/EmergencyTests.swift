import Concerns
import Consents
import Filtering
import Policy
import Routing
import Simulation
import Support
import Testing

/// A law in which an emergency opens everything that nothing withholds, as no real law does.
private enum EmergencyLaw {
  static let proved = Result {
    try CanaryLaw.law([
      .dropped("withhold-sharing-without-a-waiver"),
      .added(
        """
          - id: show-in-an-emergency
            citation: ["OSL 10:2"]
            review: needs-legal-review
            from: 2025-07-01
            effect: show
            kinds: any
            senders: any
            recipients: any
            standings: any
            classes: any
            needs: [emergency]
            reason: {sv: "Nödsituation.", en: "Emergency."}
        """),
    ])
  }
}

/// A share in a cooperation, which nobody has waived anything for.
private struct Share {
  var kind = Kind.collaborationShare
  var protection = Protection.none
  var guardians = GuardianNotice.mayBeTold
  var excluded: Set<String> = []
  var recipient = Recipient(
    function: Self.police, party: .police, isBound: true, standing: .participant)
  let conversation: ConversationID

  static let police = Town.police.unit

  func facts() throws -> Facts {
    let tag = try #require(Tag("AAAA"))
    let person = Person(
      tag: tag, role: .child, identifier: nil, certainty: .certain, protection: protection)
    let handling = Handling(
      persons: [person], municipality: nil, area: .unknown, target: .unknown,
      grounds: [.violence], urgency: .acute, guardians: guardians, isAnonymous: false,
      wantsFeedback: false, excluded: excluded)
    return Facts(
      kind: kind, purpose: .crimePrevention, basis: .waiver,
      sender: Participant(party: .school, isBound: true), source: Town.school.agency,
      established: [.policePresent],
      handling: handling,
      sections: [.school, .whereabouts].map { SectionLabel($0, about: []) }, persons: [:],
      conversation: conversation)
  }
}

/// What a scene changes before the filter is asked.
private struct Scene: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let change: @Sendable (inout Share) -> Void
  /// The classes that nothing opens, whatever is declared.
  let closed: [DataClass]

  init(
    _ name: String, closes closed: [DataClass], _ change: @escaping @Sendable (inout Share) -> Void
  ) {
    testDescription = name
    self.closed = closed
    self.change = change
  }

  static let all = [
    Scene("a wall", closes: [.school, .whereabouts]) {
      $0.recipient = Recipient(
        function: Town.walled, party: .socialServices, isBound: true, isWalled: true,
        standing: .participant)
    },
    Scene("an exclusion of the function", closes: [.school, .whereabouts]) {
      $0.excluded = [Share.police.text]
    },
    Scene("an exclusion of the agency", closes: [.school, .whereabouts]) {
      $0.excluded = [Share.police.agency.text]
    },
    Scene("a protected registration", closes: [.school, .whereabouts]) {
      $0.protection = .registered
    },
    Scene("a secrecy marking", closes: [.school, .whereabouts]) { $0.protection = .marked },
    Scene("an unknown protection", closes: [.school, .whereabouts]) { $0.protection = .unknown },
    Scene("guardians who must not be told", closes: [.school, .whereabouts]) {
      $0.guardians = .mustNotBeTold
      $0.recipient = Recipient(
        function: Share.police, party: .privatePerson, isBound: false, standing: .participant)
    },
    Scene("a report to the police", closes: [.school, .whereabouts]) { $0.kind = .reportMandatory },
  ]
}

@Suite struct `A declared emergency` {
  private static let hour: Duration = .seconds(3600)
  private static let day: Duration = .seconds(86_400)
  private static let worker = Town.name("anst-4711", WorkerID.init(_:))
  private static let other = Town.name("anst-12", WorkerID.init(_:))
  private let start = Town.start
  private var dice = SplitMix64(seed: 9)
  private let share: Share
  private var filter: Filter

  init() throws {
    share = Share(conversation: ConversationID(RandomUUID(using: &dice)))
    filter = Filter(
      policy: try EmergencyLaw.proved.get(), consents: ConsentRegister(), policyEpoch: 1,
      registerEpoch: 1)
  }

  private mutating func emergency(
    in conversation: ConversationID? = nil, by agency: AgencyID = Town.school.agency,
    for recipient: FunctionID = Share.police, lasting term: Duration = day
  ) -> Emergency {
    Emergency(
      id: EmergencyID(RandomUUID(using: &dice)), conversation: conversation ?? share.conversation,
      agency: agency, recipient: recipient, reason: .violence, worker: Self.worker,
      head: Town.head, declared: start, until: start + term)
  }

  private func shown(_ share: Share, at moment: Moment) throws -> [DataClass] {
    filter.disclose(try share.facts(), to: share.recipient, at: moment).sections
      .filter(\.verdict.isShown).map(\.dataClass)
  }

  @Test func `is nobody's doing but a person's`() throws {
    #expect(try shown(share, at: start) == [])
    #expect(try share.facts().handling.urgency == .acute)
  }

  @Test(arguments: [(-1, false), (0, true), (86_399, true), (86_400, false), (200_000, false)])
  mutating func `opens what the law gives it, while it lasts`(
    second: Int, isOpen: Bool
  ) throws {
    #expect(filter.emergencies.declare(emergency()) == nil)
    let open: [DataClass] = isOpen ? [.school, .whereabouts] : []
    #expect(try shown(share, at: start + .seconds(second)) == open)
  }

  @Test mutating func `is of one conversation and one recipient`() throws {
    let other = ConversationID(RandomUUID(using: &dice))
    #expect(filter.emergencies.declare(emergency(in: other)) == nil)
    #expect(filter.emergencies.declare(emergency(for: Town.reception)) == nil)
    #expect(try shown(share, at: start) == [])
  }

  @Test mutating func `is of what its own agency has sent, or is shown`() throws {
    #expect(filter.emergencies.declare(emergency(by: Town.board)) == nil)
    #expect(try shown(share, at: start) == [])
    #expect(filter.emergencies.declare(emergency(by: Town.police.agency)) == nil)
    #expect(try shown(share, at: start) == [.school, .whereabouts])
  }

  @Test mutating func `is reviewed by somebody else than who declared it`() throws {
    let emergency = emergency()
    #expect(filter.emergencies.declare(emergency) == nil)
    #expect(
      filter.emergencies.review(emergency.id, as: .founded, by: Self.worker) == .ownReview)
    #expect(filter.emergencies.unreviewed(of: share.conversation) == [emergency])
  }

  @Test(arguments: Scene.all)
  fileprivate mutating func `passes nothing that closes, such as`(scene: Scene) throws {
    var closed = share
    scene.change(&closed)
    for recipient in [closed.recipient.function, share.recipient.function] {
      #expect(filter.emergencies.declare(emergency(for: recipient)) == nil)
    }
    #expect(try shown(share, at: start) == [.school, .whereabouts])
    let open = [DataClass.school, .whereabouts].filter { !scene.closed.contains($0) }
    #expect(try shown(closed, at: start) == open)
  }

  @Test(arguments: EmergencyReview.allCases)
  mutating func `ends at once when it was none`(review: EmergencyReview) throws {
    let emergency = emergency()
    #expect(filter.emergencies.declare(emergency) == nil)
    #expect(filter.emergencies.unreviewed(of: share.conversation) == [emergency])
    #expect(filter.emergencies.review(emergency.id, as: review, by: Self.other) == nil)
    #expect(filter.emergencies.unreviewed(of: share.conversation) == [])
    #expect(try shown(share, at: start).isEmpty == (review == .unfounded))
    #expect(filter.emergencies.review(emergency.id, as: .founded, by: Self.other) == .reviewed)
    #expect(try shown(share, at: start).isEmpty == (review == .unfounded))
  }

  @Test mutating func `bounds how long an answer of the filter holds`() throws {
    let plain = filter.disclose(try share.facts(), to: share.recipient, at: start)
    #expect(filter.emergencies.declare(emergency(lasting: Self.hour)) == nil)
    let opened = filter.disclose(try share.facts(), to: share.recipient, at: start)
    #expect(plain.basis.validUntil > start + Self.hour)
    #expect(opened.basis.validUntil == start + Self.hour)
    #expect((plain.basis.endings, opened.basis.endings) == (nil, 0))
    #expect((plain.emergencies.count, opened.emergencies.count) == (0, 1))
  }

  @Test(arguments: [
    (Duration.zero, EmergencyRefusal.ended), (.seconds(-1), .ended),
    (Emergency.longestTerm + .milliseconds(1), .tooLong),
  ])
  mutating func `lasts three days at most`(term: Duration, refusal: EmergencyRefusal) throws {
    #expect(filter.emergencies.declare(emergency(lasting: term)) == refusal)
    #expect(try shown(share, at: start) == [])
    #expect(filter.emergencies.declare(emergency(lasting: Emergency.longestTerm)) == nil)
  }

  @Test mutating func `is declared once, and reviewed only if it was declared`() {
    let (one, other) = (emergency(), emergency())
    #expect(filter.emergencies.declare(one) == nil)
    #expect(filter.emergencies.declare(one) == .replayed)
    #expect(filter.emergencies.review(other.id, as: .unfounded, by: Self.other) == .unknown)
  }

  @Test mutating func `is not declared for ever before somebody has looked`() throws {
    var declared: [Emergency] = []
    for _ in 0..<EmergencyRegister.unreviewedLimit {
      declared.append(emergency())
      #expect(filter.emergencies.declare(declared[declared.count - 1]) == nil)
    }
    #expect(filter.emergencies.declare(emergency()) == .tooMany)
    let other = ConversationID(RandomUUID(using: &dice))
    #expect(filter.emergencies.declare(emergency(in: other)) == nil)
    #expect(filter.emergencies.declare(emergency(by: Town.board)) == nil)
    #expect(
      filter.emergencies.review(try #require(declared.first).id, as: .founded, by: Self.other)
        == nil)
    #expect(filter.emergencies.declare(emergency()) == nil)
  }
}
