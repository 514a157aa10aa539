import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Testing
import Wire
import ZeroMQ

/// An edge and a client of it, on one loop.
struct Stage: Sendable {
  let sample: Sample
  let edge: Edge
  let client: MemberClient

  /// Runs a test between an edge and a client that is not started yet.
  static func run(
    limits: ClientLimits = Sample.limits, script: @escaping Edge.Script = { _, _ in .usual },
    _ body: @Sendable (Stage) async throws -> Void
  ) async throws {
    let sample = try Sample()
    try await withPollLoop(named: "test") { loop in
      let edge = Edge(loop, sample, script: script)
      let client = MemberClient(
        connection: try sample.connection(try await edge.listen()), loop: loop, limits: limits,
        now: { Sample.moment })
      try await body(Stage(sample: sample, edge: edge, client: client))
      await client.close()
    }
  }

  /// Whether the client has read all that the edge has said so far.
  func isCaughtUp() async -> Bool {
    do {
      var generator = SystemRandomNumberGenerator()
      _ = try await client.status(of: MessageID(RandomUUID(using: &generator)))
      return true
    } catch {
      return false
    }
  }

  func prepared() throws -> PreparedConcern { try client.prepare(try Sample.document()) }
}

/// What an operation threw, or nothing.
func fault(of body: () async throws -> Void) async -> AdapterError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? AdapterError
  }
}

/// The code of a refusal, or nothing for any other fault.
func code(of error: AdapterError?) -> String? {
  guard case .refused(let refusal)? = error else { return nil }
  return refusal.code
}
