import Broker
import Concerns
import Evidence
import Policy
import Support
import Testing

@Suite struct `A directory that takes another's place` {
  private let shipped: String
  private let reworded: String
  private let wider: String

  init() throws {
    shipped = try Chamber.Plans.shipped
    reworded = try Chamber.Plans.reworded
    wider = try Chamber.Plans.wider
  }

  /// A ledger whose directory is the shipped one.
  private func chamber() async throws -> Chamber {
    let chamber = try await Chamber()
    try await chamber.adopt(directory: shipped)
    #expect(try await chamber.directoryInForce() == Chamber.digest(of: shipped))
    return chamber
  }

  private func refusal(
    of directory: String, in chamber: Chamber, _ words: [Endorsement] = []
  ) async throws -> DirectoryRefusal? {
    let refusal = await #expect(throws: DirectoryRefusal.self) {
      try await chamber.adopt(directory: directory, words)
    }
    #expect(try await chamber.directoryInForce() == Chamber.digest(of: shipped))
    return refusal
  }

  @Test func `stays out while no broker has planned it`() async throws {
    let chamber = try await chamber()
    let words = try [Chamber.Who.anna, .bo].map {
      try chamber.sign(directory: wider, over: shipped, as: $0)
    }
    let unplanned = DirectoryRefusal.unplanned(inForce: Chamber.digest(of: shipped))
    #expect(try await refusal(of: wider, in: chamber, words) == unplanned)
    try await chamber.notePlan(of: wider, over: shipped, age: .seconds(25 * 3600))
    #expect(try await refusal(of: wider, in: chamber, words) == unplanned)
    try await chamber.notePlan(of: wider, over: reworded)
    #expect(try await refusal(of: wider, in: chamber, words) == unplanned)
  }

  @Test func `stays out when its last plan was refused`() async throws {
    let chamber = try await chamber()
    let words = [try chamber.sign(directory: reworded, over: shipped, as: .anna)]
    try await chamber.notePlan(of: reworded, over: shipped)
    try await chamber.notePlan(of: reworded, over: shipped, isRefused: true)
    #expect(try await refusal(of: reworded, in: chamber, words) == .planRefused)
  }

  @Test func `takes one operator's word when nobody newly sees anything`() async throws {
    let chamber = try await chamber()
    try await chamber.notePlan(of: reworded, over: shipped)
    #expect(
      try await refusal(of: reworded, in: chamber)
        == .unendorsed(
          path: "directory.yaml.sig", have: 0, need: 1, inForce: Chamber.digest(of: shipped)))
    try await chamber.adopt(
      directory: reworded, [try chamber.sign(directory: reworded, over: shipped, as: .anna)])
    #expect(try await chamber.directoryInForce() == Chamber.digest(of: reworded))
    let archive = LawArchive(of: chamber.folder, in: LawArchive.directories)
    #expect(try archive.text(of: Chamber.digest(of: reworded)) == reworded)
    #expect(try archive.text(of: Chamber.digest(of: shipped)) == shipped)
  }

  @Test func `takes two when somebody would`() async throws {
    let chamber = try await chamber()
    try await chamber.notePlan(of: wider, over: shipped)
    let words = try [Chamber.Who.anna, .bo].map {
      try chamber.sign(directory: wider, over: shipped, as: $0)
    }
    #expect(
      try await refusal(of: wider, in: chamber, [words[0]])
        == .unendorsed(
          path: "directory.yaml.sig", have: 1, need: 2, inForce: Chamber.digest(of: shipped)))
    try await chamber.adopt(directory: wider, words)
    #expect(try await chamber.directoryInForce() == Chamber.digest(of: wider))
  }

  @Test func `is not wanted by whoever wants a law`() async throws {
    let chamber = try await chamber()
    try await chamber.notePlan(of: reworded, over: shipped)
    let words = [try chamber.sign(reworded, over: shipped, as: .anna)]
    #expect(
      try await refusal(of: reworded, in: chamber, words)
        == .endorsement(EndorsementFlaw("directory.yaml.sig", 1, .otherLaw)))
  }
}
