import AdapterKit
import Concerns
import Foundation
import Policy
import Routing
import Wire
import ZeroMQ

/// Plays the scenes over real sockets, and watches what everybody gets.
struct Quickstart: Sendable {
  /// Longer than this for everything, and something is wrong.
  private static let patience: Duration = .seconds(60)

  let folder: BrokerFolder
  let terminal: Terminal

  /// Plays all scenes and the feedback to the school.
  ///
  /// - Returns: The expectations that did not hold; none if all is well.
  func play() async throws -> [String] {
    try await withPollLoop(named: "members") { loop in
      var clients: [QuickstartMember: MemberClient] = [:]
      for member in QuickstartMember.allCases {
        let connection = try Connection(reading: folder.path + "/" + member.connectionPath)
        clients[member] = MemberClient(connection: connection, loop: loop)
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
    var mailboxes: [QuickstartMember: Referrals.AsyncIterator] = [:]
    for member in QuickstartMember.allCases {
      guard let client = clients[member] else { continue }
      try await client.start()
      let referrals = await client.subscribe(to: member.functions)
      mailboxes[member] = referrals.makeAsyncIterator()
    }
    var expectations = Expectations()
    let page = try QuickstartPage(folder: folder, terminal: terminal)
    page.begin()
    for (number, scene) in Scene.all.enumerated() {
      let played = try await play(scene, clients, &mailboxes, &expectations)
      page.show(number + 1, scene, played)
      if scene.sender == .school {
        page.show(try await feedback(on: played, clients, &mailboxes, &expectations))
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
    let referral: Referral
    let word: SenderWord
  }

  private func play(
    _ scene: Scene, _ clients: [QuickstartMember: MemberClient],
    _ mailboxes: inout [QuickstartMember: Referrals.AsyncIterator],
    _ expectations: inout Expectations
  ) async throws -> Played {
    guard let sender = clients[scene.sender], let recipient = clients[scene.recipient] else {
      throw Fault.unexpected("a member of the scene is missing")
    }
    let document = try ConcernDocument(reading: Array(scene.document.utf8))
    let published = try await sender.publish(document)
    guard let referral = await mailboxes[scene.recipient]?.next() else {
      throw Fault.unexpected("no delivery of scene \(scene.sender.rawValue) in time")
    }
    // The client has verified signature and commitments before this.
    expectations.expect(referral.id == published.id, "the owner got another message")
    expectations.expect(referral.isWhole, "the owner was not shown everything")
    expectations.expect(
      referral.sections.count == document.sections.count + 2, "a section was lost on the way")
    _ = try await recipient.acknowledge(referral, as: .read)
    _ = try await recipient.acknowledge(referral, as: .committed, caseNumber: "2026-0001")
    let word = try await sender.status(of: published.id)
    expectations.expect(word == .committed, "the sender was told \(word.rawValue)")
    return Played(document: document, published: published, referral: referral, word: word)
  }

  /// What came of the school's question and the board's answer.
  struct Answered: Sendable {
    let outcome: String
    let referral: Referral
  }

  /// The school asks what became of it, and is told one of three words.
  private func feedback(
    on played: Played, _ clients: [QuickstartMember: MemberClient],
    _ mailboxes: inout [QuickstartMember: Referrals.AsyncIterator],
    _ expectations: inout Expectations
  ) async throws -> Answered {
    guard let school = clients[.school], let reception = clients[.reception] else {
      throw Fault.unexpected("a member of the scene is missing")
    }
    let conversation = played.published.conversation.description
    _ = try await school.publish(
      try Self.document(EmbeddedDeployment.aterkoppling_begaran, in: conversation))
    guard let request = await mailboxes[.reception]?.next() else {
      throw Fault.unexpected("no request for feedback in time")
    }
    _ = try await reception.acknowledge(request, as: .committed, caseNumber: "2026-0001")
    _ = try await reception.publish(
      try Self.document(EmbeddedDeployment.aterkoppling, in: conversation))
    guard let referral = await mailboxes[.school]?.next() else {
      throw Fault.unexpected("no feedback in time")
    }
    _ = try await school.acknowledge(referral, as: .read)
    let classes = Set(referral.sections.map(\.dataClass))
    expectations.expect(
      classes == [.matter, .outcome] && !referral.isWhole,
      "the school was shown more than the outcome")
    let outcome = referral.sections.first { $0.dataClass == .outcome }
    return Answered(outcome: outcome?.body["value"]?.string ?? "", referral: referral)
  }

  private static func document(
    _ text: String, in conversation: String
  ) throws -> ConcernDocument {
    let placeholder = "00000000-0000-4000-8000-000000000000"
    return try ConcernDocument(
      reading: Array(text.replacingOccurrences(of: placeholder, with: conversation).utf8))
  }
}

/// Ends all waiting when the play takes too long.
private actor Watchdog: LoopBound {
  nonisolated let loop: PollLoop
  private let clients: [MemberClient]
  private var timer: TimerID?

  init(loop: PollLoop, clients: [MemberClient]) {
    self.loop = loop
    self.clients = clients
  }

  func start(_ patience: Duration) {
    timer = after(patience) { watchdog in
      for client in watchdog.clients { client.assumeIsolated { $0.abandon() } }
    }
  }

  func stop() {
    if let timer { cancel(timer) }
  }
}
