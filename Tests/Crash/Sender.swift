import AdapterKit
import Concerns

/// Publishes as fast as others read, through as many deaths of the broker as there are.
struct Sender: Sendable {
  /// Messages without an answer at once: enough that a group commit has something to group.
  private static let window = 8

  let party: Party
  let client: MemberClient
  let journal: Journal
  let script: Script
  let curtain: Curtain

  /// Sends until the curtain falls, and then waits for what is unanswered.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      var number = 0
      while !curtain.hasFallen {
        if number >= Self.window { await group.next() }
        await journal.waitForRoom()
        let current = number
        group.addTask { await send(current) }
        number += 1
      }
    }
    await journal.noteEnd()
  }

  private func send(_ number: Int) async {
    guard let line = script.line(number, of: party),
      let published = await publish(line), party == .school, number % 8 == 0
    else { return }
    // Some ask what became of it; the board answers, and the answer is for the school alone.
    do {
      _ = await publish(try script.request(in: published.conversation))
    } catch {
      await journal.find("\(party) could not ask: \(error)")
    }
  }

  /// Sends one message until it has a receipt that verifies.
  @discardableResult
  func publish(_ line: Script.Line) async -> Published? {
    do {
      let prepared = try client.prepare(line.document)
      let message = Journal.Sent(
        prepared: prepared, kind: line.document.kind, sender: party, owner: line.owner,
        sections: line.document.sections.count)
      await journal.note(message)
      let published = try await receipt(for: prepared)
      await journal.note(published, for: message)
      return published
    } catch {
      await journal.find("\(party) got no receipt: \(error)")
      return nil
    }
  }

  /// Sends the very same bytes again while nobody answers in time, as the error advises.
  ///
  /// On a machine with other work a limit of seconds tells nothing of the broker.
  private func receipt(for prepared: PreparedConcern) async throws -> Published {
    for _ in 1..<Self.tries {
      do {
        return try await client.publish(prepared)
      } catch AdapterError.unanswered {
        continue
      }
    }
    return try await client.publish(prepared)
  }

  /// So many limits in a row end what hangs.
  private static let tries = 10
}
