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
    let filter = Filter(
      policy: try PolicyTable(yaml: change(text)).proved(), consents: ConsentRegister(),
      policyEpoch: 1, registerEpoch: 1)
    return filter.unseenReport(
      of: Router(directory: Town.directory).owners(in: Registry()), at: Town.start)
  }

  @Test func `may be seen by whoever owns it`() throws {
    #expect(try unseen() == nil)
  }

  @Test func `that its owner may not see is named before the start`() throws {
    let found = try unseen { $0.replacing("standings: [owner, duty]", with: "standings: [duty]") }
    let report = try #require(found)
    #expect(report.kind == .reportMandatory)
    #expect(report.owner.standing == .owner)
  }
}
