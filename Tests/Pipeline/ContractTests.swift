import Concerns
import Consents
import Filtering
import Policy
import Routing
import Simulation
import Testing
import Wire

@Suite struct `An association under contract with the municipality` {
  @Test func `is registered as such, and known so after a restart`() async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let request = JSONValue.object([
      .init("act", .string("agency.add")), .init("id", .string("lyktan")),
      .init("name", .string("Lyktan")), .init("party", .string("civil-society")),
      .init("bound", .bool(true)), .init("contracted", .bool(true)),
      .init("functions", .array([.string("lyktan.styrelse")])),
    ])
    _ = try await bench.send(.admin(request), from: Town.operatorMember)
    try await bench.restart()
    try await bench.greet(Town.operatorMember, credit: 0)
    bench.take(Town.operatorMember)
    let answers = try await bench.ask(["act": "agency.show", "id": "lyktan"])
    guard case .admin(let shown)? = answers.first else {
      Issue.record("no answer: \(answers)")
      return
    }
    #expect(shown["agency"]?["contracted"]?.bool == true)
  }

  @Test(arguments: [
    (false, "withhold-from-associations"), (true, "withhold-from-contracted-associations"),
  ])
  func `is given nothing of a report, for a reason of its own`(
    isContracted: Bool, rule: String
  ) {
    let filter = Filter(
      policy: Town.policy, consents: ConsentRegister(), policyEpoch: 1, registerEpoch: 1)
    let facts = Facts(
      kind: .reportMandatory, purpose: .childProtection, basis: .dutyToReport,
      sender: Participant(party: .school, isBound: true), source: Town.school.agency,
      established: [.policePresent],
      handling: Handling(
        persons: [
          Person(
            tag: Town.name("AAAA", Concerns.Tag.init(_:)), role: .child, identifier: nil,
            certainty: .certain, protection: .none)
        ], municipality: nil, area: .unknown, target: .unknown, grounds: [.neglect],
        urgency: .ordinary, guardians: .unknown, isAnonymous: false, wantsFeedback: false,
        excluded: []),
      sections: [SectionLabel(.matter, about: []), SectionLabel(.narrative, about: [])],
      persons: [:])
    let association = Recipient(
      function: Town.name("lyktan.styrelse", FunctionID.init(_:)), party: .civilSociety,
      isBound: true, isContracted: isContracted, standing: .participant)
    let disclosure = filter.disclose(facts, to: association, at: Town.start)
    #expect(disclosure.sections.allSatisfy { $0.verdict.ground.rule.text == rule })
    #expect(disclosure.mask == 0)
  }
}
