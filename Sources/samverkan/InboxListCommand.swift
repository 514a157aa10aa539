import AdapterKit
package import ArgumentParser
import Concerns
import Wire

extension InboxCommand {
  /// Lists mailboxes, labels only: first what nobody has taken, the most urgent on top.
  package struct List: Deed {
    /// The most a page holds, by the wire.
    private static let pageSize = 100
    /// Enough for years of a mailbox, and at most a hundred questions to the broker.
    private static let mostLookedAt = 10_000

    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List deliveries: labels, nothing about anybody. [reads]",
      discussion: """
        What nobody has taken stands first, the acute on top. What is in a case system,
        recalled or sent on is left out, unless --all asks for it. If there is more to
        look at, the error stream says how to go on.

        Examples:
          samverkan inbox ls
          samverkan inbox ls social.reception --all --output plain | cut -f1
        """)

    @Argument(help: "A mailbox; all of the connection's when left out.") var function: String?
    @Option(help: "Begin after this cursor, from the list before; with one mailbox.")
    var after: String?
    @Option(help: "Look at so many of each mailbox, oldest first, 1 to 10000.")
    var limit = Self.mostLookedAt
    @Flag(help: "Also what is over: committed, recalled, redirected, withdrawn.") var all = false
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard (1...Self.mostLookedAt).contains(limit) else {
        throw ValidationError(.limitRange, String(Self.mostLookedAt))
      }
      guard after == nil || function != nil else {
        throw ValidationError(.afterNeedsMailbox)
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let chosen = try function.map { [try Given.function($0)] }
      let mailboxes = try await terminal.withClient { client, _ in
        try await look(into: chosen ?? client.connection.functions, by: client)
      }
      let items = mailboxes.flatMap(\.items)
      let shown = all ? items : items.filter { !$0.isSettled }
      terminal.show(Self.listing(shown.sorted(by: Self.isMorePressing)))
      if shown.count < items.count {
        terminal.tell("", terminal.say(.settledHidden, String(items.count - shown.count)))
      }
      // In every form: whoever counts on a whole list must hear that it is not.
      for mailbox in mailboxes {
        guard let next = mailbox.next else { continue }
        let notice = terminal.say(.listNotWhole, mailbox.function.text, next)
        terminal.streams.complain(notice + "\n")
      }
    }

    private func look(
      into functions: [FunctionID], by client: MemberClient
    ) async throws -> [LookedAt] {
      var mailboxes: [LookedAt] = []
      for function in functions { mailboxes.append(try await look(into: function, by: client)) }
      return mailboxes
    }

    /// One mailbox, page after page, to its end or to the limit.
    private func look(
      into function: FunctionID, by client: MemberClient
    ) async throws -> LookedAt {
      try await look(further: LookedAt(function: function, next: after), by: client)
    }

    private func look(further mailbox: LookedAt, by client: MemberClient) async throws -> LookedAt {
      let size = min(Self.pageSize, limit - mailbox.items.count)
      let page = try await Self.page(of: mailbox.function, mailbox.next, size, by: client)
      let looked = LookedAt(
        function: mailbox.function, items: mailbox.items + page.items,
        // An empty page with a successor would never end.
        next: page.items.isEmpty ? nil : page.next)
      guard looked.next != nil, looked.items.count < limit else { return looked }
      return try await look(further: looked, by: client)
    }

    /// One page; a mailbox that is not ours is called that, not a delivery that is not there.
    private static func page(
      of function: FunctionID, _ after: String?, _ limit: Int, by client: MemberClient
    ) async throws -> (items: [ListedDelivery], next: String?) {
      do {
        return try await client.list(function, after: after, limit: limit)
      } catch .refused(let refusal) where refusal.code == ProblemCode.unknownDelivery.rawValue {
        throw Fault.foreignMailbox(function.text)
      }
    }

    /// What nobody has taken before what somebody has; then by urgency, then the oldest.
    private static func isMorePressing(_ one: ListedDelivery, _ other: ListedDelivery) -> Bool {
      if one.isOpen != other.isOpen { return one.isOpen }
      if one.isSettled != other.isSettled { return other.isSettled }
      return (one.lane, one.accepted) < (other.lane, other.accepted)
    }

    private static func listing(_ items: [ListedDelivery]) -> Listing {
      Listing(
        [
          .init("delivery", .titleDelivery), .init("function", .titleFunction),
          .init("kind", .titleKind), .init("lane", .titleLane), .init("state", .titleState),
          .init("accepted", .titleAccepted), .init("attempts", .titleAttempts),
          .init("version", .titleVersion),
        ],
        rows: items.map { item in
          .object([
            .init("delivery", .string(item.delivery.text)),
            .init("function", .string(item.function.text)),
            .init("kind", .string(item.kind.rawValue)),
            .init("lane", .string(item.lane.rawValue)), .init("state", .string(item.state)),
            .init("accepted", .string(item.accepted.text)),
            .init("attempts", .integer(Int64(item.attempts))),
            .init("version", .integer(item.version)),
          ])
        }, empty: .mailboxEmpty)
    }
  }
}

/// One mailbox, and where to go on if it was not looked through to its end.
private struct LookedAt: Sendable {
  let function: FunctionID
  var items: [ListedDelivery] = []
  var next: String?
}

extension ListedDelivery {
  /// Nobody has said that they have it.
  fileprivate var isOpen: Bool { ["waiting", "leased", "parked"].contains(state) }

  /// Nothing is left to do here. A delivery that was read may only have been looked at.
  fileprivate var isSettled: Bool {
    ["committed", "recalled", "redirected", "withdrawn"].contains(state)
  }
}
