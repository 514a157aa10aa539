import Concerns
import Consents
import Foundation
import Support
import Testing

@Suite struct `The register` {
  /// How many lives of a town to go through; each has sixty steps.
  static let lives = Int(ProcessInfo.processInfo.environment["CONSENT_LIVES"] ?? "") ?? 50
  /// How many questions both are asked after each step.
  static let questions = 40

  @Test func `agrees with one that reads every page each time`() throws {
    var tally: [String: Int] = [:]
    for seed in 0..<UInt64(Self.lives) {
      try live(seed, tally: &tally)
    }
    // A town in which something never happens says nothing of it.
    let words = ["recorded", "withdrawn from", "opens", "closed"]
    let refusals = ConsentRefusal.allCases.filter { ![.tooMany, .noEvidence].contains($0) }
    for word in words + refusals.map(\.rawValue) {
      #expect(tally[word, default: 0] > 0, "nothing was \(word)")
    }
  }

  private func live(_ seed: UInt64, tally: inout [String: Int]) throws {
    var years = try RandomYears(seed: seed, table: Table())
    var register = ConsentRegister()
    var reference = ReferenceRegister()
    for step in 0..<60 {
      let outcome: ConsentOutcome
      let expected: ConsentOutcome
      switch try years.step() {
      case .waiver(let waiver):
        outcome = register.record(waiver, at: years.now)
        expected = reference.record(waiver, at: years.now)
      case .withdrawal(let withdrawal):
        outcome = register.withdraw(withdrawal, at: years.now)
        expected = reference.withdraw(withdrawal, at: years.now)
        if outcome.raisesSomebody { tally["withdrawn from", default: 0] += 1 }
      case .weeding(let moment):
        _ = register.weed(endedBefore: moment)
        reference.weed(endedBefore: moment)
        continue
      }
      try #require(outcome == expected, "seed \(seed), step \(step)")
      tally[outcome.word, default: 0] += 1
      try compare(register, reference, years: &years, tally: &tally)
    }
  }

  private func compare(
    _ register: ConsentRegister, _ reference: ReferenceRegister, years: inout RandomYears,
    tally: inout [String: Int]
  ) throws {
    for person in years.people {
      try #require(register.epoch(of: person) == reference.epoch(of: person))
    }
    for _ in 0..<Self.questions {
      let question = years.question()
      let answer = question.answer(of: register)
      try #require(answer == question.answer(of: reference))
      tally[answer ? "opens" : "closed", default: 0] += 1
    }
  }
}

/// What both registers are asked.
struct Question {
  let person: PersonPseudonym
  let sender: AgencyID
  let party: AgencyID
  let dataClass: DataClass
  let forms: Set<CooperationForm>
  let guardians: GuardianNotice
  let at: Moment

  func answer(of register: ConsentRegister) -> Bool {
    register.waives(
      person: person, from: sender, to: party, class: dataClass, under: forms,
      guardians: guardians, at: at)
  }

  func answer(of register: ReferenceRegister) -> Bool {
    register.waives(
      person: person, from: sender, to: party, class: dataClass, under: forms,
      guardians: guardians, at: at)
  }
}

extension ConsentOutcome {
  fileprivate var word: String {
    switch self {
    case .recorded: "recorded"
    case .refused(let refusal): refusal.rawValue
    }
  }

  fileprivate var raisesSomebody: Bool {
    switch self {
    case .recorded(let raised): !raised.isEmpty
    case .refused: false
    }
  }
}
