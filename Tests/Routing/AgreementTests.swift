import Concerns
import Routing
import Tables
import Testing

@Suite struct `An agreement` {
  private static let terms = """
    agreements:
      - id: sspf
        parties: [norrkoping-socialnamnd, skola]
        purpose: crime-prevention
        section: osl-10-1
        coordinator: enheter-i-samverkan
        signed: 2026-02-16
        from: 2026-03-01
        review: 2027-02-28
    """

  private static func directory(_ terms: String) throws -> Directory {
    let text = try Norrkoping.text.get()
    let rest = text.split(separator: "\n# Who cooperates", maxSplits: 1)[0]
    return try Directory(yaml: rest + "\n" + terms + "\n")
  }

  @Test(arguments: [
    ("2026-02-28", false), ("2026-03-01", true), ("2027-02-28", true), ("2027-03-01", false),
  ])
  func `holds from its first day to the day of review`(day: String, holds: Bool) throws {
    let id = try #require(AgreementID("sspf"))
    let agreement = try #require(try Self.directory(Self.terms).agreement(id))
    let day = try #require(CivilDate(day))
    #expect(agreement.covers(.crimePrevention, under: .waiver, on: day) == holds)
    #expect(!agreement.covers(.careCoordination, under: .waiver, on: day))
    #expect(!agreement.covers(.crimePrevention, under: .plan, on: day))
  }

  @Test func `joins those who have signed, and nobody else`() throws {
    let id = try #require(AgreementID("sspf"))
    let agreement = try #require(try Self.directory(Self.terms).agreement(id))
    let school = try #require(AgencyID("skola"))
    let board = try #require(AgencyID("norrkoping-socialnamnd"))
    let police = try #require(AgencyID("polis"))
    #expect(agreement.joins(school, board))
    #expect(!agreement.joins(school, police))
    #expect(!agreement.joins(police, board))
  }

  @Test(arguments: [
    ("signed: 2026-02-16", "signed: 2026-03-02", "it begins before it is signed"),
    ("review: 2027-02-28", "review: 2026-02-28", "it is reviewed before it begins"),
    ("enheter-i-samverkan", "kansliet", "unknown unit norrkoping-socialnamnd.kansliet"),
    (
      "enheter-i-samverkan", "familjeradgivning",
      "norrkoping-socialnamnd.familjeradgivning is walled or does not exist as long as the "
        + "agreement holds"
    ),
    ("[norrkoping-socialnamnd, skola]", "[norrkoping-socialnamnd]", "these are no parties"),
    ("[norrkoping-socialnamnd, skola]", "[polis, skola]", "these are no parties"),
    (
      "[norrkoping-socialnamnd, skola]", "[norrkoping-socialnamnd, skola, skola]",
      "a word stands twice"
    ),
    ("osl-10-1", "osl-1", nil), ("crime-prevention", "crime", nil),
    ("\n    review: 2027-02-28", "", "\"review\" is missing"),
  ])
  func `with a flaw is named with its line`(old: String, new: String, fault: String?) throws {
    let error = #expect(throws: TableFlaw.self) {
      try Self.directory(Self.terms.replacing(old, with: new))
    }
    if let fault { #expect(error?.fault == fault) }
    #expect((error?.line ?? 0) > 100)
  }

  @Test func `is listed once`() throws {
    let twice = Self.terms + "\n" + Self.terms.split(separator: "\n", maxSplits: 1)[1]
    let error = #expect(throws: TableFlaw.self) { try Self.directory(twice) }
    #expect(error?.fault == "two agreements are named sspf")
  }
}

@Suite struct `A delegation` {
  private static func directory(
    kinds: String = "any", sections: String = "[pl-6]", until: String = ""
  ) throws -> Directory {
    let text = try Norrkoping.text.get()
    let rest = text.split(separator: "\n# Who cooperates", maxSplits: 1)[0]
    return try Directory(
      yaml: rest + """

        delegations:
          - by: polis.befal
            kinds: \(kinds)
            sections: \(sections)
            from: 2026-03-01
        \(until)
        """)
  }

  private func decision(
    by role: String = "polis.befal", _ section: LegalBasis = .policeNotice, on day: String
  ) throws -> Decision {
    Decision(
      by: try #require(FunctionID(role)), section: section, balancing: "",
      on: try #require(CivilDate(day)))
  }

  @Test func `covers the day of the decision, the kind and the provision`() throws {
    let directory = try Self.directory(
      kinds: "[notice.police]", until: "    until: 2026-03-31")
    #expect(try directory.mayDecide(decision(on: "2026-03-01"), on: .noticePolice))
    #expect(try directory.mayDecide(decision(on: "2026-03-31"), on: .noticePolice))
    #expect(try !directory.mayDecide(decision(on: "2026-02-28"), on: .noticePolice))
    #expect(try !directory.mayDecide(decision(on: "2026-04-01"), on: .noticePolice))
    #expect(try !directory.mayDecide(decision(on: "2026-03-01"), on: .transfer))
    #expect(try !directory.mayDecide(decision(.plan, on: "2026-03-01"), on: .noticePolice))
    #expect(
      try !directory.mayDecide(decision(by: "polis.annan", on: "2026-03-01"), on: .noticePolice))
  }

  @Test func `may be for what stands in for a signature, alone or beside others`() throws {
    for sections in ["[fb-6-13-a]", "[pl-6, fb-6-13-a]"] {
      let directory = try Self.directory(kinds: "[consent.record]", sections: sections)
      #expect(directory.delegations.first?.sections?.contains(.substitute(.parentalCode)) == true)
    }
    let error = #expect(throws: TableFlaw.self) { try Self.directory(sections: "[fb-6-13]") }
    #expect(error?.fault == "unknown word \"fb-6-13\"")
  }

  @Test(arguments: [("any", false), ("[emergency.review]", true)])
  func `covers an emergency only by its name`(kinds: String, covers: Bool) throws {
    let directory = try Self.directory(kinds: kinds)
    let decision = try decision(on: "2026-03-01")
    #expect(directory.mayDecide(decision, on: .emergencyReview) == covers)
    #expect(!directory.mayDecide(decision, on: .emergencyDeclare))
    #expect(directory.mayDecide(decision, on: .noticePolice) == !covers)
  }

  @Test func `names kinds that need a decision`() {
    let error = #expect(throws: TableFlaw.self) {
      try Self.directory(kinds: "[report.mandatory]")
    }
    #expect(error?.fault == "one of these kinds needs no decision")
  }
}
