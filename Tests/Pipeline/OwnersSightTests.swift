import Admission
import Concerns
import Consents
import Filtering
import Policy
import Routing
import Simulation
import Testing

/// What a broker asks of its policy before it starts.
@Suite struct `Every report` {
  private func unseen(_ change: (String) -> String = { $0 }) throws -> UnseenReport? {
    let text = String(decoding: Town.policy.table.bytes, as: UTF8.self)
    return try unseen(by: PolicyTable(yaml: change(text)).proved())
  }

  private func unseen(by law: ProvedPolicy) -> UnseenReport? {
    let filter = Filter(
      policy: law, consents: ConsentRegister(), policyEpoch: 1, registerEpoch: 1)
    return filter.unseenReport(
      of: Router(directory: Town.directory).owners(in: Registry()), from: Town.start)
  }

  @Test func `may be seen by whoever owns it`() throws {
    #expect(try unseen() == nil)
  }

  @Test func `that its owner may not see is named before the start`() throws {
    let found = try unseen { $0.replacing("standings: [owner, duty]", with: "standings: [duty]") }
    let report = try #require(found)
    #expect(report.kind == .reportMandatory)
    #expect(report.owner.standing == .owner)
    #expect(report.from == LocalTime.date(at: Town.start))
  }

  @Test func `that its owner may not see from a later day on is named before the start, too`()
    throws
  {
    let ends = ["show-report-mandatory", "show-handling-to-the-owner"].map {
      CanaryLaw.Mistake.changed($0, "effect: show", "effect: show\n    until: 2090-12-31")
    }
    let report = try #require(try unseen(by: CanaryLaw.law(ends)))
    #expect(report.kind == .reportMandatory)
    #expect(report.from.text == "2091-01-01")
  }
}
