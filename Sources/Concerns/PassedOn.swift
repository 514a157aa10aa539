/// That a matter was handed over, outside this system, to a municipality that is not connected.
///
/// Told once somebody there has said that they have it: something that was only sent is still ours.
public struct PassedOn: Hashable, Sendable {
  /// The municipality that has it now.
  public let to: MunicipalityCode
  /// How it came there.
  public let way: Way
  /// The worker who handed it over.
  public let worker: WorkerID

  /// Takes the parts as read.
  public init(to: MunicipalityCode, way: Way, worker: WorkerID) {
    self.to = to
    self.way = way
    self.worker = worker
  }

  /// How a matter comes to another municipality; a closed list, so that it says nothing of anybody.
  public enum Way: String, CaseIterable, Hashable, Sendable, Codable {
    /// Spoken, by telephone.
    case telephone
    /// By a secure message of another system.
    case secureMessage = "secure-message"
    /// On paper, by post or by hand.
    case paper
    /// By somebody who went there.
    case visit
  }
}
