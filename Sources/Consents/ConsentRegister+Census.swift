package import Concerns

/// Whether a waiver opens anything now.
package enum ConsentStanding: String, CaseIterable, Hashable, Sendable {
  /// It opens what it names.
  case open
  /// Somebody who must sign has withdrawn. Terminal.
  case held
  /// The person has turned 15 or 18 and has not signed since.
  case half
  /// Its date has passed.
  case expired
}

/// One cooperation as an operator may see it: names of agencies and classes, never a person.
package struct ListedCooperation: Hashable, Sendable {
  package let cooperation: CooperationID
  package let form: CooperationForm
  /// Held if it is for anybody; otherwise the best of its waivers.
  package let standing: ConsentStanding
  /// Sorted.
  package let parties: [AgencyID]
  /// In the order of the closed list.
  package let classes: [DataClass]
  /// The first moment at which none of its waivers holds.
  package let until: Moment
  /// How many persons its waivers are about.
  package let persons: Int
  /// What each authority has obtained, in the order of its recording.
  package let waivers: [ListedWaiver]
}

/// One waiver as an operator may see it.
package struct ListedWaiver: Hashable, Sendable {
  package let authority: AgencyID
  /// Held if it is for anybody; otherwise open if it is for anybody.
  package let standing: ConsentStanding
  /// Sorted.
  package let parties: [AgencyID]
  /// In the order of the closed list.
  package let classes: [DataClass]
  package let until: Moment
  /// How many persons it is about.
  package let persons: Int
}

extension ConsentRegister {
  /// Most cooperations of one census, whatever is asked for: a page that somebody reads.
  package static let censusLimit = 200

  /// The cooperations by name, from after one of them, as many as asked for.
  ///
  /// Looks at the names of all of them: for a person who asks, not for every message.
  package func census(
    after last: CooperationID? = nil, limit: Int = censusLimit, at now: Moment
  ) -> [ListedCooperation] {
    cooperations.keys.filter { name in last.map { $0 < name } ?? true }.sorted()
      .prefix(min(limit, Self.censusLimit)).compactMap { listed($0, at: now) }
  }

  /// One cooperation; `nil` if there is none of that name.
  package func listed(_ name: CooperationID, at now: Moment) -> ListedCooperation? {
    guard let cooperation = cooperations[name], !cooperation.waivers.isEmpty else { return nil }
    let waivers = cooperation.waivers.map { $0.listed(besides: cooperation.held, at: now) }
    let standings = Set(waivers.map(\.standing))
    let persons = Set(cooperation.waivers.flatMap { $0.persons.map(\.person) })
    return ListedCooperation(
      cooperation: name, form: cooperation.form,
      standing: cooperation.held.isEmpty ? .foremost(of: standings) : .held,
      parties: cooperation.parties.sorted(),
      classes: cooperation.waivers.reduce(into: Set()) { $0.formUnion($1.classes) }.listed,
      until: cooperation.waivers.map(\.until).max() ?? now, persons: persons.count,
      waivers: waivers)
  }
}

extension Waiver {
  fileprivate func listed(besides held: Set<PersonPseudonym>, at now: Moment) -> ListedWaiver {
    let day = LocalTime.date(at: now)
    let standings = persons.map { each -> ConsentStanding in
      if held.contains(each.person) { return .held }
      if until <= now { return .expired }
      return each.shortfall(on: day) == .none ? .open : .half
    }
    return ListedWaiver(
      authority: authority, standing: .foremost(of: Set(standings)),
      parties: parties.sorted(), classes: classes.listed, until: until, persons: persons.count)
  }
}

extension ConsentStanding {
  /// The one that is said of several: what was withdrawn is never called open.
  fileprivate static func foremost(of standings: Set<Self>) -> Self {
    [.held, .open, .half].first(where: standings.contains) ?? .expired
  }
}

extension Set<DataClass> {
  fileprivate var listed: [DataClass] { DataClass.allCases.filter(contains) }
}
