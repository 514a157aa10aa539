import Concerns
import Foundation
import Pipeline
import Simulation
import Testing
import Wire

/// How many concerns each law is tried with; `make tokens` tries more.
private let concerns =
  (ProcessInfo.processInfo.environment["TOKEN_CONCERNS"].flatMap(Int.init) ?? 240) / 2

@Suite struct `A word in a protected section` {
  @Test(arguments: Onlooker.DutyLaw.allCases)
  func `leaves the broker for nobody whom the law denies it`(
    law: Onlooker.DutyLaw
  ) async throws {
    // An hour and a half before the office closes, so that day and night have their share.
    var masquerade = try await Masquerade(law, at: Town.start, seed: 1)
    try await masquerade.play(0..<concerns / 2)
    try await masquerade.neglect()
    let day = masquerade.onlooker
    masquerade = try await Masquerade(law, at: Town.start + .seconds(4 * 3600), seed: 2)
    try await masquerade.play(concerns / 2..<concerns)
    try await masquerade.neglect()
    for onlooker in [day, masquerade.onlooker] {
      #expect(onlooker.leaks == [])
      // Whoever answers for it has seen it: the tokens were there to be seen.
      #expect(onlooker.whole >= concerns / 2)
      #expect(onlooker.tokens > concerns / 2 * 20)
      let expected: Set<ProblemCode> = [
        .idReused, .badHandling, .kindNotLawful, .unknownKey, .badHeader, .unknownCommand,
        .unknownDelivery, .unknownMessage,
      ]
      #expect(expected.subtracting(onlooker.refusals.keys) == [])
      #expect(onlooker.words > 0)
    }
    print(
      "tokens, \(law) law: \(concerns) concerns,",
      "\(day.frames + masquerade.onlooker.frames) frames,",
      "\(day.tokens + masquerade.onlooker.tokens) tokens shown,",
      "\(day.leaks.count + masquerade.onlooker.leaks.count) to whom the law denies them")
  }

  @Test func `is seen by the same eyes when a law lets it out`() async throws {
    // The onlooker expects the narrow law, and the broker goes by the shipped one.
    var onlooker = Onlooker(law: .narrow)
    var bench = try await Bench(at: Town.start + .seconds(4 * 3600))
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    let letter = try await bench.report { $0.narrative = Token(1, .health).text }
    onlooker.note(
      letter.id, .init(concern: 1, kind: .reportMandatory, sender: Town.school.agency, excluded: [])
    )
    for message in bench.takeFrames(Bench.reception) { try onlooker.look(at: message) }
    #expect(onlooker.leaks == ["\(Town.onCall): health of reportMandatory"])
    onlooker.look(at: "a delivery of \(Token(1, .health).text) is parked")
    #expect(onlooker.leaks.last == "said: health")
  }

  @Test(arguments: [0, 7, 12_345_678])
  func `is found wherever it stands`(concern: Int) {
    let (first, second) = (Token(concern, .identity), Token(concern, .attachment))
    let text = "to tok \(first.text)\(second.text)tok0000"
    #expect(Token.all(in: Array(text.utf8)) == [first, second])
  }
}
