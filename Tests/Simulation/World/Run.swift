/// One run from one seed, and what came of it.
package struct Run: Sendable, CustomStringConvertible {
  package let seed: UInt64
  package let steps: Int
  package let fingerprint: String
  package let failure: String?
  package let accepted: Int
  package let deliveries: Int
  package let crashes: Int
  package let sights: [String: Int]
  /// What led up to the end, if it was asked for.
  package let story: [String]

  /// Runs a world for so many steps, then lets it come to rest.
  package static func of(
    seed: UInt64, steps: Int, mutant: Mutant? = nil, tellsStory: Bool = false
  ) async -> Run {
    var step = 0
    do {
      var world = try await World(seed: seed, mutant: mutant, tellsStory: tellsStory)
      do {
        for _ in 0..<steps { try await world.advance() }
        try await world.comeToRest()
        return Run(world, steps, nil)
      } catch {
        step = world.step
        return Run(world, steps, "after step \(step): \(error)")
      }
    } catch {
      return Run(seed: seed, steps: steps, failure: "the broker does not start: \(error)")
    }
  }

  private init(_ world: World, _ steps: Int, _ failure: String?) {
    seed = world.seed
    self.steps = steps
    fingerprint = world.fingerprint
    self.failure = failure
    accepted = world.accepted
    deliveries = world.deliveries
    crashes = world.crashes
    sights = world.sights
    story = Array(world.story)
  }

  private init(seed: UInt64, steps: Int, failure: String) {
    self.seed = seed
    self.steps = steps
    fingerprint = ""
    self.failure = failure
    (accepted, deliveries, crashes) = (0, 0, 0)
    sights = [:]
    story = []
  }

  /// One line for whoever reads the report of a long run; on failure, how to see it again.
  package var description: String {
    let counts = "\(accepted) accepted, \(deliveries) delivered, \(crashes) crashes"
    guard let failure else { return "seed \(seed), \(steps) steps, \(counts), \(fingerprint)" }
    return """
      seed \(seed) \(failure) (\(counts)); again with SIMULATION_FIRST=\(seed) \
      SIMULATION_SEEDS=1 SIMULATION_STEPS=\(steps) swift test --filter SimulationTests
      """
  }
}
