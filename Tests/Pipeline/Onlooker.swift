import Concerns
import Pipeline
import Routing
import Simulation
import Wire

/// Looks at every byte that leaves a broker, and knows by itself who may see what.
struct Onlooker {
  /// What whoever is on duty beside the owner may not see of a report, in a law of its own.
  enum DutyLaw: CaseIterable, Sendable {
    /// Nothing is withheld from whoever is on duty, but for what contradicts itself.
    case shipped
    /// Only the matter and what is no secret of a person.
    case narrow

    static let narrowed: [DataClass] = [
      .handling, .identity, .contact, .whereabouts, .guardians, .household, .health,
      .pupilHealth, .socialServices, .familyCounselling, .violenceHonour, .thirdParty, .reporter,
    ]

    /// What is withheld of a report; free text may say all that is, and goes with it, unless a duty
    /// hands it over.
    func withheld(isDuty: Bool) -> Set<DataClass> {
      switch self {
      case .shipped: Onlooker.contradicted
      case .narrow:
        Onlooker.contradicted.union(Self.narrowed)
          .union(isDuty ? [] : [.narrative, .childView, .measures, .attachment])
      }
    }

    /// Changes the shipped law so that it says the same.
    @Sendable func change(_ law: String) -> String {
      guard self == .narrow else { return law }
      let classes = Self.narrowed.map(\.rawValue).joined(separator: ", ")
      return law.replacing(
        "  - id: withhold-from-guardians\n",
        with: """
            - id: withhold-from-duty
              citation: ["OSL 7:1"]
              review: derived
              from: 2024-01-01
              effect: withhold
              kinds: any
              senders: any
              recipients: any
              standings: [duty]
              classes: [\(classes)]
              reason: {sv: "Prov.", en: "Trial."}

            - id: withhold-from-guardians

          """)
    }
  }

  /// Age band and district hold a token instead of a word, so that they are the owner's alone.
  static let contradicted: Set<DataClass> = [.identityAgeBand, .whereaboutsDistrict]

  /// What is known of a message before the broker is.
  struct Known {
    let concern: Int
    let kind: Kind
    let sender: AgencyID
    let excluded: Set<String>
  }

  let law: DutyLaw
  private(set) var known: [MessageID: Known] = [:]
  /// The names of what is known, in order.
  private(set) var ids: [MessageID] = []
  /// How many frames, other words and tokens went by.
  private(set) var frames = 0
  private(set) var words = 0
  private(set) var tokens = 0
  /// How often a concern was shown in full to whoever answers for it.
  private(set) var whole = 0
  /// What nobody was to see, as a place and a class.
  private(set) var leaks: [String] = []
  /// What was answered, by code.
  private(set) var refusals: [ProblemCode: Int] = [:]

  init(law: DutyLaw) { self.law = law }

  mutating func note(_ id: MessageID, _ message: Known) {
    known[id] = message
    ids.append(id)
  }

  /// Looks at what one member was sent.
  mutating func look(at message: [[UInt8]]) throws {
    frames += message.count
    let found = message.flatMap(Token.all(in:))
    tokens += found.count
    let command = try BrokerCommand.read(message).command
    if case .problem(let problem, _) = command { refusals[problem.code, default: 0] += 1 }
    guard case .deliver(let deliver) = command else {
      return leaks += found.map { "\(command.name): \($0.dataClass)" }
    }
    let view = try View(
      envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    guard let known = known[view.envelope.id] else {
      return leaks.append("a message that nobody sent")
    }
    let shown = shown(of: known, to: deliver.function)
    for token in found where token.concern != known.concern || !shown.contains(token.dataClass) {
      leaks.append("\(deliver.function): \(token.dataClass) of \(known.kind)")
    }
    if shown.isEmpty { leaks.append("\(deliver.function): a \(known.kind)") }
    let told = Set(found.map(\.dataClass))
    if told.isSuperset(of: shown.subtracting([.matter])) { whole += 1 }
  }

  /// Looks at a word that is no frame: an alarm, a status, a line of a log.
  mutating func look(at word: String) {
    words += 1
    let found = Token.all(in: Array(word.utf8))
    tokens += found.count
    leaks += found.map { "said: \($0.dataClass)" }
  }

  /// The classes that a function may see of a message.
  private func shown(of message: Known, to function: FunctionID) -> Set<DataClass> {
    let isExcluded = !message.excluded.isDisjoint(with: [function.text, function.agency.text])
    if isExcluded { return [] }
    let isBoards = function.agency == Town.board
    switch message.kind {
    case .reportMandatory, .reportVoluntary:
      guard isBoards else { return [] }
      let all = Set(DataClass.allCases).subtracting([.outcome])
      let withheld = law.withheld(isDuty: message.kind == .reportMandatory)
      return function == Town.onCall ? all.subtracting(withheld) : all
    case .feedbackRequest: return isBoards ? [.matter, .handling] : []
    case .feedback: return isBoards ? [] : [.matter, .outcome]
    default: return []
    }
  }
}

extension BrokerCommand {
  fileprivate var name: String { String("\(self)".prefix { $0 != "(" }) }
}
