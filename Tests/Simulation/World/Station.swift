import Admission
import Concerns
import DequeModule
package import Evidence
package import Wire

/// Something on its way to the broker, and what its sender meant by it.
struct Mail {
  let number: Int64
  let subject: Ask.Subject
  let frames: [[UInt8]]
}

/// One connection: what is on its way, each way.
struct Line {
  let id: Int
  let machine: Int
  let peer: Peer
  var toBroker: Deque<Mail> = []
  var toStation: Deque<Numbered<BrokerCommand>> = []
  /// When the broker last heard from it; `nil` while no session can be open.
  var heard: Moment?
}

/// One simulated machine of an agency.
struct Station {
  /// A delivery that it was handed.
  struct Held {
    let delivery: DeliveryID
    let view: Digest32
    let function: FunctionID
  }

  /// What a member's numbers start from, so that they never meet the broker's own.
  static let firstNumber: Int64 = 1_000_000

  let machine: Int
  var line: Int?
  var isGreeted = false
  var credit = (messages: Int64(0), bytes: Int64(0))
  /// Letters that it has no receipt for and means to send again.
  var unreceipted: [Int] = []
  var held: [Held] = []
  /// What it was told that on-call keeps, and the hand-over list that it was shown last.
  var kept: [DutyOverview.Kept] = []
  var shown: DutyList?
  /// Which letter a number of its own belongs to.
  var pairs: [Int64: Int] = [:]
  private var numbers = Station.firstNumber

  init(machine: Int) { self.machine = machine }

  var member: MemberID { Town.machines[machine].member }
  var agency: AgencyID { member.agency }
  var functions: [FunctionID] { Town.machines[machine].functions }

  mutating func nextNumber() -> Int64 {
    numbers += 1
    return numbers
  }

  mutating func hangUp() {
    line = nil
    isGreeted = false
    credit = (0, 0)
  }

  /// Takes what the broker sent, as a member's program would.
  mutating func take(_ command: BrokerCommand, about letter: Int?) {
    switch command {
    case .welcome: isGreeted = true
    case .receipt: unreceipted.removeAll { $0 == letter }
    case .problem(let problem, _):
      if problem.code == .noSession { isGreeted = false }
      if problem.code.retry != .later { unreceipted.removeAll { $0 == letter } }
    case .deliver(let deliver):
      // What comes again may show another part: an emergency has begun, or ended.
      held.removeAll { $0.delivery == deliver.delivery }
      held.append(
        Held(delivery: deliver.delivery, view: deliver.digest, function: deliver.function))
      if held.count > Self.memory { held.removeFirst() }
    case .recall(let delivery): held.removeAll { $0.delivery == delivery }
    case .bye: isGreeted = false
    case .duties(let overview): if !overview.keeps.isEmpty { kept = overview.keeps }
    case .dutyList(_, let bytes): shown = try? DutyList(reading: bytes)  // Judged elsewhere.
    case .list, .released, .decided, .status, .answeredStatus, .unopened, .answered, .phrase,
      .cameBack, .ping, .admin, .explanation, .known:
      break
    }
  }

  /// Deliveries that a machine remembers.
  private static let memory = 200
}

extension BrokerCommand.Deliver {
  /// The digest of the view, which an acknowledgement names.
  package var digest: Digest32 {
    SignedMessage.digest(.view, envelope: envelope, lines: view)
  }
}
