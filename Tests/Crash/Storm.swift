import Foundation
import Support

/// Strangers who connect and say what no honest peer would, a fixed number of them.
struct Storm: Sendable {
  /// Connections left open at once, halfway through a handshake.
  private static let openLimit = 200

  let endpoint: String
  let connections: Int
  let seed: UInt64

  /// How many got through to say something. Blocks, so it has a thread of its own.
  func rage() async -> Int {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: blow()) }
    }
  }

  private func blow() -> Int {
    var dice = SplitMix64(seed: seed)
    var open: [RawPeer] = []
    var heard = 0
    for _ in 0..<connections {
      // Whoever is not let in is not heard; how many were is counted.
      guard let connection = try? RawPeer(endpoint, patience: 1) else { continue }
      heard += 1
      connection.say(Self.words(&dice))
      switch dice.next() % 3 {
      case 0: connection.resetAtEnd()
      case 1: open.append(connection)
      default: break
      }
      if open.count > Self.openLimit { open.removeFirst() }
    }
    return heard
  }

  /// Noise, a greeting and noise, half a handshake, or the beginning of something huge.
  private static func words(_ dice: inout SplitMix64) -> [UInt8] {
    switch dice.next() % 6 {
    case 0: dice.bytes(Int(dice.next() % 2048))
    case 1: RawPeer.greeting("CURVE") + dice.bytes(Int(dice.next() % 600))
    case 2: RawPeer.greeting("NULL") + [0x04, 38, 5] + Array("READY".utf8) + dice.bytes(32)
    case 3:
      RawPeer.greeting("CURVE") + [0x04, 200, 5] + Array("HELLO".utf8) + [1, 0] + dice.bytes(192)
    case 4: RawPeer.greeting("CURVE") + [0x06, 0, 0, 0, 0, 0x40, 0, 0, 0] + dice.bytes(512)
    default: Array(RawPeer.greeting("CURVE").prefix(Int(dice.next() % 64)))
    }
  }
}
