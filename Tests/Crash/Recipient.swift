import AdapterKit
import Concerns

/// Reads its mailboxes to the end, judges what comes, and acknowledges it.
struct Recipient: Sendable {
  /// Acknowledgements without an answer at once.
  private static let window = 8

  let party: Party
  let client: MemberClient
  let journal: Journal
  let script: Script

  func run() async {
    let referrals = await client.subscribe(to: party.functions)
    await withTaskGroup(of: Void.self) { group in
      var number = 0
      for await referral in referrals {
        if number >= Self.window { await group.next() }
        let current = number
        group.addTask { await take(referral, current) }
        number += 1
      }
    }
  }

  private func take(_ referral: Referral, _ number: Int) async {
    await journal.note(referral, to: party)
    do {
      let progress: Progress = number % 8 == 0 ? .committed : .received
      try await client.acknowledge(
        referral, as: progress, caseNumber: progress == .committed ? "2026-\(number)" : nil)
      if party == .reception, let matter = referral.matter, matter.kind == .feedbackRequest {
        let board = Sender(
          party: party, client: client, journal: journal, script: script, curtain: Curtain())
        await board.publish(try script.answer(in: matter.conversation))
      }
      await journal.noteAcknowledged()
    } catch {
      await journal.find("\(party) could not acknowledge: \(error)")
    }
  }
}
