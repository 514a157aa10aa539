import Broker
import Concerns
import Evidence
import Policy
import Support
import Testing

@Suite struct `A law that takes another's place` {
  @Test func `needs nobody's word where there was none before`() async throws {
    let chamber = try await Chamber()
    try await chamber.adopt(SmallLaw.watched)
    #expect(try await chamber.inForce() == Digest32(hashing: Array(SmallLaw.watched.utf8)))
  }

  @Test func `stays out while nobody has signed, however little it changes`() async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    let refusal = await #expect(throws: LawRefusal.self) {
      try await chamber.adopt(Chamber.reworded)
    }
    #expect(refusal?.description.contains("0 of 1 signatures") == true)
    #expect(try await chamber.inForce() == Chamber.digest(of: SmallLaw.watched))
  }

  @Test(arguments: ["reworded", "narrower"])
  func `takes one operator's word when it grants nobody anything new`(how: String) async throws {
    let law = how == "reworded" ? Chamber.reworded : Chamber.narrower
    let chamber = try await Chamber(SmallLaw.watched)
    try await chamber.adopt(law, [try chamber.sign(law, as: .anna)])
    #expect(try await chamber.inForce() == Chamber.digest(of: law))
  }

  @Test func `stays out with one operator's word when it is wider, and says what it would open`()
    async throws
  {
    let chamber = try await Chamber(SmallLaw.watched)
    let refusal = await #expect(throws: LawRefusal.self) {
      try await chamber.adopt(Chamber.wider, [try chamber.sign(Chamber.wider, as: .anna)])
    }
    #expect(
      refusal
        == .unendorsed(
          path: "law.yaml.sig", have: 1, need: 2,
          wider: [
            "The police, as a participant, could newly see whereabouts in sharing within "
              + "cooperation from anyone; from 2025-07-01; the person is not protected; with a "
              + "waiver; with a cooperation agreement.",
            "The police, as a participant, could newly see the narrative in sharing within "
              + "cooperation from anyone; from 2025-07-01; with a waiver; with a cooperation "
              + "agreement.",
          ], inForce: Chamber.digest(of: SmallLaw.watched)))
    #expect(try await chamber.inForce() == Chamber.digest(of: SmallLaw.watched))
  }

  @Test func `takes two operators' words when it is watched less, though it grants nobody more`()
    async throws
  {
    let chamber = try await Chamber(SmallLaw.watched)
    let word = try chamber.sign(Chamber.unguarded, as: .anna)
    let refusal = await #expect(throws: LawRefusal.self) {
      try await chamber.adopt(Chamber.unguarded, [word])
    }
    #expect(
      refusal
        == .unendorsed(
          path: "law.yaml.sig", have: 1, need: 2,
          wider: [
            "The statement never-whereabouts would no longer be proved: Where someone is stays "
              + "secret."
          ], inForce: Chamber.digest(of: SmallLaw.watched)))
    try await chamber.adopt(
      Chamber.unguarded, [word, try chamber.sign(Chamber.unguarded, as: .bo)])
    #expect(try await chamber.inForce() == Chamber.digest(of: Chamber.unguarded))
  }

  @Test func `takes two operators' words when it is wider`() async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    try await chamber.adopt(
      Chamber.wider,
      [try chamber.sign(Chamber.wider, as: .anna), try chamber.sign(Chamber.wider, as: .bo)])
    #expect(try await chamber.inForce() == Chamber.digest(of: Chamber.wider))
  }

  @Test func `is wider than a law that nobody has kept`() async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    try chamber.lose(SmallLaw.watched)
    let word = try chamber.sign(Chamber.narrower, as: .anna)
    let refusal = await #expect(throws: LawRefusal.self) {
      try await chamber.adopt(Chamber.narrower, [word])
    }
    #expect(refusal == .oldLawMissing(path: "law.yaml.sig", have: 1))
    try await chamber.adopt(Chamber.narrower, [word, try chamber.sign(Chamber.narrower, as: .bo)])
    #expect(try await chamber.inForce() == Chamber.digest(of: Chamber.narrower))
  }

  @Test func `leaves the old one where it can be read`() async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    try await chamber.adopt(Chamber.narrower, [try chamber.sign(Chamber.narrower, as: .anna)])
    for law in [SmallLaw.watched, Chamber.narrower] {
      #expect(try chamber.archive.text(of: Chamber.digest(of: law)) == law)
    }
  }

  @Test func `counts as lost when its kept copy was changed`() async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    try chamber.replace(SmallLaw.watched, by: Chamber.wider)
    #expect(try chamber.archive.text(of: Chamber.digest(of: SmallLaw.watched)) == nil)
    let refusal = await #expect(throws: LawRefusal.self) {
      try await chamber.adopt(Chamber.wider, [try chamber.sign(Chamber.wider, as: .anna)])
    }
    #expect(refusal == .oldLawMissing(path: "law.yaml.sig", have: 1))
  }

  @Test func `cannot come back on words that were said before it was taken away`() async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    let words = try [Chamber.Who.anna, .bo].map {
      try chamber.sign(Chamber.wider, as: $0, at: .wallClock + .seconds(-60))
    }
    let refusal = await #expect(throws: LawRefusal.self) {
      try await chamber.adopt(Chamber.wider, words)
    }
    #expect(refusal == .endorsement(EndorsementFlaw("law.yaml.sig", 1, .stale)))
  }
}

@Suite struct `A signature beside a law` {
  @Test(arguments: Chamber.Flaw.allCases)
  func `is named when it does not count`(flaw: Chamber.Flaw) async throws {
    let chamber = try await Chamber(SmallLaw.watched)
    let lines = try await chamber.lines(with: flaw)
    await #expect(throws: EndorsementFlaw("law.yaml.sig", lines.count, flaw.fault)) {
      do {
        try await chamber.adopt(Chamber.wider, lines: lines)
      } catch LawRefusal.endorsement(let flaw) {
        throw flaw
      }
    }
    #expect(try await chamber.inForce() == Chamber.digest(of: SmallLaw.watched))
  }

  @Test(arguments: EndorsementFlaw.Fault.allCases)
  func `is told with what to do about it`(fault: EndorsementFlaw.Fault) {
    let text = EndorsementFlaw("law.yaml.sig", 3, fault).description
    #expect(text.hasPrefix("law.yaml.sig, line 3: ") && text.contains(", "))
    #expect(!text.hasSuffix("."))
  }

  @Test func `reads as it was written, and in no other way`() throws {
    var generator = SystemRandomNumberGenerator()
    let claim = try Endorsement.Claim(
      .rule(#require(RuleID("show-report")), version: Chamber.digest(of: "")),
      by: #require(MemberID("norrkoping/jurist")), at: Moment(seconds: 1_780_000_000),
      for: #require(DeploymentID("prov.norrkoping")))
    let key = SigningKey(using: &generator)
    let endorsement = Endorsement(claim, with: key)
    let line = endorsement.line
    #expect(Endorsement(line: Array(line.utf8)) == endorsement)
    #expect(endorsement.isSigned(by: key.verifyingKey))
    for other in [
      line + " ", line.replacing("lawyer", with: "operator"),
      line.replacing("{\"samverkan\"", with: "{\"note\":\"x\",\"samverkan\""),
      line.replacing("endorsement/1", with: "endorsement/2"),
    ] {
      #expect(Endorsement(line: Array(other.utf8)) == nil)
    }
    let moved = try #require(
      Endorsement(line: Array(line.replacing("show-report", with: "show-rapport").utf8)))
    #expect(!moved.isSigned(by: key.verifyingKey))
  }
}
