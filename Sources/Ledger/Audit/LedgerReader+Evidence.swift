package import Concerns
package import Evidence
package import Wire

/// A statement, and where the newest head has it.
package struct Proven: Hashable, Sendable {
  package let stated: Stated
  /// From the leaf to the root of the head; `nil` while no head is over it.
  package let path: [Digest32]?
}

/// What shows to an outsider that a delivery was made, of what, and by which rules.
///
/// Of what was said it has the lines that the recipient was given and no other. Of what was done it
/// has more than the recipient knows: who else received it, which classes were withheld, and the
/// pseudonyms of persons whose consents it rests on. It is for whoever supervises.
package struct DeliveryEvidence: Sendable {
  package let file: DeliveryFile
  /// The lines that its recipient was given; before it was given anything, those it would be.
  package let view: View
  /// The receipt that the sender was given for the message; `nil` where the sender stays unnamed,
  /// because it names the sender.
  package let receipt: [UInt8]?
  /// What was decided when the message was recorded, as it was stored.
  package let decided: [UInt8]
  /// What was noted of each hand-over, as it was stored.
  package let handOvers: [[UInt8]]
  package let history: [Proven]
  /// `nil` before the first.
  package let head: TreeHead?
}

extension LedgerReader {
  /// Gathers the evidence of a delivery; `nil` when there is no such delivery.
  ///
  /// Costs a few reads, and for each statement as many as its path has full blocks and leaves.
  package func evidence(
    of delivery: DeliveryID
  ) async throws(LedgerError) -> DeliveryEvidence? {
    guard let file = try await file(of: delivery), let stored = try await store.delivery(delivery)
    else { return nil }
    let message = file.concern.payload.message
    let verdicts = file.latest.sections
    guard verdicts.count == message.sections.count else { throw .corrupt(table: "delivery") }
    let shown = zip(message.sections, verdicts).filter(\.1.isShown).map(\.0)
    let (_, key) = try await record(at: file.concern.index, fields: [])
    let place = Place.disclosure(of: stored.row.id, to: stored.row.function, in: stored.row.thread)
    let head = try await store.treeHead(of: file.parcel.key.controller)
    return DeliveryEvidence(
      file: file,
      view: shown.count == verdicts.count
        ? View(whole: message) : View(of: message, showing: shown),
      receipt: message.matter.kind.hidesSource
        ? nil : try await receipt(of: message.envelope),
      decided: try open(stored.row.disclosure, key, place),
      handOvers: try await notes(of: file.parcel.key),
      history: try await proven(
        try await history(of: file.concern.index), in: file.parcel.key.controller, under: head),
      head: head)
  }

  private func receipt(of envelope: Envelope) async throws(LedgerError) -> [UInt8] {
    guard let claim = try await claim(on: envelope.id, by: envelope.source) else {
      throw .corrupt(table: "claim")
    }
    return try await answer(of: claim)
  }

  private func notes(of key: DeliveryKey) async throws(LedgerError) -> [[UInt8]] {
    guard let row = try await store.conversation(key.conversation) else {
      throw .corrupt(table: "conversation")
    }
    var notes: [[UInt8]] = []
    for stored in try await store.handOvers(of: key.entry) {
      let note = try opened { () throws(VaultError) in
        try vault.key(of: row.controller, row.generation).open(row).open(stored.row)
      }
      if try StoredForm.handOver(note).delivery == key.delivery { notes.append(note) }
    }
    return notes
  }

  private func proven(
    _ history: [Stated], in controller: ControllerNumber, under head: TreeHead?
  ) async throws(LedgerError) -> [Proven] {
    let size = head?.size ?? 0
    var proven: [Proven] = []
    for stated in history {
      guard stated.controller == controller, stated.position < size else {
        proven.append(Proven(stated: stated, path: nil))
        continue
      }
      var path: [Digest32] = []
      for range in MerkleTree.inclusion(of: stated.position, in: 0..<size) {
        path.append(try await root(of: range, in: controller))
      }
      proven.append(Proven(stated: stated, path: path))
    }
    return proven
  }

  /// The root over some leaves that are a subtree: full blocks are read, the rest is hashed.
  func root(
    of range: Range<Int>, in controller: ControllerNumber
  ) async throws(LedgerError) -> Digest32 {
    var tree = Frontier()
    if range.lowerBound.isMultiple(of: TreeHead.blockSize) {
      let end = range.upperBound / TreeHead.blockSize
      var number = range.lowerBound / TreeHead.blockSize
      while number < end {
        let page = try await store.blocks(
          of: controller, in: number..<min(end, number + LedgerPage.leafLimit))
        for root in page { tree.append(root, height: TreeHead.blockHeight) }
        number += page.count
        if page.isEmpty { break }
      }
    }
    while tree.size < range.count {
      let start = range.lowerBound + tree.size
      let page = try await store.leaves(
        of: controller, in: start..<min(range.upperBound, start + LedgerPage.leafLimit))
      guard !page.isEmpty else { throw .corrupt(table: "leaf") }
      for leaf in page { tree.append(leaf.hash) }
    }
    return tree.root
  }
}
