import AdapterKit
import Concerns

/// All members with their clients, who live through every death of the broker.
struct Troupe: Sendable {
  let clients: [Party: MemberClient]
  let journal: Journal
  let script: Script

  func senders(until curtain: Curtain) -> [Sender] {
    Party.senders.compactMap { party in
      clients[party].map {
        Sender(party: party, client: $0, journal: journal, script: script, curtain: curtain)
      }
    }
  }

  var recipients: [Recipient] {
    Party.allCases.compactMap { party in
      clients[party].map {
        Recipient(party: party, client: $0, journal: journal, script: script)
      }
    }
  }

  func leave() async {
    for client in clients.values { await client.abandon() }
    await journal.end()
  }

  /// How many promises the broker that runs now knows nothing of; it should be none.
  func forgotten(of promises: [Journal.Promise]) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
      for promise in promises { group.addTask { await knows(promise) } }
      return await group.reduce(0) { $0 + ($1 ? 0 : 1) }
    }
  }

  private func knows(_ promise: Journal.Promise) async -> Bool {
    await journal.noteAsked()
    do {
      _ = try await clients[promise.sent.sender]?.status(of: promise.published.id)
      return true
    } catch {
      await journal.find("a promised concern is not in the ledger: \(error)")
      return false
    }
  }

  /// The same bytes once more must give the same receipt.
  func resend(_ promises: ArraySlice<Journal.Promise>) async {
    await withTaskGroup(of: Void.self) { group in
      for promise in promises { group.addTask { await resend(promise) } }
    }
  }

  private func resend(_ promise: Journal.Promise) async {
    do {
      guard let client = clients[promise.sent.sender] else { return }
      let published = try await client.publish(promise.sent.prepared)
      await journal.noteResent(published, of: promise)
    } catch {
      await journal.find("a promised \(promise.sent.kind) was not promised again: \(error)")
    }
  }

  /// Compares the ledger's own lists with what was promised: no message more, none less, all done.
  ///
  /// A party's first mailbox is the owner's; at night the one on duty gets a copy in the second.
  func compareLists() async throws {
    let accepted = await journal.accepted
    for (party, client) in clients {
      for (position, function) in party.functions.enumerated() {
        let items = try await items(in: function, of: client)
        let count = accepted[party] ?? 0
        if position == 0 ? items.count != count : items.count > count {
          await journal.find("\(function) was sent \(items.count) messages of \(count) accepted")
        }
        for state in items.map(\.state) where !["received", "committed"].contains(state) {
          await journal.find("a delivery to \(function) is \(state) at the end")
        }
      }
    }
  }

  private func items(
    in function: FunctionID, of client: MemberClient
  ) async throws -> [ListedDelivery] {
    var (items, cursor): ([ListedDelivery], String?) = ([], nil)
    repeat {
      let page = try await client.list(function, after: cursor, limit: 100)
      items += page.items
      cursor = page.next
    } while cursor != nil
    return items
  }
}
