import Concerns
import Evidence
import Ledger
import Simulation
import Testing
import Wire

/// A secret about a person, or about what is known of one.
enum Secret: CaseIterable {
  /// Another agency has reported the same person before, and the board is working on it.
  case knownBefore
  /// The person is protected: another desk owns the report.
  case protected
  /// A later report says so, and its desk owns that one.
  case protectedLater
  /// The sender excludes somebody who would have received it, though not the owner.
  case exclusion
  /// Reception has sent the first report on to another unit.
  case sentOn
  /// Nobody at the board is there to receive anything.
  case absence
}

/// What a sender can tell from what it is sent: which command, how large, which words.
struct SendersView: Equatable {
  var lines: [String] = []
  var sizes: [[Int]] = []

  mutating func note(_ frames: [[UInt8]]) throws {
    sizes.append(frames.map(\.count))
    let numbered = try BrokerCommand.read(frames)
    switch numbered.command {
    case .receipt(let proof, let leaf):
      let read = try ReceiptLeaf(reading: leaf)
      guard case .accepted(_, _, _, let answerable) = read.outcome else { return }
      lines.append("\(numbered.number) receipt \(answerable) \(read.at.text) \(proof.size)")
    case .problem(let problem, _):
      lines.append(
        "\(numbered.number) \(problem.code.rawValue) \(problem.pointer ?? "") \(problem.lawful)"
          + " \(problem.otherwise?.sv ?? "")")
    case .status(_, let word, _): lines.append("\(numbered.number) \(word.rawValue)")
    case .welcome(let welcome): lines.append("\(numbered.number) \(welcome.entrances)")
    default: lines.append("\(numbered.number) \(numbered.command.name.rawValue)")
    }
  }
}

@Suite struct `What a sender sees` {
  /// Twice the same evening of a school, once with a secret: by day and by night.
  @Test(arguments: Secret.allCases, ["2026-11-19T09:00:00Z", "2026-11-19T21:00:00Z"])
  func `is the same whatever is true of the person`(secret: Secret, time: String) async throws {
    let plain = try await evening(with: nil, at: Town.moment(time))
    let secretive = try await evening(with: secret, at: Town.moment(time))
    #expect(plain.lines == secretive.lines)
    #expect(plain.sizes == secretive.sizes)
    #expect(plain.lines.count == 8)
  }

  private func evening(
    with secret: Secret?, at moment: Moment
  ) async throws -> SendersView {
    var bench = try await Bench(at: moment, seed: 11)
    if secret != .absence { try await bench.greet(Bench.reception) }
    try await bench.greet(Bench.association)
    try await bench.greet(Bench.protectedDesk)
    if secret == .knownBefore { try await rememberPerson(&bench) }
    bench.takeFrames(Bench.school)
    var view = SendersView()
    try await bench.send(
      ClientCommand.hello(.init(time: bench.now, software: "bench", functions: [])).frames(9),
      from: Bench.school)
    var wording = bench.wording()
    if secret == .protected { wording.protection = .registered }
    if secret == .exclusion { wording.excluded = [Town.onCall.text] }
    let first = bench.letter(wording)
    try await bench.publish(first, number: 10)
    try await bench.publish(first, number: 11)
    if secret == .sentOn {
      #expect(try await bench.sendOn(to: Town.otherUnits[0]).codes.isEmpty)
    }
    try await bench.send(ClientCommand.status(first.id).frames(12), from: Bench.school)
    // Another message of the same conversation, a request, a mistake, and one excluding somebody.
    var second = wording
    second.excluded = secret == .exclusion ? [Town.onCall.text] : []
    if secret == .protectedLater { second.protection = .marked }
    try await bench.publish(bench.letter(second), number: 13)
    let request = bench.letter(
      Wording(.feedbackRequest, from: Town.school.unit, in: wording.conversation))
    try await bench.publish(request, number: 14)
    var unlawful = wording
    (unlawful.kind, unlawful.basis) = (.reportVoluntary, .anyoneShouldReport)
    try await bench.publish(bench.letter(unlawful), number: 15)
    var third = wording
    third.excluded = [Town.otherUnits[0].text]
    try await bench.publish(bench.letter(third), number: 16)
    for frames in bench.takeFrames(Bench.school) { try view.note(frames) }
    return view
  }

  /// An association has reported the same person before, and it was taken on.
  private func rememberPerson(_ bench: inout Bench) async throws {
    let earlier = Wording(
      .reportVoluntary, from: Town.association.unit, in: bench.conversation())
    try await bench.publish(
      bench.letter(earlier, by: Town.association.agency), from: Bench.association)
    let delivers = bench.take(Bench.reception).delivers
    #expect(!delivers.isEmpty)
    try await bench.acknowledge(
      delivers, .committed, from: Bench.reception, caseNumber: "A-1")
  }
}
