package import Concerns
import Tables

/// Who answers questions that name nobody, for which municipalities, and who takes part in it.
package struct ConsultationDesk: Hashable, Sendable {
  /// Whose questions it answers; `nil` for any municipality, an unknown one included.
  let municipalities: Set<MunicipalityCode>?
  /// The unit that answers.
  package let unit: UnitID
  /// Who takes part besides social services: then nobody writes words of one's own to it.
  package let takesPart: Set<Attendant>

  func answers(for municipality: MunicipalityCode?) -> Bool {
    guard let municipalities else { return true }
    return municipality.map(municipalities.contains) ?? false
  }
}

extension Directory {
  /// Finds the unit that answers a question that names nobody, on a day.
  ///
  /// The first of the file for the municipality with whom the sender says takes part; else the
  /// first for the municipality, whoever does; else the reception, which answers anybody.
  ///
  /// - Parameter attendants: Who takes part besides social services, as the sender says.
  package func consultation(
    for municipality: MunicipalityCode?, with attendants: Set<Attendant>, on day: CivilDate
  ) -> Owner {
    let desks = consultations.filter { desk in
      desk.answers(for: municipality)
        && units.contains { $0.id == desk.unit && $0.period.contains(day) }
    }
    let desk = desks.first { $0.takesPart == attendants } ?? desks.first
    let unit = units.first { $0.id == desk?.unit } ?? reception
    return owner(unit, because: OwnershipReason.consulted)
  }

  /// Who takes part, besides social services, where a function answers questions.
  package func attendants(at function: FunctionID) -> Set<Attendant> {
    guard !consultations.isEmpty, let unit = unit(of: function) else { return [] }
    return consultations.first { $0.unit == unit.id }?.takesPart ?? []
  }
}

/// Reads who answers questions, and checks that each desk is one thing only.
struct ConsultationReading {
  let agency: AgencyID
  let units: [DirectoryUnit]

  func desks(_ passage: Passage?) throws(TableFlaw) -> [ConsultationDesk] {
    guard let passage else { return [] }
    var desks: [ConsultationDesk] = []
    for item in try passage.items() {
      let desk = try desk(item)
      guard desks.allSatisfy({ $0.unit != desk.unit || $0.takesPart == desk.takesPart }) else {
        throw item.flaw(
          "police or prosecutor takes part at \(desk.unit), and does not",
          "give what they take part in a unit of its own")
      }
      desks.append(desk)
    }
    return desks
  }

  private func desk(_ passage: Passage) throws(TableFlaw) -> ConsultationDesk {
    let entries = try passage.entries(known: ["municipalities", "unit", "takes-part"])
    let listed = try entries.required("municipalities")
    let municipalities: Set<MunicipalityCode>? =
      listed.isAny
      ? nil
      : try listed.distinct { item throws(TableFlaw) in
        guard let code = MunicipalityCode(try item.text()) else {
          throw item.flaw("this is no municipality code", "write its four digits in quotes")
        }
        return code
      }
    let named = try entries.required("unit")
    let id: UnitID = try named.name(after: agency.text + ".")
    guard let unit = units.first(where: { $0.id == id }), !unit.isWalled else {
      throw named.flaw(
        "\(id) is unknown or walled", "name a unit in this file that takes in from outside")
    }
    return ConsultationDesk(
      municipalities: municipalities, unit: id,
      takesPart: try entries.optional("takes-part")?.words() ?? [])
  }
}
