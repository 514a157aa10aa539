package import Concerns

/// What a generalised section has to say: what follows from what is precise about the same persons.
///
/// An age band follows from the checked number of each person it is about, a district from the area
/// that `handling` names. Where nothing precise is known there is nothing to compare.
struct Generalisation {
  private let handling: Handling
  /// The day on which an age is told: that of `sent`, by the calendar of Sweden, so that the same
  /// bytes say the same whenever they arrive, and a birthday on the way makes nobody a liar.
  private let day: CivilDate

  init(_ matter: Matter, _ handling: Handling) {
    self.handling = handling
    day = LocalTime.date(at: matter.sent)
  }

  /// Whether a section says what follows; of a class that generalises nothing, always.
  func bears(out section: Section) -> Bool {
    switch section.dataClass {
    case .identityAgeBand: section.ageBand.map { isAge($0, of: section) } ?? false
    case .whereaboutsDistrict: section.district.map(isPlace) ?? false
    case .matter, .handling, .identity, .contact, .whereabouts, .guardians, .household, .narrative,
      .childView, .health, .pupilHealth, .school, .offence, .socialServices, .familyCounselling,
      .violenceHonour, .thirdParty, .reporter, .measures, .outcome, .attachment:
      true
    }
  }

  private func isAge(_ band: AgeBand, of section: Section) -> Bool {
    let persons =
      section.about.isEmpty
      ? handling.persons : handling.persons.filter { section.about.contains($0.tag) }
    return persons.map { $0.age(on: day) }.allSatisfy { $0 == .unknown || $0 == band }
  }

  private func isPlace(_ area: Area) -> Bool {
    handling.area == .unknown || handling.area == area
  }
}

extension Section {
  /// The band that an age band's section tells; `nil` when its body has another form.
  fileprivate var ageBand: AgeBand? {
    guard body?.names == ["band"] else { return nil }
    return body?["band"]?.string.flatMap(AgeBand.init(rawValue:))
  }

  /// The area that a district's section tells; `nil` when its body has another form.
  fileprivate var district: Area? {
    guard dataClass == .whereaboutsDistrict, body?.names == ["area"] else { return nil }
    return body?["area"]?.string.flatMap(Area.init(_:))
  }
}

extension SignedMessage {
  /// Whether a section of this message contradicts what the message says precisely.
  ///
  /// Only a report can hold one: a typing error must not stop it, and what is wrong in it is for
  /// its owner's eyes alone. In every other kind reading has refused it.
  ///
  /// - Parameter areas: The areas that the directory knows. A district of any other name may be a
  ///   street, and generalises nothing.
  package func contradicts(_ section: Section, knowing areas: Set<AreaID>) -> Bool {
    if case .known(let area)? = section.district, !areas.contains(area) { return true }
    return !Generalisation(matter, handling).bears(out: section)
  }
}
