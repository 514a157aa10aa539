package import Concerns
import Tables

/// An agreement, or waivers of secrecy, that name somebody who is there no more from a day on.
package enum EndingTie: Hashable, Sendable {
  /// An agreement that held until then and holds no more, or with a party that has ended.
  case agreement(AgreementID, party: AgencyID?)
  /// Open cooperations that name an authority that has ended; `nil` for fewer than five.
  case waivers(of: AgencyID, count: Int?)

  /// Fewer than so many are not counted out: a number could be about somebody.
  static let leastCount = 5

  static func between(
    _ old: Directory, _ new: Directory, on day: CivilDate, _ waivers: [AgencyID: Int]
  ) -> [EndingTie] {
    let gone = old.authorities(on: day.previous).subtracting(new.authorities(on: day))
    let agreements = old.agreements.filter { $0.period.contains(day.previous) }
    let ended = agreements.compactMap { agreement -> EndingTie? in
      let holds = new.agreement(agreement.id)?.period.contains(day) ?? false
      let party = agreement.parties.intersection(gone).min()
      return holds && party == nil ? nil : .agreement(agreement.id, party: party)
    }
    return ended
      + gone.sorted().compactMap { agency in
        waivers[agency].map { .waivers(of: agency, count: $0 < leastCount ? nil : $0) }
      }
  }

  /// What ends, as a sentence.
  package var sentence: LocalizedText {
    switch self {
    case .agreement(let id, nil):
      LocalizedText(
        sv: "Överenskommelsen \(id) gäller inte längre.",
        en: "The agreement \(id) holds no more.")
    case .agreement(let id, let party?):
      LocalizedText(
        sv: "Överenskommelsen \(id) har en part som upphör: \(party).",
        en: "The agreement \(id) has a party that ceases: \(party).")
    case .waivers(let agency, let count):
      LocalizedText(
        sv: "\(count.map(String.init) ?? "Färre än fem") samtycken nämner \(agency), som upphör; "
          + "de öppnar ingenting för den som tar över.",
        en: "\(count.map(String.init) ?? "Fewer than five") consents name \(agency), which ceases; "
          + "they open nothing for whoever takes over.")
    }
  }
}

extension Directory {
  /// The authorities that have a unit on a day.
  fileprivate func authorities(on day: CivilDate) -> Set<AgencyID> {
    Set(units.filter { $0.period.contains(day) }.map(\.function.agency))
  }
}
