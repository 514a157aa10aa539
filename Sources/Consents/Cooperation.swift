import Concerns

/// What the register knows of one cooperation.
struct Cooperation: Sendable {
  let form: CooperationForm
  var waivers: [Waiver] = []
  /// Persons for whom somebody has withdrawn. Terminal: nobody ever leaves this set.
  var held: Set<PersonPseudonym> = []
  /// The names of the withdrawals that held somebody.
  var withdrawals: [ConsentID] = []

  init(form: CooperationForm) { self.form = form }

  var parties: Set<AgencyID> { waivers.reduce(into: []) { $0.formUnion($1.parties) } }

  /// For whom somebody may withdraw on a day.
  func persons(of signatory: PersonPseudonym, on day: CivilDate) -> Set<PersonPseudonym> {
    waivers.reduce(into: []) { persons, waiver in
      for each in waiver.persons where each.mayWithdraw(signatory, on: day) {
        persons.insert(each.person)
      }
    }
  }
}

/// Whose secrecy, at which authority.
struct GrantKey: Hashable, Sendable {
  let person: PersonPseudonym
  let authority: AgencyID
}

/// What one waiver opens for one person.
struct Grant: Sendable {
  let cooperation: CooperationID
  let form: CooperationForm
  let parties: Set<AgencyID>
  let classes: Set<DataClass>
  /// The first moment it no longer holds: by its date, or by the birthday of the person.
  let ends: Moment
  let restsOnGuardians: Bool
  /// The place of its record in the order of all records.
  let place: Int64

  init(_ waiver: Waiver, ends: Moment, for person: WaivedPerson, at now: Moment, in place: Int64) {
    cooperation = waiver.cooperation
    form = waiver.form
    parties = waiver.parties
    classes = waiver.classes.union([.matter])
    self.ends = ends
    restsOnGuardians = person.restsOnGuardians(on: LocalTime.date(at: now))
    self.place = place
  }

  func opens(
    _ dataClass: DataClass, to party: AgencyID, under forms: Set<CooperationForm>,
    guardians: GuardianNotice, at now: Moment
  ) -> Bool {
    now < ends && forms.contains(form) && classes.contains(dataClass) && parties.contains(party)
      && (!restsOnGuardians || guardians == .mayBeTold)
  }
}

extension Waiver {
  /// The first moment after now at which it no longer holds for a person: the date it bears, or the
  /// birthday from which another signature is missing.
  func ends(for person: WaivedPerson, after now: Moment) -> Moment {
    let turning = person.turningPoints(after: LocalTime.date(at: now))
      .first { person.shortfall(on: $0) != .none }
    return min(until, turning.map(LocalTime.start) ?? until)
  }
}

extension LocalTime {
  /// 00.00 of a day.
  static func start(of date: CivilDate) -> Moment {
    end(of: CivilDate(daysSinceEpoch: date.daysSinceEpoch - 1)) + .seconds(1)
  }
}
