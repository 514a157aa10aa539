import Concerns

/// When each message was sent, answered and delivered.
struct Timings: Sendable {
  private let numbers: [String: (publisher: Int, number: Int)]
  private var starts: [[ContinuousClock.Instant?]]
  /// From sending to the receipt.
  private(set) var receipts: [Duration] = []
  /// From sending to each recipient's inbox.
  private(set) var inboxes: [Duration] = []

  init(_ letters: [[Letter]]) {
    var numbers: [String: (publisher: Int, number: Int)] = [:]
    for (publisher, list) in letters.enumerated() {
      for (number, letter) in list.enumerated() {
        numbers[letter.id.description] = (publisher, number)
      }
    }
    self.numbers = numbers
    starts = letters.map { Array(repeating: nil, count: $0.count) }
  }

  mutating func sent(_ number: Int, of publisher: Int) { starts[publisher][number] = .now }

  mutating func answered(_ number: Int, of publisher: Int) {
    guard starts[publisher].indices.contains(number), let start = starts[publisher][number] else {
      return
    }
    receipts.append(.now - start)
  }

  mutating func delivered(_ envelope: [UInt8], to inbox: Int) {
    // What is not among the letters waited before them, and is not timed.
    guard let (publisher, number) = numbers[Glance.identifier(in: envelope)],
      let start = starts[publisher][number]
    else { return }
    inboxes.append(.now - start)
  }
}

/// The middle and the tail of many durations, in milliseconds.
struct Spread: Codable, Sendable {
  let p50: Double
  let p99: Double
  let count: Int

  init(_ durations: [Duration]) {
    let sorted = durations.map { $0 / .microseconds(1) / 1000 }.sorted()
    count = sorted.count
    p50 = Self.value(0.50, of: sorted)
    p99 = Self.value(0.99, of: sorted)
  }

  private static func value(_ share: Double, of sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
  }
}

/// What went otherwise than a measurement needs.
enum BenchError: Error, CustomStringConvertible {
  case unexpected(String)
  case child(String)

  var description: String {
    switch self {
    case .unexpected(let what): "the measurement met \(what), so its figures would mean nothing"
    case .child(let what): "the measured process \(what)"
    }
  }
}
