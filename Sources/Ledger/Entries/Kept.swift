package import Concerns
package import Evidence

/// What became of one entry, with the proof where there is one.
package enum Kept: Sendable {
  /// On disk.
  case recorded(KeptEntry)
  /// The same message was recorded before: its receipt again, the same bytes.
  case duplicate(Receipt)
  /// Another message was recorded under the same identifier.
  case conflict
  /// What the disclosure rested on has changed; ask the filter again.
  case stale
  /// Somebody else moved the same delivery or conversation first; look again.
  case overtaken
  /// The disk is nearly full and takes in nothing new.
  case full
}

/// An entry that is on disk. Only the writer makes one, of a commit.
package struct KeptEntry: Sendable {
  package let recorded: Recorded
  /// The signed words for whoever sent it, if any are owed.
  package let receipt: Receipt?
  /// Where a message and its deliveries lie.
  package let place: EntryPlace?
  /// The concern, when it was one, as it would be read back.
  package let concern: StoredConcern?
  /// The hand-over, when it was one.
  package let handOver: RecordedHandOver?

  init(
    recorded: Recorded, receipt: Receipt?, place: EntryPlace?, concern: StoredConcern?,
    handOver: RecordedHandOver?
  ) {
    self.recorded = recorded
    self.receipt = receipt
    self.place = place
    self.concern = concern
    self.handOver = handOver
  }

  init(_ entry: Entry, _ recorded: Recorded, receipt: Receipt?, place: EntryPlace?) {
    var (concern, handOver): (StoredConcern?, RecordedHandOver?) = (nil, nil)
    switch entry {
    case .concern(let new): concern = StoredConcern(new, at: recorded.index)
    case .handOver(let note):
      handOver = RecordedHandOver(
        delivery: note.change.key.delivery, concern: note.change.key.entry,
        disclosure: note.disclosure, time: recorded.time)
    case .refusal, .acknowledgement, .standing, .redirection, .ruling, .clock, .ring, .weeding,
      .policy,
      .inspection, .contact, .act, .directory, .duty:
      break
    }
    self.init(
      recorded: recorded, receipt: receipt, place: place, concern: concern, handOver: handOver)
  }
}

/// Under which names and keys a message lies in the ledger.
package struct EntryPlace: Hashable, Sendable {
  package let controller: ControllerNumber
  package let generation: KeyGeneration
  package let conversation: Keyed
  /// The thread of each delivery, in order.
  package let threads: [Keyed]
  /// Bytes of the sealed payload.
  package let byteCount: Int

  init(
    controller: ControllerNumber, generation: KeyGeneration, conversation: Keyed,
    threads: [Keyed], byteCount: Int
  ) {
    self.controller = controller
    self.generation = generation
    self.conversation = conversation
    self.threads = threads
    self.byteCount = byteCount
  }
}

/// The words that a sender is owed for something recorded, signed. Made here alone, after the
/// commit.
package struct Receipt: Hashable, Sendable {
  package let leaf: [UInt8]
  package let proof: Proof

  init(leaf: [UInt8], proof: Proof) {
    self.leaf = leaf
    self.proof = proof
  }
}

/// The broker's signature on receipts.
package struct ReceiptSigner: Sendable {
  package let key: SigningKey
  package let audience: DeploymentID

  package init(key: SigningKey, audience: DeploymentID) {
    self.key = key
    self.audience = audience
  }

  /// Signs leaves, up to 64 under one signature, in order.
  func sign(_ leaves: [[UInt8]]) -> [Receipt] {
    stride(from: 0, to: leaves.count, by: Proof.sizeLimit).flatMap { start in
      let batch = Array(leaves[start..<min(start + Proof.sizeLimit, leaves.count)])
      let proofs = Proof.sign(batch, for: .receipt, audience: audience, with: key)
      return zip(batch, proofs).map { Receipt(leaf: $0, proof: $1) }
    }
  }
}
