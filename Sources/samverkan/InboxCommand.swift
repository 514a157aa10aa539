import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// What a recipient does.
package struct InboxCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "List, read, take, acknowledge and send on deliveries.",
    discussion: """
      Examples:
        samverkan inbox ls
        samverkan inbox show q0rJ3T5mS8eV1xYzAbCdEg
        samverkan inbox take q0rJ3T5mS8eV1xYzAbCdEg --ack received
        samverkan inbox redirect q0rJ3T5mS8eV1xYzAbCdEg --to social.reception \\
          --reason moved
      """,
    subcommands: [List.self, Show.self, Take.self, Acknowledge.self, Redirect.self])

  package init() {}

  /// Lists mailboxes, labels only.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List deliveries: labels, nothing about anybody. [reads]",
      discussion: """
        Examples:
          samverkan inbox ls
          samverkan inbox ls social.reception --limit 100 --output plain | cut -f1
        """)

    @Argument(help: "A mailbox; all of the connection's when left out.") var function: String?
    @Option(help: "Begin after this cursor, from the page before; with one mailbox.")
    var after: String?
    @Option(help: "How many of each mailbox, 1 to 100.") var limit = 20
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard (1...100).contains(limit) else { throw ValidationError("--limit is 1 to 100") }
      guard after == nil || function != nil else {
        throw ValidationError("--after needs the mailbox it belongs to")
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let chosen = try function.map { [try Given.function($0)] }
      let (items, next) = try await terminal.withClient { client, _ in
        var items: [ListedDelivery] = []
        var next: String?
        for function in chosen ?? client.connection.functions {
          let page = try await Self.page(of: function, after, limit, by: client)
          items += page.items
          next = page.next ?? next
        }
        return (items, next)
      }
      terminal.show(Self.listing(items))
      if let next, chosen != nil { terminal.tell(terminal.say(.morePages, next)) }
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

    static func listing(_ items: [ListedDelivery]) -> Listing {
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

  /// Opens a delivery for a person.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Open a delivery and read it; recorded as read. [changes]",
      discussion: """
        Every opening is recorded with the member and the time. What may be seen is
        decided anew at that moment, and every line is verified against the sender's
        signature.

        Examples:
          samverkan inbox show q0rJ3T5mS8eV1xYzAbCdEg
          samverkan inbox show q0rJ3T5mS8eV1xYzAbCdEg --json
        """)

    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let referral = try await terminal.withClient { client, _ in
        try await client.open(delivery)
      }
      terminal.show(ReferralPage(referral))
    }
  }

  /// Takes a delivery's lease, shows it, and may acknowledge it.
  package struct Take: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Take a delivery, show it, and acknowledge it if asked. [changes]",
      discussion: """
        The lease lasts as long as the command. Each take without --ack counts as an
        attempt in vain: the sixth parks the delivery and rings the operator. To look
        only, use inbox show. With --ack the delivery is acknowledged after it has been
        written out: redirect the output to a file on disk before you say received.

        Examples:
          samverkan inbox take q0rJ3T5mS8eV1xYzAbCdEg
          samverkan inbox take q0rJ3T5mS8eV1xYzAbCdEg --json --ack received \\
            > referral.json
        """)

    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @Option(help: "Acknowledge as received, read or committed.") var ack: Progress?
    @Option(name: .customLong("case"), help: "The case number, with --ack committed.")
    var caseNumber: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard caseNumber == nil || ack == .committed else {
        throw ValidationError("--case goes with --ack committed")
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      try await terminal.withClient { client, _ in
        let referral = try await client.claim(delivery)
        terminal.show(ReferralPage(referral))
        guard let ack else {
          terminal.tell(
            "", terminal.say(.claimReturns, referral.delivery.text, referral.viewDigest))
          return
        }
        let reached = try await client.acknowledge(referral, as: ack, caseNumber: caseNumber)
        terminal.tell("", terminal.say(.acknowledged, reached.rawValue))
      }
    }
  }

  /// Acknowledges a delivery.
  package struct Acknowledge: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ack", abstract: "Acknowledge a delivery. [changes]",
      discussion: """
        States: received (it is on our disk), read (a person has opened it), committed
        (it is in the case system). An acknowledgement names what was received; without
        --view the delivery is taken once more to find out.

        Examples:
          samverkan inbox ack q0rJ3T5mS8eV1xYzAbCdEg received
          samverkan inbox ack q0rJ3T5mS8eV1xYzAbCdEg committed --case SOC-2026-118
        """)

    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @Argument(help: "received, read or committed.") var state: Progress
    @Option(name: .customLong("case"), help: "The case number, with committed.")
    var caseNumber: String?
    @Option(help: "What was received, from inbox take or show.") var view: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard caseNumber == nil || state == .committed else {
        throw ValidationError("--case goes with committed")
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      if let view, view.utf8.count != 43 {
        throw Fault.badArgument(name: "--view", form: .formView)
      }
      let reached = try await terminal.withClient { client, _ in
        var digest = view
        if digest == nil { digest = try await client.claim(delivery).viewDigest }
        return try await client.acknowledge(
          delivery, viewDigest: digest ?? "", as: state, caseNumber: caseNumber)
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("state", .titleState, reached.rawValue),
        ]))
    }
  }

  /// Sends a delivery on.
  package struct Redirect: Deed {
    /// Pages looked through for a version, of a hundred deliveries each.
    private static let pageLimit = 10

    package static let configuration = CommandConfiguration(
      abstract: "Send a delivery on to the unit that should own it. [changes]",
      discussion: """
        The old owner keeps it until the new one is recorded. If somebody decided
        meanwhile the answer is version-conflict, and nothing has changed.

        Examples:
          samverkan inbox redirect q0rJ3T5mS8eV1xYzAbCdEg --to social.reception \\
            --reason wrong-unit
          samverkan inbox redirect q0rJ3T5mS8eV1xYzAbCdEg --to social.north \\
            --reason moved --expected 4
        """)

    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @Option(help: "The function it goes to.") var to: String
    @Option(help: "wrong-unit, moved, conflict-of-interest or other.") var reason: RedirectReason
    @Option(help: "The version you decided on, from inbox ls; looked up when left out.")
    var expected: Int64?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let target = try Given.function(to)
      let version = try await terminal.withClient { client, _ in
        var known = expected
        if known == nil { known = try await Self.version(of: delivery, by: client) }
        guard let known else { throw Fault.notListed }
        return try await client.redirect(delivery, version: known, to: target, reason: reason)
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("to", .titleFunction, target.text),
          .init("version", .titleVersion, .integer(version)),
        ]))
      terminal.tell(terminal.say(.redirected, target.text))
    }

    private static func version(
      of delivery: DeliveryID, by client: MemberClient
    ) async throws -> Int64? {
      for function in client.connection.functions {
        var cursor: String?
        for _ in 0..<pageLimit {
          let page = try await client.list(function, after: cursor, limit: 100)
          if let item = page.items.first(where: { $0.delivery == delivery }) {
            return item.version
          }
          cursor = page.next
          if cursor == nil { break }
        }
      }
      return nil
    }
  }
}
