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
    subcommands: [
      List.self, Show.self, Take.self, Acknowledge.self, Redirect.self, Decide.self, PassOn.self,
      Known.self,
    ])

  package init() {}

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
      let page = try await terminal.withClient { client, session in
        ReferralPage(try await Self.open(delivery, by: client), asking: session.entrances)
      }
      terminal.show(page)
    }

    private static func open(
      _ delivery: DeliveryID, by client: MemberClient
    ) async throws -> Referral {
      do {
        return try await client.open(delivery)
      } catch {
        throw try await Settled.fault(behind: error, of: delivery, by: client, .reading)
      }
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
        throw ValidationError(.caseNeedsCommitted)
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      try await terminal.withClient { client, session in
        let referral = try await Self.claim(delivery, by: client, for: .reading)
        terminal.show(ReferralPage(referral, asking: session.entrances))
        guard let ack else {
          terminal.tell(
            "", terminal.say(.claimReturns, referral.delivery.text, referral.viewDigest))
          return
        }
        let reached = try await client.acknowledge(referral, as: ack, caseNumber: caseNumber)
        terminal.tell("", terminal.say(.acknowledged, reached.rawValue))
        guard reached != .committed else { return }
        terminal.tell(
          terminal.say(.acknowledgeFurther, referral.delivery.text, referral.viewDigest))
      }
    }

    /// The delivery, or that it is settled and what to do instead.
    fileprivate static func claim(
      _ delivery: DeliveryID, by client: MemberClient, for errand: Settled.Errand
    ) async throws -> Referral {
      do {
        return try await client.claim(delivery)
      } catch {
        throw try await Settled.fault(behind: error, of: delivery, by: client, errand)
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
    @Option(parsing: .unconditional, help: "What was received, from inbox take or show.")
    var view: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard caseNumber == nil || state == .committed else {
        throw ValidationError(.caseNeedsCommitted)
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let view = try self.view.map(Given.view(_:))
      let reached = try await terminal.withClient { client, _ in
        let digest = try await digest(view, of: delivery, by: client)
        return try await client.acknowledge(
          delivery, viewDigest: digest, as: state, caseNumber: caseNumber)
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("state", .titleState, reached.rawValue),
        ]))
    }

    private func digest(
      _ known: String?, of delivery: DeliveryID, by client: MemberClient
    ) async throws -> String {
      if let known { return known }
      return try await Take.claim(delivery, by: client, for: .acknowledging(state)).viewDigest
    }
  }

  /// Sends a delivery on.
  package struct Redirect: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Send a delivery on to the unit that should own it. [changes]",
      discussion: """
        The old owner keeps it until the new one is recorded. If somebody decided
        meanwhile the answer is version-conflict, and nothing has changed. What was
        sent on twice goes to whoever heads the reception, whatever --to says; about
        somebody protected, to their desk. Clocks and conversation go on.

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
      let sent = try await terminal.withClient { client, _ in
        let known = try await Settled.version(expected, of: delivery, by: client)
        return try await client.redirect(delivery, version: known, to: target, reason: reason)
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("to", .titleFunction, sent.owner.text),
          .init("version", .titleVersion, .integer(sent.version)),
        ]))
      terminal.tell(
        terminal.say(sent.owner == target ? .redirected : .redirectedElsewhere, sent.owner.text))
    }
  }
}
