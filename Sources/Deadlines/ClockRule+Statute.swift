package import Concerns

// The clocks, each with its provision. Whoever doubts one finds here how it is counted, and why.
extension ClockRule {
  /// The immediate assessment: at once; the same day, or the next if the report came late.
  ///
  /// Late is taken to mean after reception closes, 17.00 and on Fridays 16.00. Neither the act nor
  /// the preparatory works name an hour. The hours of ringing are the service's own: four hours
  /// leave a working afternoon, one hour is the longest that nobody answers unseen.
  package static let protectionAssessment = ClockRule(
    kind: .protectionAssessment, citation: ["SoL 20:1", "prop. 2012/13:10"],
    review: .needsLegalReview, term: .sameDay(lateFrom: 17, onFridays: 16),
    warning: .seconds(4 * 3600), patience: .seconds(3600))

  /// The decision to open an inquiry or not, within fourteen days of receipt.
  ///
  /// It does not apply where an inquiry about the child already runs, which the broker cannot know
  /// before the case system says so. Two days before the end there is still time to act.
  package static let decisionToOpen = ClockRule(
    kind: .decisionToOpen, citation: ["SoL 20:2"], review: .needsLegalReview, term: .days(14),
    warning: .seconds(48 * 3600), patience: .seconds(24 * 3600))

  /// The answer to a question that names nobody: one working day.
  ///
  /// No provision sets a term; whoever waits for an answer may be waiting with a report, though
  /// nobody should. Twelve hours before the end it is noon and somebody is at work; nine after it
  /// work begins again.
  package static let consultationAnswer = ClockRule(
    kind: .consultationAnswer, citation: [], review: .promised, term: .workingDays(1),
    warning: .seconds(12 * 3600), patience: .seconds(9 * 3600))

  /// The review of an emergency: five days.
  ///
  /// No provision sets a term; SoPUL 10 § wants access looked at regularly. A day before the end
  /// somebody is still at work, unless it falls on a weekend; a day after it somebody else must
  /// look.
  package static let emergencyReview = ClockRule(
    kind: .emergencyReview, citation: [], review: .promised, term: .days(5),
    warning: .seconds(24 * 3600), patience: .seconds(24 * 3600))

  /// The decision to open where violence is spoken of: without delay, so there is no fortnight.
  ///
  /// Neither act nor regulation gives a number. The end of the next day is the shortest that leaves
  /// whoever takes over in the morning a working day; a lawyer must confirm it.
  package static let openingWithoutDelay = ClockRule(
    kind: .openingWithoutDelay, citation: ["HSLF-FS 2022:39", "SoL 20:2"],
    review: .needsLegalReview, term: .days(1), warning: .seconds(8 * 3600),
    patience: .seconds(3600))

  /// The inquiry: four months from its opening. Two weeks before the end there is time to decide,
  /// or to decide that it goes on.
  package static let inquiry = ClockRule(
    kind: .inquiry, citation: ["SoL 20:3"], review: .needsLegalReview, term: .months(4),
    warning: .seconds(14 * 86_400), patience: .seconds(24 * 3600))

  /// The answer to a mandated reporter: one week after the decision.
  ///
  /// At once where the question comes after the decision, or an inquiry ran already: then it is
  /// started with the term of ``feedbackAtOnce``.
  package static let feedback = ClockRule(
    kind: .feedback, citation: ["SoL 19:6"], review: .read, term: .days(7),
    warning: .seconds(24 * 3600), patience: .seconds(24 * 3600))

  /// The same answer where nothing is left to wait for: the same day, the next if that is late.
  package static let feedbackAtOnce = ClockRule(
    kind: .feedback, citation: ["SoL 19:6"], review: .needsLegalReview,
    term: protectionAssessment.term, warning: feedback.warning, patience: feedback.patience)

  /// The answer to a municipality that asks another to take over: at once, and a month is the end.
  ///
  /// After a month without one the matter may go to the inspectorate (SoL 29:11). A week before it
  /// there is time.
  package static let transferAnswer = ClockRule(
    kind: .transferAnswer, citation: ["SoL 29:10", "SoL 29:11"], review: .needsLegalReview,
    term: .months(1), warning: .seconds(7 * 86_400), patience: .seconds(24 * 3600))

  /// Somebody who reads what is acute: a quarter of an hour, after which its sender is told.
  ///
  /// No provision gives a number. It rings from the beginning. A quarter of an hour is what three
  /// rounds take to reach everybody; another one later whoever runs the broker is told, too.
  package static let opening = ClockRule(
    kind: .opening, citation: [], review: .promised, term: .minutes(15),
    warning: .seconds(900), patience: .seconds(900))

  /// The acknowledgement of a reservation: fourteen days, and then it is offered no longer.
  ///
  /// No provision sets a term. Two weeks hold a meeting of an association that meets every other
  /// week; two days before the end there is still time to call.
  package static let reservationAnswer = ClockRule(
    kind: .reservationAnswer, citation: [], review: .promised, term: .days(14),
    warning: .seconds(48 * 3600), patience: .seconds(24 * 3600))

  /// The acceptance of on-call's hand-over list: nine o'clock on the next day with an office.
  ///
  /// No provision sets a term. An hour after most offices open the morning's meeting is over; half
  /// an hour before it a list can still be written, an hour after it the day has begun without.
  package static let dutyAcceptance = ClockRule(
    kind: .dutyAcceptance, citation: [], review: .promised, term: .morning(hour: 9),
    warning: .seconds(1800), patience: .seconds(3600))

  /// A machine that reads for a function on duty: rung when it has been missed for too long.
  ///
  /// No provision. It is due when it begins, since waiting is over then; a quarter of an hour later
  /// everybody is rung.
  package static let checkIn = ClockRule(
    kind: .checkIn, citation: [], review: .promised, term: .minutes(0), warning: .zero,
    patience: .seconds(900))

  /// A trial of the bell: no clock runs for it, and it is rung as what is acute would be.
  package static let drill = ClockRule(
    kind: .drill, citation: [], review: .promised, term: opening.term, warning: opening.warning,
    patience: opening.patience)

  /// Until when a reservation that is offered at this moment can be acknowledged.
  package static func reservationDue(from moment: Moment) -> Moment {
    reservationAnswer.due(from: moment) { _ in true }  // Counted in days, working or not.
  }
}
