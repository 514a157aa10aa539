import Admission
import Concerns
import Deadlines
import Filtering
import Ledger
import Routing
import Wire

// A board tells what it has decided, and the clocks of the case go by that. The broker does not
// judge the decision: it knows of none that the law does not, and of none twice.
extension BrokerCore {
  /// Takes what was decided of the case that a delivery belongs to.
  mutating func rule(
    _ ruling: ClientCommand.Ruling, _ delivery: OpenDelivery, _ asker: Asker, at now: Moment
  ) {
    guard ruling.version == Int64(delivery.standing.version) else {
      return refuse(Problem(.versionConflict), to: asker)
    }
    if case .passedOn(let passed) = ruling.word, passed.to == router.directory.municipality {
      return refuse(Problem(.badHeader, frame: 1, pointer: "/municipality"), to: asker)
    }
    let own = (clocksOf[delivery.key.entry] ?? []).compactMap(clocks.clock)
    let names = Set(own.map(\.id))
    let asked = course(of: delivery.key.conversation).filter {
      !names.contains($0.id) && ruling.word.concerns($0.kind)
    }
    let running = own + asked
    guard mayDecide(delivery, ruling.word),
      let member = admission.sessions[asker.session]?.peer.member,
      let change = change(by: ruling.word, of: running, at: now)
    else { return refuse(Problem(.notPermitted), to: asker) }
    for clock in change.ended { if let entry = concernOf[clock] { drop([clock], of: entry) } }
    let note = RulingNote(of: delivery.key, ruling, change, by: member, at: now)
    record(.ruling(note), then: .ruling(note, to: asker))
  }

  /// Only whoever answers for a case decides it; whoever is asked to take it over, nothing else.
  private func mayDecide(
    _ delivery: OpenDelivery, _ word: ClientCommand.Ruling.Word
  ) -> Bool {
    guard word.answer == nil else {
      return delivery.facts.kind == .transfer && !delivery.isCalledBack
    }
    return delivery.isAnswerable && !delivery.facts.kind.isEmergency
      && delivery.facts.kind != .transfer
  }

  private mutating func change(
    by word: ClientCommand.Ruling.Word, of running: [Clock], at now: Moment
  ) -> ClockChange? {
    var names = (0..<4).map { _ in ClockID(RandomUUID(using: &generator)) }
    func name() -> ClockID { names.removeLast() }
    switch word {
    case .outcome(let outcome): return outcome.change(of: running, at: now, naming: name)
    case .extended(let reason, let day):
      return reason.change(of: running, until: day, naming: name)
    case .passedOn: return PassedOn.change(of: running)
    case .answered(let answer): return answer.change(of: running)
    }
  }

  /// What became of it in the ledger.
  mutating func settle(
    _ note: RulingNote, _ asker: Asker, _ outcome: Kept, at now: Moment
  ) {
    guard outcome.isRecorded else {
      for clock in note.change.ended {
        if let entry = concernOf[clock] { restore([clock], of: entry) }
      }
      return refuse(Problem(.stale), to: asker)
    }
    for clock in note.change.ended { end(clock) }
    for clock in note.change.started {
      clocks.start(clock)
      clocksOf[note.key.entry, default: []].append(clock.id)
      concernOf[clock.id] = note.key.entry
      if clock.kind.isOfCourse {
        courses[note.key.conversation, default: []].append(clock.id)
      }
    }
    tidy(note.key.conversation)
    if let given = note.ruling.word.answer { tellAsker(given, of: note, at: now) }
    answer(.decided(note.key.delivery, version: note.ruling.version), to: asker)
  }

  /// The clocks that run in a conversation, of decisions and of reporters who ask about them.
  func course(of conversation: Keyed) -> [Clock] {
    (courses[conversation] ?? []).compactMap(clocks.clock)
  }

  /// The decision that a reporter's conversation waits for, if it still does.
  func undecided(_ routed: Routed) -> Clock? {
    guard let number = vault.number(of: routed.owner.controller),
      let key = try? vault.key(of: number)  // Without a key nothing of that board is recorded.
    else { return nil }
    let name = key.keyed(.conversation, routed.home.uuid.bytes)
    return course(of: name).first { $0.kind == .decisionToOpen }
  }

  /// Notes what runs in a conversation, and ends the questions that are answered.
  mutating func noteCourse(of concern: NewConcern, in conversation: Keyed, at now: Moment) {
    for clock in concern.clocks where clock.kind.isOfCourse {
      courses[conversation, default: []].append(clock.id)
    }
    guard concern.cleared.facts.kind == .feedback else { return }
    for clock in course(of: conversation) where clock.kind == .feedback {
      end(clock.id)
      record(.clock(ClockNote(clock: clock.id, event: .ended, at: now)), then: .clock)
    }
    tidy(conversation)
  }

  /// Lets go of what runs no more, so that no more is held than runs.
  private mutating func tidy(_ conversation: Keyed) {
    let left = course(of: conversation).map(\.id)
    courses[conversation] = left.isEmpty ? nil : left
  }
}

extension ClockKind {
  /// Whether it belongs to a conversation rather than to one message of it.
  var isOfCourse: Bool {
    self == .feedback || self == .inquiry || PassedOn.ends.contains(self)
  }
}

extension ClientCommand.Ruling.Word {
  /// Whether a clock of another message of the conversation has to do with it.
  fileprivate func concerns(_ kind: ClockKind) -> Bool {
    switch self {
    case .outcome, .extended: kind == .feedback
    // An inquiry is finished where it began, whatever message of the case it was opened by.
    case .passedOn: kind == .feedback || kind == .inquiry
    case .answered: true
    }
  }
}

extension Routed {
  /// Whether a reporter asks what became of a report: with it, or afterwards.
  var asksForFeedback: Bool {
    let (kind, handling) = (told.matter.kind, told.handling)
    return kind == .feedbackRequest
      || kind.isReport && handling.wantsFeedback && !handling.isAnonymous
  }
}
