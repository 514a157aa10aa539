import Concerns
import Evidence
import Wire

extension MemberClient {
  /// Makes the message that a document will be, without sending it.
  ///
  /// - Throws: ``AdapterError/refused(_:)`` with the code the broker would answer and a pointer
  ///   into the document.
  public nonisolated func prepare(
    _ document: ConcernDocument
  ) throws(AdapterError) -> PreparedConcern {
    try document.prepared(for: connection, at: now())
  }

  /// Sends a document and waits for the verified receipt.
  ///
  /// To survive the end of this process, send it through an ``Outbox``.
  ///
  /// - Throws: Also ``AdapterError/unanswered`` or the state of the network, when no receipt came
  ///   in time. Then nobody knows whether the broker has it.
  public func publish(_ document: ConcernDocument) async throws(AdapterError) -> Published {
    try await publish(try prepare(document))
  }

  /// Sends a message, byte for byte as often as it takes, and waits for the verified receipt.
  ///
  /// Sending the same message twice gives the same receipt twice.
  public func publish(_ prepared: PreparedConcern) async throws(AdapterError) -> Published {
    let proof = Proof.sign(
      [prepared.envelope], for: .publish, audience: connection.deployment,
      with: connection.signingKey)[0]
    let answer = try await ask(
      .publish(.init(proof: proof, message: prepared.message)), within: limits.publish)
    guard case .receipt(let proof, let leaf) = answer else { throw .forged(.answer) }
    do {
      return try Published(
        verifying: leaf, proof: proof, for: prepared, over: connection, among: entrances)
    } catch {
      counts.forged += 1
      throw error
    }
  }

  /// The public entrances of the present session.
  private var entrances: [Entrance] {
    guard case .open(_, let session) = state else { return [] }
    return session.entrances
  }
}
