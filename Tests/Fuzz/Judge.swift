import Concerns
import Evidence
import Wire

/// Says what is wrong with how changed frames were read; nothing, if all is well.
struct Judge {
  let corpus: Corpus

  /// How many were read, and as what; a run in which nothing is read has shown nothing.
  var read = 0
  var publications = 0
  var forgeries = 0

  /// Reads frames as both sides would.
  mutating func judge(_ frames: [[UInt8]]) -> [String] {
    judgeClient(frames) + judgeBroker(frames)
  }

  private mutating func judgeClient(_ frames: [[UInt8]]) -> [String] {
    guard case .command(let numbered) = ClientCommand.read(frames) else { return [] }
    read += 1
    var findings: [String] = []
    if frames[0] != numbered.command.name.frame { findings.append("another command was read") }
    if ClientCommand.read(numbered.command.frames(numbered.number)) != .command(numbered) {
      findings.append("a command written again is read as another")
    }
    switch numbered.command {
    case .publish(let publish): findings += judge(publish, frames)
    case .acknowledge(let acknowledge): findings += judge(acknowledge, frames)
    case .duty(.act(_, let document)): findings += judge(document, frames)
    case .hello, .credit, .list, .open, .explain, .known, .claim, .release, .decide, .rule, .choose,
      .duty,
      .status, .phrase, .comeBack, .ping, .bye, .admin:
      break
    }
    return findings
  }

  private mutating func judge(
    _ publish: ClientCommand.Publish, _ frames: [[UInt8]]
  ) -> [String] {
    publications += 1
    let message = publish.message
    guard message.envelope.bytes == frames[2], message.sectionBytes == frames[3] else {
      return ["a publication written again has other bytes"]
    }
    let said = Corpus.Publication(envelope: frames[2], sections: frames[3])
    guard !corpus.publications.contains(said) else { return [] }
    if corpus.envelopes.contains(frames[2]) { return ["an envelope goes with other sections"] }
    forgeries += 1
    return corpus.isSigned(frames[2], publish.proof, for: .publish)
      ? ["a forged publication verifies"] : []
  }

  private func judge(_ document: DutyDocument, _ frames: [[UInt8]]) -> [String] {
    guard document.bytes == frames[2] else { return ["a hand-over was kept changed"] }
    let again = DutyDocument(document.list, document.act).bytes
    return (try? DutyDocument(reading: again))?.act == document.act
      ? [] : ["a hand-over written again is read as another"]
  }

  private func judge(
    _ acknowledge: ClientCommand.Acknowledge, _ frames: [[UInt8]]
  ) -> [String] {
    let document = acknowledge.document
    guard document.bytes == frames[2] else { return ["an acknowledgement was kept changed"] }
    var findings: [String] = []
    let again = AckDocument(document.items).bytes
    // In a case number every escape is allowed, so the same words may be written in two ways.
    if again != frames[2], !frames[2].contains(UInt8(ascii: "\\")) {
      findings.append("an acknowledgement written again has other bytes")
    }
    if (try? AckDocument(reading: again))?.items != document.items {
      findings.append("an acknowledgement written again is read as another")
    }
    if !corpus.acknowledgements.contains(frames[2]),
      corpus.isSigned(frames[2], acknowledge.proof, for: .ack)
    {
      findings.append("a forged acknowledgement verifies")
    }
    return findings
  }

  private mutating func judgeBroker(_ frames: [[UInt8]]) -> [String] {
    guard let numbered = try? BrokerCommand.read(frames) else { return [] }
    read += 1
    var findings: [String] = []
    if frames[0] != numbered.command.name.frame { findings.append("another answer was read") }
    let again = try? BrokerCommand.read(numbered.command.frames(numbered.number))
    if again != numbered { findings.append("an answer written again is read as another") }
    switch numbered.command {
    case .receipt(let proof, let leaf): findings += judge(leaf, proof)
    case .problem(_, let refusal?): findings += judge(refusal.leaf, refusal.proof)
    case .deliver(let deliver): findings += judge(deliver)
    case .welcome, .recall, .list, .released, .decided, .status, .answeredStatus, .unopened,
      .answered, .phrase, .cameBack, .ping, .bye, .admin, .explanation, .known, .duties, .dutyList,
      .problem(_, nil):
      break
    }
    return findings
  }

  private func judge(_ leaf: [UInt8], _ proof: Proof) -> [String] {
    var findings: [String] = []
    if let read = try? ReceiptLeaf(reading: leaf) {
      let nonce = (try? JSONScanner.parse(leaf))?["nonce"]?.string.flatMap(Salt.init(_:))
      let again = nonce.map {
        ReceiptLeaf(source: read.source, outcome: read.outcome, at: read.at, nonce: $0).bytes
      }
      if read.bytes != leaf || again != leaf {
        findings.append("a receipt written again has other bytes")
      }
    }
    if !corpus.leaves.contains(leaf), corpus.isSigned(leaf, proof, for: .receipt) {
      findings.append("a forged receipt verifies")
    }
    return findings
  }

  private mutating func judge(_ deliver: BrokerCommand.Deliver) -> [String] {
    guard
      let view = try? View(
        envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    else { return [] }
    guard view.envelope.bytes == deliver.envelope, view.bytes == deliver.view else {
      return ["a view written again has other bytes"]
    }
    if let known = corpus.lines[deliver.envelope] {
      let isKnown = Corpus.lines(of: deliver.view).allSatisfy(known.contains)
      return isKnown ? [] : ["a line that nobody committed to is shown"]
    }
    forgeries += 1
    return corpus.isSigned(deliver.envelope, deliver.proof, for: .publish)
      ? ["a forged delivery verifies"] : []
  }
}
