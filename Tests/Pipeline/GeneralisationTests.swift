import Concerns
import Pipeline
import Simulation
import Testing
import Wire

/// A report by night, so that somebody on duty receives it beside the owner; the child is 13.
@Suite struct `A generalised section` {
  private static let night = Town.moment("2026-11-19T21:00:00Z")
  private static let band = DataClass.identityAgeBand
  private static let district = DataClass.whereaboutsDistrict

  /// Which classes each function was shown of a report that says this.
  private func shown(
    _ dataClass: DataClass, _ body: JSONValue, number: String? = TestPeople.numbers[3],
    area: String = "norr", sent: Moment = night
  ) async throws -> [String: Set<DataClass>] {
    var bench = try await Bench(at: Self.night)
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    _ = try await bench.report { wording in
      wording.number = number
      wording.area = area
      wording.sent = sent
      wording.more = [(dataClass, body)]
    }
    var shown: [String: Set<DataClass>] = [:]
    for deliver in bench.take(Bench.reception).delivers {
      let view = try View(
        envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
      shown[deliver.function.text] = Set(view.sections.map(\.dataClass))
    }
    return shown
  }

  private func text(_ name: String, _ value: String) -> JSONValue {
    .object([.init(name, .string(value))])
  }

  /// Whom the section reached; everybody else was shown all the rest.
  private func reached(
    _ dataClass: DataClass, in shown: [String: Set<DataClass>]
  ) throws -> Set<String> {
    let owner = try #require(shown[Town.reception.text])
    let duty = try #require(shown[Town.onCall.text])
    #expect(shown.count == 2)
    #expect(owner == [.matter, .handling, .narrative, .reporter, dataClass])
    #expect(duty.union([dataClass]) == owner)
    return Set(shown.filter { $0.value.contains(dataClass) }.keys)
  }

  private static let both: Set<String> = [Town.reception.text, Town.onCall.text]
  private static let owner: Set<String> = [Town.reception.text]

  @Test(arguments: [
    ("12-14", both), ("under-12", owner), ("15-17", owner), ("unknown", owner), ("13", owner),
  ])
  func `of age is the number's, or the owner's alone`(
    band: String, reach: Set<String>
  ) async throws {
    let shown = try await shown(Self.band, text("band", band))
    #expect(try reached(Self.band, in: shown) == reach)
  }

  @Test(arguments: [nil, "okänt", "201212222391"])
  func `of age is free where no checked number tells it`(number: String?) async throws {
    let shown = try await shown(Self.band, text("band", "15-17"), number: number)
    #expect(try reached(Self.band, in: shown) == Self.both)
  }

  @Test(arguments: [
    ("2026-12-21T22:59:59Z", "12-14"), ("2027-12-21T22:59:59Z", "12-14"),
    ("2027-12-21T23:00:00Z", "15-17"),
  ])
  func `of age is told of the day it was sent, in Sweden`(
    sent: String, band: String
  ) async throws {
    let moment = Town.moment(sent)
    let shown = try await shown(Self.band, text("band", band), sent: moment)
    #expect(try reached(Self.band, in: shown) == Self.both)
  }

  @Test(arguments: [
    ("norr", "norr", both), ("unknown", "norr", both), ("norr", "soder", owner),
    ("storgatan-12", "storgatan-12", owner), ("unknown", "storgatan-12", owner),
    ("unknown", "unknown", both),
  ])
  func `of place is the area, in the directory's words, or the owner's alone`(
    area: String, district: String, reach: Set<String>
  ) async throws {
    let shown = try await shown(Self.district, text("area", district), area: area)
    #expect(try reached(Self.district, in: shown) == reach)
  }

  @Test(arguments: [band, district])
  func `of a form of its own is the owner's alone`(dataClass: DataClass) async throws {
    let shown = try await shown(dataClass, text("text", "tretton, på Storgatan"))
    #expect(try reached(dataClass, in: shown) == Self.owner)
  }

  /// Of the rest of what stops one, the vectors tell: it is found before anything is sent.
  @Test func `of a place that the directory does not have stops what is no report`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    var wording = bench.wording(.concernAdult)
    wording.number = nil
    wording.area = "storgatan-12"
    wording.more = [(Self.district, text("area", "storgatan-12"))]
    let letter = bench.letter(wording)
    #expect(try await bench.publish(letter).codes == [.generalisationMismatch])
  }
}
