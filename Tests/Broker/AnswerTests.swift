import AdapterKit
import Concerns
import Delivery
import Testing
import Wire

@Suite(.timeLimit(.minutes(20))) struct `An answer` {
  /// A send that fails makes work of its own; what it asks of the ledger shifts every answer after
  /// it, if it is forgotten.
  @Test func `goes to whom it is for, also after a recipient has vanished`() async {
    await #expect(processExitsWith: .success) {
      try await Premises.run {
        $0.lease.attemptLimit = 1  // One hand-over in vain, and the delivery is parked.
      } _: { premises in
        let reception = try premises.client(of: .reception)
        try await reception.start()
        let referrals = await reception.subscribe(to: try Premises.Who.reception.functions.sorted())
        // An answer in the new session: by now its credit has come.
        #expect(await premises.isUnknown(MessageID.fresh, to: reception))
        await reception.abandon()
        let (school, preschool) = (
          try premises.client(of: .school), try premises.client(of: .preschool)
        )
        try await school.start()
        try await preschool.start()
        for _ in 0..<50 { #expect(await premises.isUnknown(MessageID.fresh, to: school)) }

        let first = try school.prepare(try Premises.document(of: .school))
        let second = try preschool.prepare(try Premises.document(of: .preschool))
        let third = try school.prepare(try Premises.document(of: .school))
        // Receipts are verified: each must be about the very message.
        #expect(try await school.publish(first).id == first.id)
        #expect(try await preschool.publish(second).id == second.id)
        #expect(try await school.publish(third).id == third.id)
        #expect(await school.counts.forged == 0)
        #expect(await preschool.counts.forged == 0)
        #expect(try await school.status(of: third.id) == .accepted)

        let operating = try premises.client(of: .operating)
        try await operating.start()
        let parked = try await operating.administer(.object([.init("act", .string("parked.ls"))]))
        let functions = Set(try Premises.Who.reception.functions.map(\.text))
        let found = parked["parked"]?.array?.compactMap { $0["function"]?.string } ?? []
        #expect(!found.isEmpty, "the vanished recipient was not noticed")
        #expect(functions.isSuperset(of: found))
        for client in [school, preschool, operating] { await client.close() }
        _ = referrals
      }
    }
  }
}

extension MessageID {
  /// A name that no message has.
  static var fresh: MessageID {
    var generator = SystemRandomNumberGenerator()
    return MessageID(RandomUUID(using: &generator))
  }
}

extension Premises {
  /// Asks for a message that is not there; whether the broker says so.
  func isUnknown(_ id: MessageID, to client: MemberClient) async -> Bool {
    do {
      _ = try await client.status(of: id)
      return false
    } catch AdapterError.refused(let refusal) {
      return refusal.code == "unknown-message"
    } catch {
      return false
    }
  }
}
