import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

@Suite struct `A later report of a conversation` {
  private static let desks = [Bench.reception, Bench.protectedDesk, Bench.others]

  @Test(
    arguments: [Protection.marked, .registered], ["2026-11-19T09:00:00Z", "2026-11-19T21:00:00Z"])
  func `about somebody protected goes to the protected desk alone`(
    protection: Protection, time: String
  ) async throws {
    var bench = try await Bench(at: Town.moment(time))
    for member in [Bench.school] + Self.desks { try await bench.greet(member) }
    let first = try await bench.report()
    for member in Self.desks { bench.take(member) }
    var later = Wording(.reportMandatory, from: Town.school.unit, in: first.conversation)
    later.protection = protection
    let letter = bench.letter(later)
    #expect(try await bench.publish(letter).receipts.count == 1)
    try await bench.wait(.seconds(2))
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    let delivers = bench.take(Bench.protectedDesk).delivers
    #expect(delivers.map(\.function) == [Town.protectedDesk])
    #expect(delivers.first?.view == letter.message.sectionBytes)
  }

  @Test func `from a protected area goes there, also after the first was sent on`() async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"))
    for member in [Bench.school] + Self.desks { try await bench.greet(member) }
    let first = try await bench.report()
    let old = try #require(bench.take(Bench.reception).delivers.first)
    try await bench.redirect(old.delivery, to: Town.otherUnits[0])
    bench.take(Bench.others)
    var later = Wording(.reportMandatory, from: Town.school.unit, in: first.conversation)
    later.area = "protected"
    try await bench.publish(bench.letter(later))
    #expect(bench.take(Bench.others).delivers.isEmpty)
    #expect(bench.take(Bench.protectedDesk).delivers.count == 1)
  }

  @Test(arguments: [Protection.none, .unknown])
  func `about somebody else follows the first`(protection: Protection) async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"))
    for member in [Bench.school] + Self.desks { try await bench.greet(member) }
    let first = try await bench.report { $0.protection = .registered }
    let deliver = try #require(bench.take(Bench.protectedDesk).delivers.first)
    try await bench.acknowledge([deliver], .received, from: Bench.protectedDesk)
    var later = Wording(.reportMandatory, from: Town.school.unit, in: first.conversation)
    later.protection = protection
    try await bench.publish(bench.letter(later))
    #expect(bench.take(Bench.reception).delivers.isEmpty)
    #expect(bench.take(Bench.protectedDesk).delivers.count == 1)
  }

  @Test func `takes nothing along when the protected desk sends it on`() async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"))
    for member in [Bench.school] + Self.desks { try await bench.greet(member) }
    let first = try await bench.report()
    try await bench.acknowledge(
      bench.take(Bench.reception).delivers, .received, from: Bench.reception)
    var wording = Wording(.reportMandatory, from: Town.school.unit, in: first.conversation)
    wording.protection = .marked
    try await bench.publish(bench.letter(wording))
    let marked = try #require(bench.take(Bench.protectedDesk).delivers.first)
    let answers = try await bench.redirect(
      marked.delivery, to: Town.otherUnits[0], from: Bench.protectedDesk)
    #expect(answers.codes.isEmpty)
    let sentOn = bench.take(Bench.others).delivers
    #expect(sentOn.map(\.function) == [Town.otherUnits[0]])
    try await bench.acknowledge(sentOn, .received, from: Bench.others)
    wording.protection = .none
    try await bench.publish(bench.letter(wording))
    #expect(bench.take(Bench.reception).delivers.map(\.function) == [Town.reception])
    #expect(bench.take(Bench.others).delivers.isEmpty)
    #expect(bench.take(Bench.protectedDesk).delivers.isEmpty)
  }

  @Test func `stays with the new owner when the old one sends an older report elsewhere`()
    async throws
  {
    var bench = try await Bench(at: Town.moment("2026-11-19T09:00:00Z"))
    for member in [Bench.school] + Self.desks { try await bench.greet(member) }
    let first = try await bench.report()
    let wording = Wording(.reportMandatory, from: Town.school.unit, in: first.conversation)
    var reports: [BrokerCommand.Deliver] = []
    for _ in 0..<2 {
      let delivers = bench.take(Bench.reception).delivers
      reports += delivers
      try await bench.acknowledge(delivers, .received, from: Bench.reception)
      if reports.count < 2 { try await bench.publish(bench.letter(wording)) }
    }
    try #require(reports.count == 2)
    for (report, unit) in zip(reports, Town.otherUnits) {
      #expect(try await bench.redirect(report.delivery, to: unit).codes.isEmpty)
      let sentOn = bench.take(Bench.others).delivers
      #expect(sentOn.map(\.function) == [unit])
      try await bench.acknowledge(sentOn, .received, from: Bench.others)
    }
    try await bench.publish(bench.letter(wording))
    #expect(bench.take(Bench.others).delivers.map(\.function) == [Town.otherUnits[0]])
    #expect(bench.take(Bench.reception).delivers.isEmpty)
  }
}
