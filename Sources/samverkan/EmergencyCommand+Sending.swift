import AdapterKit
package import ArgumentParser
import Concerns
import Evidence
import Wire

extension EmergencyCommand {
  /// Declares an emergency.
  package struct Declare: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Declare an emergency in a conversation of your agency's. [changes]",
      discussion: """
        It holds from the receipt on, for one function, until its end. --because names
        the written reasons: their digest is sent and the text stays with you. --worker
        is what your staff register calls you, never a person's name. Everything else
        is as with concern send, --anew and --outbox included. Is it urgent, call.

        Examples:
          samverkan emergency declare 30050e38-3361-45f9-a2f7-bbcf50f068eb \\
            --unit almbacken-skolor.rektor --role almbacken-skolor.rektor \\
            --for polisen-ost.lokalpolis --worker anst-4711 --reason violence \\
            --because reasons.txt --hours 12
        """)
    @Argument(help: "The conversation, from the receipt of what began it.")
    var conversation: String
    @Option(name: .customLong("for"), help: "The one function to which it may open something.")
    var recipient: String
    @Option(help: "Why: life, violence, abduction, missing or other.") var reason: EmergencyReason
    @Option(help: "How many hours it lasts, 1 to 72.") var hours = 24
    @OptionGroup var answering: Answering
    @OptionGroup var keeping: Keeping
    @OptionGroup package var options: GlobalOptions

    /// What an emergency may last at most.
    private static let hoursLimit = 72

    package init() {}

    package func validate() throws {
      guard (1...Self.hoursLimit).contains(hours) else {
        throw ValidationError(.hoursRange, String(Self.hoursLimit))
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let now = Moment.wallClock
      // A second short of the longest: the broker's clock may be behind this one.
      let until = now + .seconds(hours * 3600 - (hours == Self.hoursLimit ? Self.slack : 0))
      let terms = EmergencyTerms(
        recipient: try Given.function(recipient), reason: reason,
        until: Moment(seconds: until.milliseconds / 1000),
        worker: try Given.worker(answering.worker))
      try await keeping.send(
        try answering.document(
          .emergencyDeclare, in: conversation, on: now,
          Particulars(decision: try answering.decision(on: now), emergency: terms)),
        on: terminal)
    }

    /// By how much two clocks may differ and still talk: see `clock-skew`.
    private static let slack = 300
  }

  /// Tells what was found of an emergency.
  package struct Review: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Tell what you found of an emergency. [changes]",
      discussion: """
        For the unit's head and the data protection officer, who have been told of it.
        An unfounded one ends at once. Nobody reviews what they declared themselves.

        Examples:
          samverkan emergency review 6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a \\
            --conversation 30050e38-3361-45f9-a2f7-bbcf50f068eb \\
            --unit norrkoping-socialnamnd.enhetschefer \\
            --role norrkoping-socialnamnd.enhetschef --worker anst-12 \\
            --finding unfounded --because review.txt
        """)
    @Argument(help: "The emergency: the id of the message that declared it.")
    var emergency: String
    @Option(help: "The conversation it was declared in.") var conversation: String
    @Option(help: "What you found: founded or unfounded.") var finding: EmergencyReview
    @OptionGroup var answering: Answering
    @OptionGroup var keeping: Keeping
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let now = Moment.wallClock
      let found = EmergencyFinding(
        emergency: try Given.message(emergency), review: finding,
        worker: try Given.worker(answering.worker))
      try await keeping.send(
        try answering.document(
          .emergencyReview, in: conversation, on: now,
          Particulars(decision: try answering.decision(on: now), review: found)),
        on: terminal)
    }
  }
}

/// Who answers for an emergency or its review, and by which decision.
struct Answering: ParsableArguments {
  @Option(help: "The function that speaks, one of your agency's.") var unit: String
  @Option(help: "The role that decides, agency.role, as the delegations name it.")
  var role: String
  @Option(help: "You, as your staff register calls you; with a letter in it.")
  var worker: String
  @Option(
    help: ArgumentHelp("The written reasons; their digest is sent.", valueName: "file"))
  var because: String

  func decision(on now: Moment) throws -> Decision {
    Decision(
      by: try Given.function(role), section: .accountableAccess,
      balancing: try SignedForm.digest(of: because, as: "--because").wire,
      on: LocalTime.date(at: now))
  }

  /// A message that names nobody.
  func document(
    _ kind: Kind, in conversation: String, on now: Moment, _ particulars: Particulars
  ) throws -> ConcernDocument {
    let conversation = try Given.conversation(conversation)
    let handling = Handling(
      persons: [], municipality: nil, area: .unknown, target: .unknown, grounds: [.unknown],
      urgency: .ordinary, guardians: .unknown, isAnonymous: false, wantsFeedback: false,
      excluded: [], particulars: particulars)
    return try ConcernDocument(
      kind: kind, unit: try Given.function(unit), conversation: conversation,
      handling: handling, sections: [])
  }
}
