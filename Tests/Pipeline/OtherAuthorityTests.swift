import Concerns
import Ledger
import Routing
import Simulation
import Support
import Testing
import Wire

/// An office of social insurance, one of the authorities that SoL 19:1 lists beside the police.
@Suite struct `Another authority that reports` {
  private static let office = Town.name("forsakringskassan.handlaggning", FunctionID.init(_:))
  private static let machine = Bench.member("forsakringskassan/m1")

  /// The town with the office in it, and everyone there.
  private static func bench() async throws -> Bench {
    let acts = Cast.acts(office, .otherAuthority, isBound: true, number: 84)
    var bench = try await Bench(acts: Town.acts + acts)
    try await bench.greetAll()
    try await bench.greet(machine, functions: [office])
    return bench
  }

  /// Tells of a child; returns how it was worded.
  private static func report(
    _ bench: inout Bench, wantsFeedback: Bool = true
  ) async throws -> Wording {
    var wording = Wording(.reportMandatory, from: office, in: bench.conversation())
    wording.wantsFeedback = wantsFeedback
    let answers = try await bench.say(wording, from: machine)
    #expect(answers.codes.isEmpty)
    #expect(answers.receipts.count == 1)
    return wording
  }

  @Test func `reaches the board whole, and sees nothing of it again`() async throws {
    var bench = try await Self.bench()
    var wording = Wording(.reportMandatory, from: Self.office, in: bench.conversation())
    wording.protection = .unknown
    let sights = try await bench.sights(of: wording, from: Self.machine)
    #expect(sights.map(\.function) == [Town.reception])
    #expect(sights.map(\.isWhole) == [true])
    #expect(bench.take(Self.machine).delivers.isEmpty)
  }

  @Test func `is answered with the outcome and no more`() async throws {
    var bench = try await Self.bench()
    let report = try await Self.report(&bench)
    try await bench.say(
      Wording(.feedback, from: Town.reception, in: report.conversation), from: Bench.reception)
    let delivers = bench.take(Self.machine).delivers
    #expect(try delivers.map(Bench.sight) == [Sight(Self.office, [.matter, .outcome])])
  }

  @Test func `is answered once it asks, if it did not at first`() async throws {
    var bench = try await Self.bench()
    let report = try await Self.report(&bench, wantsFeedback: false)
    let answer = Wording(.feedback, from: Town.reception, in: report.conversation)
    #expect(try await bench.problem(of: answer, from: Bench.reception)?.code == .notPermitted)
    #expect(bench.take(Self.machine).delivers.isEmpty)
    let question = Wording(.feedbackRequest, from: Self.office, in: report.conversation)
    #expect(try await bench.say(question, from: Self.machine).codes.isEmpty)
    #expect(try await bench.say(answer, from: Bench.reception).codes.isEmpty)
    let delivers = bench.take(Self.machine).delivers
    #expect(try delivers.map(Bench.sight) == [Sight(Self.office, [.matter, .outcome])])
  }

  @Test func `is invited to a meeting by other means`() async throws {
    var bench = try await Self.bench()
    let report = try await Self.report(&bench)
    var wording = Wording(.meetingInvitation, from: Town.reception, in: report.conversation)
    wording.particulars = Particulars(
      parties: [Self.office],
      decision: Bench.decision(
        by: "norrkoping-socialnamnd.socialsekreterare", under: .meeting))
    let problem = try await bench.problem(of: wording, from: Bench.reception)
    #expect(problem?.code == .kindNotLawful)
    #expect(bench.take(Self.machine).delivers.isEmpty)
  }

  @Test(arguments: [Kind.reportVoluntary, .concernAdult])
  func `is told what it may send instead of`(kind: Kind) async throws {
    var bench = try await Self.bench()
    let wording = Wording(kind, from: Self.office, in: bench.conversation())
    let problem = try await bench.problem(of: wording, from: Self.machine)
    #expect(problem?.code == .kindNotLawful)
    #expect(problem?.lawful == [.reportMandatory, .feedbackRequest, .correction])
  }
}
