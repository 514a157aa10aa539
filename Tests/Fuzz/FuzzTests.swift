import Concerns
import Evidence
import Foundation
import Policy
import Routing
import Support
import Testing
import Wire

/// Mutated messages through every reader. A crash ends the process, and so the test.
///
/// `FUZZ_COUNT` says how many; `make fuzz` sets it.
@Suite struct `A mutated message` {
  static let count =
    ProcessInfo.processInfo.environment["FUZZ_COUNT"].flatMap(Int.init) ?? 100_000
  /// Workers, each with a seed of its own.
  static let seeds: [UInt64] = [1, 2]

  private static let vectors = [
    "header", "envelope", "sections", "meaning", "proof", "ack", "receipt", "deliver",
  ]

  @Test(arguments: seeds)
  func `is read as what it says or refused, and never more`(seed: UInt64) throws {
    let corpus = try Self.vectors.flatMap { try Protocols.vectors($0).map(\.bytes) }
    var mutator = Mutator(seed: seed)
    var (read, refused) = (0, 0)
    for _ in 0..<(Self.count / Self.seeds.count) {
      let frames = mutator.mutated(
        corpus[mutator.number(below: corpus.count)],
        with: corpus[mutator.number(below: corpus.count)])
      switch ClientCommand.read(frames) {
      case .command(let numbered):
        read += 1
        #expect(Self.saysTheSame(numbered.command, as: frames))
      case .problem: refused += 1
      }
      Self.readAsClient(frames)
    }
    print("fuzz: seed \(seed), \(read) read, \(refused) refused, 0 crashes")
    #expect(read > 0)
    #expect(refused > read)
  }

  @Test(arguments: ["protocols/policy/sweden.yaml", "deploy/directory/norrkoping.yaml"])
  func `of a file that operators write is refused or loads`(path: String) throws {
    let bytes = Array(try Protocols.data(of: path))
    var mutator = Mutator(seed: 3)
    var loaded = 0
    for _ in 0..<(Self.count / 1000) {
      let text = String(decoding: mutator.mutated([bytes], with: [bytes])[0], as: UTF8.self)
      if (try? PolicyTable(yaml: text)) != nil { loaded += 1 }
      if (try? Directory(yaml: text)) != nil { loaded += 1 }
    }
    #expect(loaded < Self.count / 1000)
  }

  /// Whatever is read and signed was read as it stands: written again it is the same bytes.
  private static func saysTheSame(_ command: ClientCommand, as frames: [[UInt8]]) -> Bool {
    switch command {
    case .publish(let publish):
      publish.message.envelope.bytes == frames[2] && publish.message.sectionBytes == frames[3]
    case .acknowledge(let acknowledge):
      acknowledge.document.bytes == frames[2]
        && AckDocument(acknowledge.document.items).bytes == frames[2]
    case .hello, .credit, .list, .open, .claim, .release, .decide, .status, .ping, .bye, .admin:
      true
    }
  }

  private static func readAsClient(_ frames: [[UInt8]]) {
    // What is wrong is told by throwing; only a crash would be a finding.
    guard let numbered = try? BrokerCommand.read(frames) else { return }
    switch numbered.command {
    case .deliver(let deliver):
      _ = try? View(envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    case .receipt(_, let leaf):
      if let read = try? ReceiptLeaf(reading: leaf) { #expect(read.bytes == leaf) }
    default: break
    }
  }
}
