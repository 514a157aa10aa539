import AdapterKit
import Concerns
import Foundation
import Routing
import Wire
import ZeroMQ

/// Plays the scenes over real sockets, and watches what everybody gets.
struct Quickstart: Sendable {
  /// Longer than this for everything, and something is wrong: it takes a second where nothing else
  /// runs, and half a minute has been seen beside a busy compiler.
  private static let patience: Duration = .seconds(120)

  let folder: BrokerFolder
  /// What the broker goes by: to say beforehand who must receive, and afterwards why.
  let tables: ConfiguredTables
  let terminal: Terminal
  private var directory: Directory { tables.directory }

  /// Plays all scenes and the feedback to the school.
  ///
  /// - Returns: The expectations that did not hold; none if all is well.
  func play() async throws -> [String] {
    try await withPollLoop(named: "members") { loop in
      // The watchdog ends what hangs; no single step gives up before it.
      var limits = ClientLimits()
      (limits.hello, limits.answer, limits.publish) = (Self.patience, Self.patience, Self.patience)
      var clients: [QuickstartMember: MemberClient] = [:]
      for member in QuickstartMember.allCases {
        let connection = try Connection(reading: folder.path + "/" + member.connectionPath)
        clients[member] = MemberClient(
          connection: connection, loop: loop, limits: limits)
      }
      let watchdog = Watchdog(loop: loop, clients: Array(clients.values))
      await watchdog.start(Self.patience)
      let broken: [String]
      do {
        broken = try await play(with: clients)
      } catch {
        await watchdog.stop()
        throw error
      }
      await watchdog.stop()
      return broken
    }
  }

  private func play(with clients: [QuickstartMember: MemberClient]) async throws -> [String] {
    for client in clients.values { try await client.start() }
    var expectations = Expectations()
    var page = QuickstartPage(tables, terminal: terminal)
    page.begin()
    for (number, scene) in Scene.all.enumerated() {
      let played = try await play(scene, clients, &expectations)
      page.show(number + 1, scene, played, &expectations)
      if scene.sender == .school {
        page.show(try await feedback(on: played, clients, &expectations), &expectations)
      }
    }
    for client in clients.values { await client.close() }
    page.end(expectations.broken)
    return expectations.broken
  }

  /// What came of one scene.
  struct Played: Sendable {
    let document: ConcernDocument
    let published: Published
    let handling: Handling
    /// What the owner was shown.
    let referral: Referral
    /// What whoever is on duty beside the owner was shown; `nil` while the owner itself is.
    let duty: Referral?
    let word: SenderWord
    /// Who had to own it, by the folder's directory.
    let owner: Owner
    /// What came to every mailbox, by its own reader's list.
    let growth: [FunctionID: Int]
    /// How many mailboxes were looked into, and got nothing.
    let untouched: Int
  }

  private func play(
    _ scene: Scene, _ clients: [QuickstartMember: MemberClient],
    _ expectations: inout Expectations
  ) async throws -> Played {
    guard let sender = clients[scene.sender], let recipient = clients[scene.recipient] else {
      throw Fault.unexpected("a member of the scene is missing")
    }
    let before = try await Census.take(with: clients)
    let document = try ConcernDocument(reading: Array(scene.document.utf8))
    let published = try await sender.publish(document)
    let referral = try await Self.take(published, to: scene.recipient, by: recipient)
    // The client has verified signature and commitments before this.
    expectations.expect(referral.isWhole, "the owner was not shown everything")
    guard let handling = referral.handling else {
      throw Fault.disappointed(["the owner was not shown how to handle it"])
    }
    let day = LocalTime.date(at: published.accepted)
    let owner = directory.ownership(
      of: OwnershipFacts(handling, of: document.kind, on: day), on: day)
    let receivers = directory.recipients(owner, at: published.accepted)
    let duty = try await Self.duty(of: published, among: receivers, beside: referral, clients)
    _ = try await recipient.acknowledge(referral, as: .read)
    _ = try await recipient.acknowledge(referral, as: .committed, caseNumber: "2026-0001")
    let word = try await sender.status(of: published.id)
    expectations.expect(word == .committed, "the sender was told \(word.rawValue)")
    let after = try await Census.take(with: clients)
    let growth = after.growth(since: before)
    let played = Played(
      document: document, published: published, handling: handling, referral: referral,
      duty: duty, word: word, owner: owner, growth: growth,
      untouched: after.size - growth.count)
    check(played, &expectations)
    return played
  }

  /// Opens what came to the one on duty beside the owner, and says that it has been read.
  private static func duty(
    of published: Published, among receivers: [FunctionID], beside first: Referral,
    _ clients: [QuickstartMember: MemberClient]
  ) async throws -> Referral? {
    guard let function = receivers.first(where: { $0 != first.function }) else { return nil }
    guard let client = QuickstartMember.reader(of: function).flatMap({ clients[$0] }) else {
      throw Fault.disappointed(["nobody reads \(function)"])
    }
    let opened = try await waiting(in: function, since: published, by: client, client.open)
    guard let referral = opened else {
      throw Fault.disappointed(["nothing came to \(function)"])
    }
    _ = try await client.acknowledge(referral, as: .read)
    return referral
  }

  /// Takes what came of a message to one of a member's mailboxes.
  ///
  /// By its place in the list and not over a subscription. That would be handed what earlier uses
  /// of the folder left over, too, and what is handed over six times in vain is parked.
  private static func take(
    _ published: Published, to member: QuickstartMember, by client: MemberClient
  ) async throws -> Referral {
    for function in member.functions {
      let taken = try await waiting(in: function, since: published, by: client, client.claim)
      if let taken { return taken }
    }
    throw Fault.disappointed(["nothing came to \(member.rawValue)"])
  }

  /// What a mailbox got of a message, had by `get`; nothing that came at another time is touched.
  private static func waiting(
    in function: FunctionID, since published: Published, by client: MemberClient,
    _ get: (DeliveryID) async throws -> Referral
  ) async throws -> Referral? {
    var cursor: String?
    repeat {
      let page = try await client.list(function, after: cursor, limit: Census.pageLimit)
      // A settled one cannot be had, and is of an earlier scene.
      let fresh = page.items.filter {
        $0.accepted == published.accepted && $0.state == "waiting"
      }
      for item in fresh {
        let referral = try await get(item.delivery)
        if referral.id == published.id { return referral }
      }
      cursor = page.next
    } while cursor != nil
    return nil
  }

  /// Compares what came, and where, with what the directory and the document say.
  private func check(_ played: Played, _ expectations: inout Expectations) {
    let receivers = directory.recipients(played.owner, at: played.published.accepted)
    let (function, answerable) = (played.referral.function, played.published.answerable)
    expectations.expect(
      receivers.contains(function), "\(function) received what is \(played.owner.function)'s")
    expectations.expect(
      played.growth == Self.one(of: receivers), "the mailboxes that grew were not the owner's alone"
    )
    let classes = played.referral.sections.map(\.dataClass.rawValue).sorted()
    let sent = played.document.sections.map(\.dataClass.rawValue)
    expectations.expect(
      classes == (sent + [DataClass.matter.rawValue, DataClass.handling.rawValue]).sorted(),
      "other sections came than were sent")
    expectations.expect(
      directory.entrances.contains { $0.function == answerable },
      "the receipt names \(answerable), which is no public entrance")
    expectations.expect(
      !QuickstartMember.protected.functions.contains(answerable),
      "the receipt names the protected desk")
  }

  private static func one(of functions: [FunctionID]) -> [FunctionID: Int] {
    var growth: [FunctionID: Int] = [:]
    for function in functions { growth[function] = 1 }
    return growth
  }

  /// What came of the school's question and the board's answer.
  struct Answered: Sendable {
    let document: ConcernDocument
    let outcome: FeedbackOutcome
    let referral: Referral
  }

  /// The school asks what became of it, and is told one of three words.
  private func feedback(
    on played: Played, _ clients: [QuickstartMember: MemberClient],
    _ expectations: inout Expectations
  ) async throws -> Answered {
    guard let school = clients[.school], let reception = clients[.reception] else {
      throw Fault.unexpected("a member of the scene is missing")
    }
    let conversation = played.published.conversation.description
    let before = try await Census.take(with: clients)
    let asked = try await school.publish(
      try Self.document(EmbeddedDeployment.aterkoppling_begaran, in: conversation))
    let request = try await Self.take(asked, to: .reception, by: reception)
    _ = try await reception.acknowledge(request, as: .committed, caseNumber: "2026-0001")
    let document = try Self.document(EmbeddedDeployment.aterkoppling, in: conversation)
    let answer = try await reception.publish(document)
    let referral = try await Self.take(answer, to: .school, by: school)
    _ = try await school.acknowledge(referral, as: .read)
    let growth = try await Census.take(with: clients).growth(since: before)
    expectations.expect(
      growth == Self.one(of: [played.owner.function] + QuickstartMember.school.functions),
      "the feedback came to others than the owner and the school")
    let classes = Set(referral.sections.map(\.dataClass))
    expectations.expect(
      classes == [.matter, .outcome] && !referral.isWhole,
      "the school was shown more than the outcome")
    let section = referral.sections.first { $0.dataClass == .outcome }
    guard let outcome = section?.body["value"]?.string.flatMap(FeedbackOutcome.init(rawValue:))
    else { throw Fault.disappointed(["the feedback is none of the three answers"]) }
    return Answered(document: document, outcome: outcome, referral: referral)
  }

  private static func document(
    _ text: String, in conversation: String
  ) throws -> ConcernDocument {
    let placeholder = "00000000-0000-4000-8000-000000000000"
    return try ConcernDocument(
      reading: Array(text.replacingOccurrences(of: placeholder, with: conversation).utf8))
  }
}
