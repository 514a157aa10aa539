import Concerns
import Evidence
import Support
import Wire

/// The golden vectors, and what is true of them: who signed what.
struct Corpus: Sendable {
  /// Every vector's frames, and the samples.
  let frames: [[[UInt8]]]
  /// Those that one side or the other can read as they are.
  let readable: [[[UInt8]]]
  let deployment: DeploymentID
  /// Every key that a vector knows.
  let keys: [VerifyingKey]
  /// What was said under those signatures, and nothing else was.
  let publications: Set<Publication>
  let envelopes: Set<[UInt8]>
  let lines: [[UInt8]: Set<[UInt8]>]
  let leaves: Set<[UInt8]>
  let acknowledgements: Set<[UInt8]>

  /// The two payload frames of a publish.
  struct Publication: Hashable {
    let envelope: [UInt8]
    let sections: [UInt8]
  }

  init() throws {
    let names = [
      "ack", "deliver", "envelope", "header", "json", "meaning", "proof", "receipt", "sections",
    ]
    let vectors = try names.flatMap { try Protocols.vectors($0) }
    frames = vectors.map(\.bytes) + Samples.frames
    readable = frames.filter { frames in
      if case .command = ClientCommand.read(frames) { return true }
      return (try? BrokerCommand.read(frames)) != nil
    }
    keys = Set(vectors.flatMap { $0.context.keys ?? [] }.map(\.key)).sorted()
      .compactMap(VerifyingKey.init(wire:))
    guard let deployment = DeploymentID("ovning.norrkoping") else { throw Empty() }
    self.deployment = deployment
    // Also what is refused for another reason, such as a wrong audience, was signed by somebody.
    // A vector may have frames too many: a change that takes one out leaves what was signed.
    let payloads = frames.filter { $0.count >= 4 }.map { $0[2...] }
    publications = payloads.reduce(into: []) { publications, frames in
      for (place, envelope) in zip(frames.indices, frames) {
        for sections in frames[(place + 1)...] {
          publications.insert(Publication(envelope: envelope, sections: sections))
        }
      }
    }
    envelopes = Set(payloads.flatMap(\.self))
    lines = payloads.reduce(into: [:]) { lines, frames in
      for (place, envelope) in zip(frames.indices, frames) {
        for sections in frames[(place + 1)...] {
          lines[envelope, default: []].formUnion(Self.lines(of: sections))
        }
      }
    }
    let three = frames.filter { $0.count == 3 }
    leaves = Set(three.filter { $0[0] == CommandName.receipt.frame }.map { $0[2] })
    acknowledgements = Set(three.filter { $0[0] == CommandName.acknowledge.frame }.map { $0[2] })
    guard !keys.isEmpty, !publications.isEmpty, !leaves.isEmpty else { throw Empty() }
  }

  /// There is nothing to begin with.
  struct Empty: Error {}

  /// The lines of a section frame, without their line feeds.
  static func lines(of sections: [UInt8]) -> [[UInt8]] {
    sections.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  /// Something to change: mostly what can be read, because the rest is refused early anyway.
  func draw(_ dice: inout SplitMix64) -> [[UInt8]] {
    dice.one(of: dice.below(4) == 0 ? frames : readable)
  }

  /// Whether any key that there is signed this.
  func isSigned(_ leaf: [UInt8], _ proof: Proof, for purpose: Domain) -> Bool {
    keys.contains {
      Attested.verify(leaf, proof: proof, for: purpose, audience: deployment, by: $0) != nil
    }
  }
}
