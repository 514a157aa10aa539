public import Concerns
import Wire

extension MemberClient {
  /// Draws four words for an early contact of one's own agency, for somebody who gave no name.
  ///
  /// They are said this once: show them, and keep them nowhere. Asked again, the broker draws
  /// others, and those before open nothing any more.
  ///
  /// - Parameter reference: From the receipt of the contact.
  /// - Throws: Also ``AdapterError/interrupted``: whether words were drawn is not known then; ask
  ///   again, and throw away what was shown before.
  public func phrase(for reference: Reference) async throws(AdapterError) -> [String] {
    let answer = try await ask(.phrase(reference), within: limits.answer)
    guard case .phrase(reference, let words) = answer else { throw .forged(.answer) }
    return words
  }

  /// Finds an early contact again, for somebody who comes back with its reference and words.
  ///
  /// - Parameter words: As they were written: letters without rings and dots will do.
  /// - Returns: The message, for its status, and the conversation, to say more in it.
  public func comeBack(
    to reference: Reference, with words: [String]
  ) async throws(AdapterError) -> (message: MessageID, conversation: ConversationID) {
    let answer = try await ask(
      .comeBack(.init(reference: reference, words: words)), within: limits.answer)
    guard case .cameBack(let message, let conversation) = answer else { throw .forged(.answer) }
    return (message, conversation)
  }

  /// Records what a worker decides of an early contact that one owns; it stays where it is.
  ///
  /// - Parameters:
  ///   - version: The version decided on, from a list; another answers `version-conflict`.
  ///   - worker: Who decides, as the agency's staff register has it.
  /// - Throws: Also ``AdapterError/interrupted``: an application and a report are refused a second
  ///   time, so that asking again is safe.
  public func choose(
    _ choice: ContactChoice, of delivery: DeliveryID, version: Int64, by worker: WorkerID
  ) async throws(AdapterError) {
    let answer = try await ask(
      .choose(.init(delivery: delivery, version: version, choice: choice, worker: worker)),
      within: limits.answer)
    guard case .decided(delivery, version, _) = answer else { throw .forged(.answer) }
  }
}
