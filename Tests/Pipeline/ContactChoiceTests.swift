import Concerns
import Contacts
import Evidence
import Ledger
import Simulation
import Testing
import Wire

/// What a worker decides of an early contact; nothing happens to it by itself.
@Suite struct `A worker's choice at the open entrance` {
  private static func delivery(
    in bench: inout Bench, _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> DeliveryID {
    try await bench.greetAll()
    for member in Bench.everyone { bench.take(member) }
    try await bench.say(bench.contact(change), from: Bench.others)
    return try #require(bench.take(Bench.reception).delivers.first).delivery
  }

  @Test(arguments: ContactChoice.allCases)
  func `is recorded, and leaves the contact where it is`(choice: ContactChoice) async throws {
    var bench = try await Bench()
    let delivery = try await Self.delivery(in: &bench) { $0.guardians = .mayBeTold }
    let version = try bench.version(of: delivery)
    let answers = try await bench.choose(choice, of: delivery)
    #expect(answers == [.decided(delivery, version: version)])
    #expect(try bench.version(of: delivery) == version)
    // No report is made, nobody else is told, and no clock of a report runs.
    for member in Bench.everyone { #expect(bench.take(member).delivers.isEmpty) }
    #expect(bench.host.store.noted.clocks.isEmpty)
  }

  @Test(arguments: [GuardianNotice.mustNotBeTold, .unknown])
  func `is not to ask the guardians where they may not be told, and no way ends there`(
    notice: GuardianNotice
  ) async throws {
    var bench = try await Bench()
    let delivery = try await Self.delivery(in: &bench) { $0.guardians = notice }
    let asked = try await bench.choose(.guardians, of: delivery)
    #expect(asked.codes == [.contactGuardiansWithheld])
    for choice in [ContactChoice.advice, .application, .report] {
      #expect(try await bench.choose(choice, of: delivery).codes.isEmpty)
    }
  }

  @Test func `is one application and one report, also over a restart`() async throws {
    var bench = try await Bench()
    let delivery = try await Self.delivery(in: &bench)
    #expect(try await bench.choose(.report, of: delivery).codes.isEmpty)
    try await bench.restart()
    try await bench.greetAll()
    bench.take(Bench.reception)
    #expect(try await bench.choose(.report, of: delivery).codes == [.contactDecided])
    #expect(try await bench.choose(.application, of: delivery).codes.isEmpty)
    #expect(try await bench.choose(.advice, of: delivery).codes.isEmpty)
  }

  @Test func `is the owner's, on what stands now, and of an early contact`() async throws {
    var bench = try await Bench()
    let delivery = try await Self.delivery(in: &bench)
    let version = try bench.version(of: delivery)
    #expect(
      try await bench.choose(.report, of: delivery, version: version + 1).codes
        == [.versionConflict])
    #expect(
      try await bench.choose(.report, of: delivery, from: Bench.school).codes
        == [.unknownDelivery])
    try await bench.publish(bench.letter(bench.wording()))
    let other = try #require(bench.take(Bench.reception).delivers.first)
    #expect(try await bench.choose(.advice, of: other.delivery).codes == [.notPermitted])
  }
}
