public import Concerns
import Wire

extension MemberClient {
  /// Tells what was decided of the case that a delivery belongs to; its clocks go by that.
  ///
  /// - Parameter version: The version decided on, from a list; another answers `version-conflict`.
  /// - Throws: Also `not-permitted`: whoever asks does not answer for the case, or it was decided.
  public func tell(
    _ outcome: CaseOutcome, of delivery: DeliveryID, version: Int64
  ) async throws(AdapterError) {
    try await tell(.init(delivery: delivery, version: version, word: .outcome(outcome)))
  }

  /// Moves a term to the end of a later day, for one of the reasons that the law accepts.
  public func extend(
    _ delivery: DeliveryID, version: Int64, for reason: ExtensionReason, until day: CivilDate
  ) async throws(AdapterError) {
    try await tell(
      .init(delivery: delivery, version: version, word: .extended(reason, until: day)))
  }

  /// Tells that another municipality, which is not connected, has a matter now.
  ///
  /// - Throws: Also `not-permitted`: whoever asks does not answer for it, or it was decided.
  public func passOn(
    _ delivery: DeliveryID, version: Int64, as passed: PassedOn
  ) async throws(AdapterError) {
    try await tell(.init(delivery: delivery, version: version, word: .passedOn(passed)))
  }

  /// Answers whoever asks one's own municipality to take a case over (SoL 29:10), once.
  ///
  /// - Throws: Also `not-permitted`: the delivery is no transfer, or it was answered.
  public func answer(
    _ delivery: DeliveryID, version: Int64, with answer: TransferAnswer
  ) async throws(AdapterError) {
    try await tell(.init(delivery: delivery, version: version, word: .answered(answer)))
  }

  private func tell(_ ruling: ClientCommand.Ruling) async throws(AdapterError) {
    let answer = try await ask(.rule(ruling), within: limits.answer)
    guard case .decided(ruling.delivery, _, _) = answer else { throw .forged(.answer) }
  }
}
