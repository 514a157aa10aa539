import AdapterKit
import Concerns
import Testing
import Wire

/// How far a machine has come with a referral before somebody sends it on.
enum Reached: String, CaseIterable, Codable, Sendable {
  /// It lies in the stream, so that a recall can still stop it.
  case arrived
  /// The program has it and has said nothing.
  case taken
  case received
  case read

  /// What is said of it.
  var progress: Progress? {
    switch self {
    case .arrived, .taken: nil
    case .received: .received
    case .read: .read
    }
  }
}

/// One machine for several functions is what most boards have; both see the whole message.
@Suite(.timeLimit(.minutes(20))) struct `A concern that is sent on within one machine` {
  @Test(arguments: Reached.allCases, Reached.allCases)
  func `is handed on for each mailbox, there and back`(there: Reached, back: Reached) async {
    await #expect(processExitsWith: .success) { [there, back] in
      try await Premises.run { premises in
        let (own, other) = (
          try Premises.known(FunctionID("norrkoping-socialnamnd.mottagning")),
          try Premises.known(FunctionID("norrkoping-socialnamnd.uppsokande"))
        )
        let reception = try premises.client(of: .reception)
        let referrals = await reception.subscribe(to: [own, other])
        var taking = referrals.makeAsyncIterator()
        let (school, message) = try await premises.report()
        try await reception.start()
        // Who decides in the session that reads is not told to stop; so somebody else decides.
        let desk = try premises.client(of: .reception)
        try await desk.start()

        let first = try await premises.sendOn(
          from: own, to: other, after: there, by: desk, reception, &taking)
        let second = try await premises.sendOn(
          from: other, to: own, after: back, by: desk, reception, &taking)
        let last = try #require(await taking.next())
        #expect(last.function == own)
        #expect(last.id == message)
        let names = [first, second, last.delivery]
        #expect(Set(names).count == 3)

        // What was said of an earlier delivery says nothing of this one.
        #expect(try await premises.state(of: last.delivery, in: own, for: reception) == "leased")
        #expect(try await reception.acknowledge(last, as: .committed) == .committed)
        #expect(try await premises.state(of: first, in: own, for: reception) == "redirected")
        #expect(try await premises.state(of: second, in: other, for: reception) == "redirected")
        #expect(try await school.status(of: message) == .committed)
        #expect(await reception.counts.duplicates == 0)
        for client in [school, reception, desk] { await client.close() }
      }
    }
  }
}

extension Premises {
  /// How often a list is asked for until it shows what must come; more often than any run needs.
  private static let patience = 1_000_000

  /// The school reports.
  fileprivate func report() async throws -> (school: MemberClient, message: MessageID) {
    let school = try client(of: .school)
    try await school.start()
    let report = try school.prepare(try Self.document(of: .school))
    return (school, try await school.publish(report).id)
  }

  /// What a mailbox's list says of a delivery.
  fileprivate func state(
    of delivery: DeliveryID, in function: FunctionID, for client: MemberClient
  ) async throws -> String? {
    try await client.list(function).items.first { $0.delivery == delivery }?.state
  }

  /// Sends the one open delivery of a mailbox on, once it has come so far.
  fileprivate func sendOn(
    from function: FunctionID, to other: FunctionID, after reached: Reached,
    by desk: MemberClient, _ client: MemberClient, _ taking: inout Referrals.AsyncIterator
  ) async throws -> DeliveryID {
    var items: [ListedDelivery] = []
    for _ in 0..<Self.patience where items.isEmpty {
      items = try await client.list(function).items.filter { $0.state == "leased" }
    }
    let delivery = try #require(items.first).delivery
    if reached != .arrived {
      let referral = try #require(await taking.next())
      #expect(referral.delivery == delivery)
      #expect(referral.function == function)
      if let progress = reached.progress {
        #expect(try await client.acknowledge(referral, as: progress) == progress)
      }
    }
    let listed = try await client.list(function).items.first { $0.delivery == delivery }
    _ = try await desk.redirect(
      delivery, version: try #require(listed).version, to: other, reason: .wrongUnit)
    // An answer in the session that reads: by now its recall has come.
    #expect(try await state(of: delivery, in: function, for: client) == "redirected")
    return delivery
  }
}
