import Concerns
import Tables

/// Reads agreements and delegations, and checks that they hold together.
struct AgreementReading {
  let agency: AgencyID
  let units: [DirectoryUnit]

  private static let keys = [
    "id", "parties", "purpose", "section", "coordinator", "signed", "from", "review",
  ]

  func agreements(_ passage: Passage?) throws(TableFlaw) -> [Agreement] {
    guard let passage else { return [] }
    var agreements: [Agreement] = []
    for item in try passage.items() {
      let agreement = try agreement(item)
      guard !agreements.contains(where: { $0.id == agreement.id }) else {
        throw item.flaw("two agreements are named \(agreement.id)", "rename one of them")
      }
      agreements.append(agreement)
    }
    return agreements
  }

  private func agreement(_ passage: Passage) throws(TableFlaw) -> Agreement {
    let entries = try passage.entries(known: Self.keys)
    let signed = try entries.required("signed").day()
    let start = try entries.required("from")
    let from = try start.day()
    guard signed <= from else {
      throw start.flaw("it begins before it is signed", "write a day from \(signed.text) on")
    }
    let end = try entries.required("review")
    let review = try end.day()
    guard from <= review else {
      throw end.flaw("it is reviewed before it begins", "write the last day on which it holds")
    }
    let period = Period(from: from, until: review)
    return Agreement(
      id: try entries.required("id").name(), parties: try parties(entries.required("parties")),
      purpose: try entries.required("purpose").word(),
      section: try entries.required("section").word(),
      coordinator: try coordinator(entries.required("coordinator"), throughout: period),
      signed: signed, period: period)
  }

  private func parties(_ passage: Passage) throws(TableFlaw) -> Set<AgencyID> {
    let parties: Set<AgencyID> = try passage.distinct { party throws(TableFlaw) in
      try party.name()
    }
    guard parties.count > 1, parties.contains(agency) else {
      throw passage.flaw("these are no parties", "name two or more, \(agency) among them")
    }
    return parties
  }

  /// The unit that answers: as long as the agreement holds, and on this side of every wall.
  private func coordinator(
    _ passage: Passage, throughout period: Period
  ) throws(TableFlaw) -> UnitID {
    let id: UnitID = try passage.name(after: agency.text + ".")
    guard let unit = units.first(where: { $0.id == id }) else {
      throw passage.flaw("unknown unit \(id)", "name one of the units in this file")
    }
    guard unit.period.covers(period), !unit.isWalled else {
      throw passage.flaw(
        "\(id) is walled or does not exist as long as the agreement holds", "name another unit")
    }
    return id
  }

  func delegations(_ passage: Passage?) throws(TableFlaw) -> [Delegation] {
    guard let passage else { return [] }
    var delegations: [Delegation] = []
    for item in try passage.items() {
      let entries = try item.entries(known: ["by", "kinds", "sections"] + Period.keys)
      let listed = try entries.required("kinds")
      let kinds: Set<Kind>? = try listed.owned()
      guard kinds?.allSatisfy(\.mayNeedDecision) ?? true else {
        throw listed.flaw("one of these kinds needs no decision", "remove it")
      }
      delegations.append(
        Delegation(
          by: try entries.required("by").name(), kinds: kinds,
          sections: try entries.required("sections").owned(), period: try Period(ofPart: entries)))
    }
    return delegations
  }
}

extension Kind {
  /// Whether it states a decision, or rests on one that stands in for a signature.
  fileprivate var mayNeedDecision: Bool {
    handlingMembers.contains(.decision) || self == .consentRecord
  }
}
