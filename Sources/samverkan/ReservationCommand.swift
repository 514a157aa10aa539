import AdapterKit
package import ArgumentParser
import Concerns
import Evidence
import Wire

/// Releases to associations: who is bound by which conditions, and what waits for an answer.
package struct ReservationCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "reservation", abstract: "Acknowledge and list the conditions of releases.",
    discussion: """
      What is released to an association is bound by conditions. They are offered
      first, as a document of the kind reservation.offer (concern send); somebody at
      the association acknowledges them; then the release is sent, under the name of
      what was acknowledged. An offer waits for fourteen days.

      Examples:
        samverkan concern send forbehall.json
        samverkan reservation acknowledge 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a \\
          --conversation 30050e38-3361-45f9-a2f7-bbcf50f068eb \\
          --text Zm9ydHktdGhyZWUgY2hhcmFjdGVycyBvZiBiYXNlNjQ \\
          --unit kvinnojouren-linden.styrelse --worker ledare-7 --evidence signed.pdf
        samverkan reservation ls
      """,
    subcommands: [Acknowledge.self, List.self, Show.self])

  package init() {}

  /// Binds somebody to conditions.
  package struct Acknowledge: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Acknowledge the conditions of a release, for whoever signed them. [changes]",
      discussion: """
        The reservation, its text and the conversation stand on the delivery, as inbox
        show shows it. --evidence names what was signed: its digest is sent and the
        paper stays with you. --worker is what your own register calls whoever signed,
        never a person's name. Everything else is as with concern send, --anew and
        --outbox included.

        Examples:
          samverkan reservation acknowledge 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a \\
            --conversation 30050e38-3361-45f9-a2f7-bbcf50f068eb \\
            --text Zm9ydHktdGhyZWUgY2hhcmFjdGVycyBvZiBiYXNlNjQ \\
            --unit kvinnojouren-linden.styrelse --worker ledare-7 --evidence signed.pdf
        """)
    @Argument(help: "The reservation: the id of the message that offered it.")
    var reservation: String
    @Option(help: "The conversation it was offered in.") var conversation: String
    @Option(help: "The text: 43 characters, from the delivery.") var text: String
    @Option(help: "The function it was offered to, one of your agency's.") var unit: String
    @Option(help: "Who signed, as your own register names them; with a letter in it.")
    var worker: String
    @Option(help: ArgumentHelp("What was signed; its digest is sent.", valueName: "file"))
    var evidence: String
    @Option(help: "As in the offer: early-support or care-coordination.")
    var purpose = Purpose.earlySupport
    @OptionGroup var keeping: Keeping
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      try await keeping.send(try document(), on: terminal)
    }

    private func document() throws -> ConcernDocument {
      let conversation = try Given.conversation(conversation)
      guard let text = Digest32(wire: text)?.wire else {
        throw Fault.badArgument(name: "--text", form: .formConditions)
      }
      let worker = try Given.worker(worker)
      let handling = Handling(
        persons: [], municipality: nil, area: .unknown, target: .unknown, grounds: [.unknown],
        urgency: .ordinary, guardians: .unknown, isAnonymous: false, wantsFeedback: false,
        excluded: [],
        particulars: Particulars(
          acknowledgement: AcknowledgementTerms(
            reservation: try Given.message(reservation), text: text,
            evidence: try SignedForm.digest(of: evidence).wire, worker: worker)))
      return try ConcernDocument(
        kind: .reservationAcknowledge, unit: try Given.function(unit),
        conversation: conversation, purpose: purpose, basis: .reservation, handling: handling,
        sections: [])
    }
  }

  /// Lists reservations.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls",
      abstract: "List reservations, and which wait for an answer; for operators. [reads]",
      discussion: """
        Functions, dates and states: neither the conditions, nor whom a release is
        about.

        Examples:
          samverkan reservation ls
          samverkan reservation ls --limit 20 --json
        """)
    @Option(help: "Begin after this reservation, from the page before.") var after: String?
    @OptionGroup var paging: Paging
    @OptionGroup package var options: GlobalOptions

    /// As many pages as ten thousand reservations fill; beyond it something repeats itself.
    private static let pagesLimit = 100

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let after = try self.after.map { try Given.message($0).description }
      try await terminal.showPages(
        of: "reservation.ls", reading: "reservations", after: after, limit: paging.limit,
        atMost: Self.pagesLimit, Register.listedReservation, empty: .nothingOffered)
    }
  }

  /// Shows one reservation.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show who is bound by a reservation, and what was released; for operators. [reads]",
      discussion: """
        Examples:
          samverkan reservation show 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a
          samverkan reservation show 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a --json
        """)
    @Argument(help: "The reservation, from the list: the id of the message that offered it.")
    var reservation: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let reservation = try Given.message(self.reservation).description
      let shown = try await terminal.administer(
        "reservation.show", [.init("reservation", .string(reservation))], reading: "reservation")
      terminal.show(Sheet(shown, Register.reservation))
    }
  }
}

extension Register {
  /// In the list.
  static let listedReservation: [(key: String, title: Phrase)] = [
    ("reservation", .titleReservation), ("unit", .titleConditionsOf), ("for", .titleOfferedTo),
    ("state", .titleState), ("due", .titleAnswerDue),
  ]
  static let reservation: [(key: String, title: Phrase)] = [
    ("reservation", .titleReservation), ("conversation", .titleConversation),
    ("unit", .titleConditionsOf), ("for", .titleOfferedTo), ("offered", .titleFrom),
    ("due", .titleAnswerDue), ("state", .titleState), ("text", .titleConditions),
    ("acknowledged", .titleBoundSince), ("worker", .titleBoundPerson),
    ("evidence", .titleEvidence), ("release", .titleReleased),
  ]
}
