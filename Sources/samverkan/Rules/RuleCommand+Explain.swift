import AdapterKit
public import ArgumentParser
public import Concerns
package import Policy
import Wire

extension RuleCommand {
  /// Explains a hypothetical delivery, or one that there is.
  package struct Explain: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Explain who may send and see what, why, and what would change it. [reads]",
      discussion: """
        Asks as if a message had come; nothing is sent or recorded. What is left out
        counts as not known, and opens nothing.

        With --delivery, asks the broker about a delivery that there is: what its
        recipient may see now, and what was decided when it came and when it was
        handed over. Its owner and an inspector are told; every other recipient gets
        one sentence and whom to ask. The broker records who asked.

        Examples:
          samverkan rule explain --kind report.mandatory --sender school,bound \\
            --recipient social-services,bound --standing owner --class pupil-health
          samverkan rule explain --kind release.individual \\
            --sender social-services,bound --recipient civil-society \\
            --standing participant --given waiver --json
          samverkan rule explain --kind report.mandatory --sender school,bound \\
            --recipient social-services,bound --standing duty \\
            --class identity.age-band --contradicted
          samverkan rule explain --delivery 9pQ2mT0zLrXa7BkV3c1dEg
        """)
    @Option(help: ArgumentHelp("A delivery, from samverkan inbox ls.", valueName: "id"))
    var delivery: String?
    @Option(
      help: "What the message is in law, for example report.mandatory.", transform: Given.kind)
    var kind: Kind?
    @Option(
      help: ArgumentHelp(
        "Who sends: a party, and bound or walled after commas.", valueName: "party"))
    var sender: Described?
    @Option(
      help: ArgumentHelp(
        "Who would see: a party, and bound, contracted or walled after commas.",
        valueName: "party"))
    var recipient: Described?
    @Option(
      help: "What the recipient has to do with it: owner, duty, reporter, participant, other.")
    var standing = RecipientStanding.other
    @Option(
      name: .customLong("class"), help: "Only this section; repeat (default: all of the kind).")
    var classes: [DataClass] = []
    @OptionGroup var facts: HypotheticalFacts
    @Option(
      help: ArgumentHelp(
        "To whom it is sent (default: the recipient, unless a reporter or an outsider).",
        valueName: "party"))
    var to: Described?
    @Option(help: "Why it is sent, for example child-protection.") var purpose: Purpose?
    @Option(help: "Under which provision it is sent, for example sol-19-1.") var basis: LegalBasis?
    @OptionGroup var law: LawOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package mutating func validate() throws {
      let isAsked = kind != nil || sender != nil || recipient != nil
      guard delivery == nil ? kind != nil && sender != nil && recipient != nil : !isAsked else {
        throw ValidationError(.kindOrDelivery)
      }
    }

    package func perform(on terminal: Terminal) async throws {
      if let delivery {
        try await explain(try Given.delivery(delivery), on: terminal)
      } else if let kind, let sender, let recipient {
        try explain(kind, sender.participant, recipient.participant, on: terminal)
      }
    }

    /// Asks the broker about a delivery that there is.
    private func explain(_ delivery: DeliveryID, on terminal: Terminal) async throws {
      let old = law.policy == nil ? nil : try law.law(on: terminal).table
      let answer = try await terminal.withClient { client, _ in
        do {
          return try await client.explain(delivery)
        } catch AdapterError.refused(let refusal)
          where refusal.code == ProblemCode.notPermitted.rawValue
        {
          throw Fault.reserved(refusal, for: .inspectors)
        }
      }
      terminal.show(DeliveryPage(answer, of: delivery, by: old, on: terminal))
    }

    private func explain(
      _ kind: Kind, _ sender: Participant, _ recipient: Participant, on terminal: Terminal
    ) throws {
      let table = try law.law(on: terminal).table
      let day = try facts.day
      let sights = (classes.isEmpty ? kind.fields : classes).map { dataClass in
        let sight = table.explanation(
          of: Seeing(
            kind: kind, sender: sender, recipient: recipient, standing: standing,
            dataClass: dataClass, age: facts.age, protection: facts.protection,
            guardians: facts.guardians,
            basis: basis ?? kind.usualGround?.basis ?? .generalClause, certainty: facts.certainty,
            grounds: WordSet(facts.grounds), circumstances: WordSet(facts.given),
            isExcluded: facts.excluded, day: day))
        // Only the owner has the precise words beside it.
        let isKept = facts.contradicted && dataClass.isGeneral && standing != .owner
        return isKept ? sight.contradicted() : sight
      }
      let asked = HypotheticalDelivery(
        kind: kind, sender: sender, recipient: recipient, standing: standing, day: day)
      let addressed = Addressed(kind: kind, sender: sender, recipient: recipient)
      var page = ExplanationPage(
        asked, sending(addressed, in: table, on: day), sights, on: terminal)
      if facts.contradicted, !kind.isReport {
        page.refusal = ProblemText.named(ProblemCode.generalisationMismatch.rawValue)
      }
      terminal.show(page)
    }

    /// Who sends what to whom.
    private struct Addressed {
      let kind: Kind
      let sender: Participant
      let recipient: Participant
    }

    /// Whether it may be sent to whom it is addressed; `nil` when nobody says to whom that is.
    private func sending(
      _ asked: Addressed, in table: PolicyTable, on day: CivilDate
    ) -> SendingExplanation? {
      let isAddressed = [.owner, .duty, .participant].contains(standing)
      guard let addressee = to?.participant ?? (isAddressed ? asked.recipient : nil) else {
        return nil
      }
      // Purpose and provision count only as named; the question has to hold some.
      let question = Sending(
        kind: asked.kind, sender: asked.sender, recipient: addressee,
        purpose: purpose ?? .childProtection, basis: basis ?? .dutyToReport, age: facts.age,
        certainty: facts.certainty, grounds: WordSet(facts.grounds),
        circumstances: WordSet(facts.given), day: day)
      return table.explanation(of: question, purpose: purpose, basis: basis)
    }
  }
}

/// What is known of the person, and what has been established, in a question without a person.
package struct HypotheticalFacts: ParsableArguments {
  @Option(help: "Age: under-12, 12-14, 15-17, 18-20, 21-and-over or unknown.")
  var age = AgeBand.unknown
  @Option(help: "Protection: none, marked, registered or unknown.")
  var protection = Protection.unknown
  @Option(help: "Guardians: may-be-told, must-not-be-told or unknown.")
  var guardians = GuardianNotice.unknown
  @Option(help: "How sure the identity is: certain, probable or uncertain.")
  var certainty = Certainty.uncertain
  @Option(name: .customLong("ground"), help: "Why someone is concerned; repeat.")
  var grounds: [Ground] = []
  @Option(help: "What is established, for example waiver, reservation or inquiry; repeat.")
  var given: [Circumstance] = []
  @Flag(help: "The message excludes the recipient by name.") var excluded = false
  @Flag(help: "The age band or district says something else than number and area do.")
  var contradicted = false
  @Option(help: "The day, YYYY-MM-DD; today when left out.") var on: String?

  package init() {}

  /// The day asked for, or today in Sweden: law begins at midnight there.
  var day: CivilDate {
    get throws(Fault) {
      guard let on else { return LocalTime.date(at: .wallClock) }
      guard let day = CivilDate(on) else { throw .badArgument(name: "--on", form: .formDay) }
      return day
    }
  }
}

/// An agency as an argument: `school,bound`.
package struct Described: ExpressibleByArgument {
  package let participant: Participant

  package init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let claims = Set(words.dropFirst())
    guard let party = words.first.flatMap({ Party(rawValue: String($0)) }),
      claims.isSubset(of: ["bound", "contracted", "walled"]), claims.count == words.count - 1
    else { return nil }
    participant = Participant(
      party: party, isBound: claims.contains("bound"),
      isContracted: claims.contains("contracted"), isWalled: claims.contains("walled"))
  }
}

extension AgeBand: ExpressibleByArgument {}
extension Certainty: ExpressibleByArgument {}
extension Circumstance: ExpressibleByArgument {}
extension DataClass: ExpressibleByArgument {}
extension GuardianNotice: ExpressibleByArgument {}
extension LegalBasis: ExpressibleByArgument {}
extension Purpose: ExpressibleByArgument {}
extension RecipientStanding: ExpressibleByArgument {}
