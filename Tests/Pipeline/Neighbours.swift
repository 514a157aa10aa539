import Admission
import Concerns
import Evidence
import Simulation

/// Agencies beyond the town: the region's first-line care, and the board of the next municipality.
enum Neighbours {
  static let region = Town.name("region", AgencyID.init(_:))
  static let firstLine = Town.name("region.forsta-linjen", FunctionID.init(_:))
  static let careMachine = Town.name("region/m1", MemberID.init(_:))
  static let otherBoard = Town.name("linkoping-socialnamnd", AgencyID.init(_:))
  static let otherReception = Town.name("linkoping-socialnamnd.mottagning", FunctionID.init(_:))
  static let otherMachine = Town.name("linkoping-socialnamnd/m1", MemberID.init(_:))

  /// Somebody born in 1990, of the public test series.
  static let adult = "199006042387"
  /// Somebody born in 2014.
  static let child = TestPeople.numbers[1]

  /// The town's register, and theirs.
  static let acts: [RegistryAct] =
    Town.acts
    + acts(region, .health, firstLine, careMachine, number: 80)
    + acts(otherBoard, .socialServices, otherReception, otherMachine, number: 81)

  private static func acts(
    _ agency: AgencyID, _ party: Party, _ function: FunctionID, _ machine: MemberID, number: Int
  ) -> [RegistryAct] {
    [
      .addAgency(
        Agency(
          id: agency, name: agency.text, party: party, isBoundToReport: true,
          functions: [function])),
      .addMember(Member(id: machine, curveKey: Town.curveKey(number), functions: [function])),
      .addKey(Town.key(of: agency).verifyingKey, of: agency, until: nil),
    ]
  }
}

extension Bench {
  /// Everyone is there, those beyond the town included.
  static func withNeighbours() async throws -> Bench {
    var bench = try await Bench(acts: Neighbours.acts)
    try await bench.greetAll()
    try await bench.greet(Neighbours.careMachine, functions: [Neighbours.firstLine])
    try await bench.greet(Neighbours.otherMachine, functions: [Neighbours.otherReception])
    return bench
  }
}
