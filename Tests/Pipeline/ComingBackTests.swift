import Concerns
import Contacts
import Ledger
import Simulation
import Testing
import Wire

/// Somebody who gave no name at the open entrance comes back with four words.
@Suite struct `Coming back without a name` {
  @Test func `leads to the conversation, and what is said there reaches the same unit`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = bench.contact()
    let reference = try await bench.reference(of: wording)
    let first = bench.take(Bench.reception).delivers
    try await bench.acknowledge(first, .received, from: Bench.reception)
    let words = try await bench.phrase(for: reference)
    #expect(words.count == 4)
    guard
      case .cameBack(let id, wording.conversation)? = try await bench.comeBack(
        reference, words.map { $0.uppercased() })
    else {
      Issue.record("the way back is closed")
      return
    }
    let status = try await bench.send(.status(id), from: Bench.others)
    guard case .status(id, _, _)? = status.first else {
      Issue.record("no such message: \(status)")
      return
    }
    let again = bench.contact { $0.conversation = wording.conversation }
    let sights = try await bench.sights(of: again, from: Bench.others)
    #expect(sights.map(\.function) == [Town.reception])
  }

  @Test func `is still possible after a restart, and the words are nowhere on disk`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = bench.contact()
    let reference = try await bench.reference(of: wording)
    let words = try await bench.phrase(for: reference)
    try await bench.restart()
    try await bench.greet(Bench.others)
    guard case .cameBack(_, wording.conversation)? = try await bench.comeBack(reference, words)
    else {
      Issue.record("the words are forgotten")
      return
    }
    let disk = String(describing: bench.host.store.noted)
    #expect(words.allSatisfy { !disk.contains($0) })
  }

  @Test func `is answered alike whatever is wrong`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let reference = try await bench.reference(of: bench.contact())
    let silent = try await bench.reference(of: bench.contact())
    let words = try await bench.phrase(for: reference)
    let wrong = BrokerCommand.problem(Problem(.contactPhraseWrong), refusal: nil)
    #expect(try await bench.comeBack(reference, words.reversed()) == wrong)
    #expect(try await bench.comeBack(reference, ["inget", "av", "orden", "finns"]) == wrong)
    #expect(try await bench.comeBack(reference, []) == wrong)
    #expect(try await bench.comeBack(silent, words) == wrong)
    #expect(
      try await bench.comeBack(Town.name("ZZZZ-ZZZZ-ZZZZ", Reference.init(_:)), words) == wrong)
    #expect(try await bench.comeBack(reference, words, from: Bench.school) == wrong)
  }

  @Test func `is closed by five wrong tries, also over a restart, and opens after a day`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let wording = bench.contact()
    let reference = try await bench.reference(of: wording)
    let words = try await bench.phrase(for: reference)
    for _ in 0..<Tries.limit {
      let answer = try await bench.comeBack(reference, words.reversed())
      #expect(answer == .problem(Problem(.contactPhraseWrong), refusal: nil))
    }
    try await bench.restart()
    try await bench.greet(Bench.others)
    let locked = try #require(try await bench.comeBack(reference, words))
    #expect([locked].codes == [.contactPhraseLocked])
    try await bench.wait(Tries.period)
    try await bench.greet(Bench.others)
    let open = try #require(try await bench.comeBack(reference, words))
    #expect([open].codes.isEmpty)
  }

  @Test func `takes the words that were drawn last, and so many are drawn`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let reference = try await bench.reference(of: bench.contact())
    let first = try await bench.phrase(for: reference)
    let second = try await bench.phrase(for: reference)
    #expect(try #require(try await bench.comeBack(reference, second)).name == .comeBack)
    let old = try #require(try await bench.comeBack(reference, first))
    #expect([old].codes == [.contactPhraseWrong])
    for _ in 2..<ContactRegister.phraseLimit { _ = try await bench.phrase(for: reference) }
    let more = try await bench.send(.phrase(reference), from: Bench.others)
    #expect(more.codes == [.contactPhraseSpent])
    let foreign = try await bench.send(.phrase(reference), from: Bench.school)
    #expect(foreign.codes == [.unknownMessage])
  }

  @Test func `is for early contacts, not for reports`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let letter = bench.letter(bench.wording())
    let answers = try await bench.publish(letter)
    guard case .receipt(_, let leaf)? = answers.first,
      case .accepted(_, _, let reference, _) = try ReceiptLeaf(reading: leaf).outcome
    else {
      Issue.record("not accepted")
      return
    }
    let drawn = try await bench.send(.phrase(reference), from: Bench.school)
    #expect(drawn.codes == [.unknownMessage])
  }
}
