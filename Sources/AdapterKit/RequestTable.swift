import Wire
import ZeroMQ

/// Requests that wait for their answers, by number, over as many connections as it takes.
struct RequestTable {
  typealias Answer = Result<BrokerCommand, AdapterError>

  struct Request {
    let command: ClientCommand
    let timer: TimerID?
    /// `nil` where nobody waits: the client's own acknowledgements.
    let answer: CheckedContinuation<Answer, Never>?
    fileprivate(set) var isSent = false

    /// Whether asking twice does nothing twice.
    var isRepeatable: Bool {
      switch command {
      // A phrase that was drawn twice is not lost, but the first one, perhaps written down, is.
      case .decide, .rule, .choose, .phrase, .comeBack, .admin, .bye: false
      case .hello, .publish, .credit, .acknowledge, .list, .open, .explain, .claim, .release,
        .status, .duty, .known, .ping:
        true
      }
    }

    fileprivate var isPublish: Bool {
      if case .publish = command { return true }
      return false
    }
  }

  /// Numbers begin here, so that none is ever equal to the broker's own count of deliveries.
  private static let firstNumber: Int64 = 1 << 32

  private var lastNumber = firstNumber
  private var requests: [Int64: Request] = [:]
  /// Numbers of what is not sent on the present connection, in the order it was asked.
  private var unsent: [Int64] = []
  private var publishesUnderWay = 0
  private var othersUnderWay = 0

  var count: Int { requests.count }

  subscript(number: Int64) -> Request? { requests[number] }

  /// A number that was never used before.
  mutating func nextNumber() -> Int64 {
    lastNumber += 1
    return lastNumber
  }

  mutating func insert(_ request: Request, as number: Int64) {
    requests[number] = request
    unsent.append(number)
  }

  /// What may be sent next: a publish while fewer than `limit` are unanswered, anything else while
  /// fewer than ``ClientLimits/unanswered`` are. A farewell always may.
  func nextToSend(publishLimit limit: Int) -> (number: Int64, command: ClientCommand)? {
    let mayPublish = publishesUnderWay < limit
    let mayAsk = othersUnderWay < ClientLimits.unanswered
    for number in unsent {
      guard let request = requests[number] else { continue }
      if request.isPublish ? mayPublish : mayAsk || request.command == .bye {
        return (number, request.command)
      }
    }
    return nil
  }

  /// Counts a request as under way, or not any more.
  private mutating func count(_ request: Request, by change: Int) {
    if request.isPublish { publishesUnderWay += change } else { othersUnderWay += change }
  }

  mutating func markSent(_ number: Int64) {
    unsent.removeAll { $0 == number }
    guard let request = requests[number], !request.isSent else { return }
    requests[number]?.isSent = true
    count(request, by: 1)
  }

  /// Puts an answered request back, to be sent again.
  mutating func putBack(_ number: Int64) {
    guard let request = requests[number], request.isSent else { return }
    requests[number]?.isSent = false
    count(request, by: -1)
    unsent.append(number)
  }

  /// Takes a request out, answered or given up.
  mutating func remove(_ number: Int64) -> Request? {
    guard let request = requests.removeValue(forKey: number) else { return nil }
    if request.isSent { count(request, by: -1) }
    unsent.removeAll { $0 == number }
    return request
  }

  /// The connection is gone: everything is unsent, but what must not be sent twice comes back.
  mutating func breakOff() -> [Request] {
    let numbers = requests.filter { $0.value.isSent && !$0.value.isRepeatable }.keys
    let interrupted = numbers.compactMap { remove($0) }
    repeatAll()
    return interrupted
  }

  /// Everything that may be asked twice is to be sent again, in the order it was asked.
  mutating func repeatAll() {
    for (number, request) in requests where request.isRepeatable {
      requests[number]?.isSent = false
    }
    unsent = requests.filter { !$0.value.isSent }.keys.sorted()
    publishesUnderWay = 0
    othersUnderWay = requests.count { $0.value.isSent }
  }

  mutating func removeAll() -> [Request] {
    defer { (requests, unsent, publishesUnderWay, othersUnderWay) = ([:], [], 0, 0) }
    return Array(requests.values)
  }
}
