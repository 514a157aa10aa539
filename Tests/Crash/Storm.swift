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
    var open: [RawConnection] = []
    var heard = 0
    for _ in 0..<connections {
      guard let connection = RawConnection(endpoint) else { continue }
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
    case 0: noise(Int(dice.next() % 2048), &dice)
    case 1: greeting("CURVE") + noise(Int(dice.next() % 600), &dice)
    case 2: greeting("NULL") + [0x04, 38, 5] + Array("READY".utf8) + noise(32, &dice)
    case 3: greeting("CURVE") + [0x04, 200, 5] + Array("HELLO".utf8) + [1, 0] + noise(192, &dice)
    case 4: greeting("CURVE") + [0x06, 0, 0, 0, 0, 0x40, 0, 0, 0] + noise(512, &dice)
    default: Array(greeting("CURVE").prefix(Int(dice.next() % 64)))
    }
  }

  private static func noise(_ count: Int, _ dice: inout SplitMix64) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
  }

  /// The opening of ZMTP 3.0 for a mechanism.
  private static func greeting(_ mechanism: String) -> [UInt8] {
    let name = Array(mechanism.utf8)
    let signature: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0]
    return signature + name + [UInt8](repeating: 0, count: 52 - name.count)
  }
}
