import Concerns
import Contacts
import Ledger
import Simulation
import Testing
import Wire

/// What an early contact must say, what a nameless one must not, and what a board counts.
@Suite struct `An early contact at the door` {
  @Test func `says that whoever wants help knows that they can apply`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = bench.contact { $0.particulars = Particulars() }
    #expect(try await bench.say(wording, from: Bench.others).codes == [.contactUninformed])
  }

  @Test func `asks no such word of advice`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let advice = bench.contact {
      Self.advise(&$0)
      $0.particulars = Particulars()
    }
    #expect(try await bench.say(advice, from: Bench.others).codes.isEmpty)
  }

  /// Advice to a child who gives a name.
  private static func advise(_ wording: inout Wording) {
    (wording.purpose, wording.basis) = (.consultation, .advice)
    (wording.isNameless, wording.number) = (false, Neighbours.child)
  }

  @Test(arguments: [DataClass.identity, .contact])
  func `has no name and no address of somebody who gives none`(
    dataClass: DataClass
  ) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = bench.contact { $0.told = [dataClass] }
    #expect(try await bench.say(wording, from: Bench.others).codes == [.classNotAllowed])
    let named = bench.contact { ($0.told, $0.isNameless) = ([dataClass], false) }
    #expect(try await bench.say(named, from: Bench.others).codes.isEmpty)
  }

  @Test(arguments: [
    ("Ring mig på 011-15 22 83", ProblemCode.identityTrace), ("Storgatan 12", .identityTrace),
    ("Jag orkar inte i sommar.", nil),
  ])
  func `is not taken where it names somebody who gives no name`(
    text: String, code: ProblemCode?
  ) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = bench.contact { $0.narrative = text }
    #expect(try await bench.say(wording, from: Bench.others).codes == (code.map { [$0] } ?? []))
    // Whoever gives a name may say how to reach them.
    let named = bench.contact { ($0.narrative, $0.isNameless) = (text, false) }
    #expect(try await bench.say(named, from: Bench.others).codes.isEmpty)
  }

  @Test func `is counted for its board by unit, kind and month, and never listed`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    try await bench.hello(Town.operatorMember, connection: 1)
    for _ in 0..<6 { _ = try await bench.reference(of: bench.contact()) }
    for _ in 0..<4 {
      _ = try await bench.reference(of: bench.contact(Self.advise))
    }
    let now = try await counts(&bench)
    #expect(now?["months"]?.integer == 10)
    #expect(now?["total"]?["atLeast"]?.integer == 0)
    try await bench.wait(.seconds(30 * 86_400))
    try await bench.hello(Town.operatorMember, connection: 1)
    let answer = try await counts(&bench)
    let own = answer?["rows"]?.array?.filter { $0["unit"]?.string == Town.reception.text }
    let shown = own?.map { [$0["kind"]?.string ?? "", "\($0["counts"]?.array?.last ?? .null)"] }
    let help = JSONValue.integer(6)
    #expect(shown?.first == ["help", "\(help)"])
    #expect(shown?.dropFirst().allSatisfy { $0[1] == "\(JSONValue.null)" } == true)
    #expect(answer?["total"]?["atLeast"]?.integer == 6)
  }

  private func counts(_ bench: inout Bench) async throws -> JSONValue? {
    let request = JSONValue.object([
      .init("act", .string("contact.counts")), .init("year", .integer(2026)),
    ])
    let answers = try await bench.send(.admin(request), from: Town.operatorMember)
    guard case .admin(let answer)? = answers.first else {
      Issue.record("no counts: \(answers)")
      return nil
    }
    return answer
  }
}
