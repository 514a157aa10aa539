import Concerns
import Evidence
import Ledger
import Policy
import Routing
import Wire

/// What went wrong in a run, and where.
package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
  package let what: String

  package init(_ what: String) { self.what = what }

  package var description: String { what }
}

/// A request that reached the broker and may be answered once.
struct Ask {
  enum Subject {
    case publish(Int)
    case acknowledge(AckDocument)
    case hello, status(MessageID), open(DeliveryID), claim(DeliveryID), release, list, ping, bye
    case decide(DeliveryID, to: FunctionID), admin(JSONValue), credit, noise
    case duty(ClientCommand.Duty)
  }

  let subject: Subject
  /// Where the ledger ended when it arrived.
  let arrived: EntryIndex
  /// In which step it arrived.
  let step: Int
}

/// One connection as the onlooker sees it.
struct Caller: Hashable {
  let line: Int
  let machine: Int
}

/// The onlooker's plain account of a run: what was written, said and kept, and what must follow.
///
/// It shares nothing with the broker but the wire: it sees frames, and what a store made durable.
struct Account {
  var letters: [Letter] = []
  var claims: [Keyed] = []
  var claimDigests: [Keyed] = []
  private var letterOfEnvelope: [[UInt8]: Int] = [:]
  private(set) var lettersOf: [ConversationID: [Int]] = [:]
  var lettersUnder: [Keyed: [Int]] = [:]
  var questions = Questions()

  /// The leaf of the first receipt under each claim.
  var receipts: [Keyed: [UInt8]] = [:]
  var references: Set<String> = []
  var asks: [Int: [Int64: [Ask]]] = [:]
  /// Where in the ledger a key was revoked.
  var revokedAt: [KeyID: EntryIndex] = [:]
  /// In which step somebody was told so: from the next message on it holds.
  var revokedSince: [KeyID: Int] = [:]
  /// Keys that somebody has asked to revoke, or to add.
  var changedKeys: Set<KeyID> = []
  /// Functions that a delivery was sent on to, or was tried to, by entry.
  var redirected: [EntryIndex: Set<FunctionID>] = [:]
  /// How often somebody has asked for that.
  var redirections: [EntryIndex: Int] = [:]
  var told: [DeliveryID: AckState] = [:]
  var words: [Keyed: BrokerCommand.Word] = [:]
  /// Deliveries that somebody was handed, with the member's agency.
  var handed: [DeliveryID: FunctionID] = [:]
  /// What was shown of each delivery, as it was sent.
  var views: [DeliveryID: Set<Digest32>] = [:]
  /// The last push in each thread and when its lease ends at the latest, for sure.
  var leases: [String: Lease] = [:]
  /// What was shown in an emergency alone, so that a run that opened nothing shows.
  var emergencies = 0
  var alarms = 0
  var verifications = 0

  struct Lease {
    let delivery: DeliveryID
    let line: Int
    let until: Moment
  }

  mutating func write(_ letter: Letter, claim: Keyed, digest: Keyed) -> Int {
    let number = letters.count
    letters.append(letter)
    claims.append(claim)
    claimDigests.append(digest)
    letterOfEnvelope[letter.message.envelope.bytes] = number
    // Whatever a question calls its conversation, it has one of its own.
    if !letter.kind.hidesSource { lettersOf[letter.conversation, default: []].append(number) }
    lettersUnder[claim, default: []].append(number)
    return number
  }

  func letter(under envelope: [UInt8]) -> Int? { letterOfEnvelope[envelope] }

  /// Where in the ledger a letter lies; `nil` when it was not accepted.
  func place(of number: Int, _ noted: borrowing Noted) -> EntryIndex? {
    guard let claim = noted.claims[claims[number]], claim.digest == claimDigests[number] else {
      return nil
    }
    return claim.index
  }

  /// The letter that began a conversation: the first of it in the ledger.
  func beginning(of conversation: ConversationID, _ noted: borrowing Noted) -> Int? {
    var first: (place: EntryIndex, number: Int)?
    for number in lettersOf[conversation] ?? [] {
      guard let place = place(of: number, noted) else { continue }
      if first.map({ place < $0.place }) ?? true { first = (place, number) }
    }
    return first?.number
  }

  /// The letter that lies at a place in the ledger.
  func letter(at place: EntryIndex, _ noted: borrowing Noted) -> Letter? {
    for number in letters.indices where self.place(of: number, noted) == place {
      return letters[number]
    }
    return nil
  }

  mutating func ask(_ ask: Ask, _ number: Int64, on line: Int) {
    asks[line, default: [:]][number, default: []].append(ask)
  }

  /// Takes note that a connection or its session is over: nothing asked on it is owed an answer.
  mutating func hangUp(_ line: Int) {
    asks[line] = nil
    endLeases(of: line)
  }

  /// Whoever reads a line is no member any more; what it asked before may still be answered.
  mutating func endLeases(of line: Int) {
    leases = leases.filter { $0.value.line != line }
  }

  /// A machine has given a delivery back before its lease ended.
  mutating func giveBack(_ delivery: DeliveryID) {
    leases = leases.filter { $0.value.delivery != delivery }
  }

  mutating func crash() {
    asks = [:]
    leases = [:]
  }

  /// The ask that an answer belongs to.
  mutating func answered(_ number: Int64, on line: Int) throws -> Ask {
    guard var waiting = asks[line]?[number], !waiting.isEmpty else {
      throw Violation("an answer went to somebody who had asked nothing")
    }
    let ask = waiting.removeFirst()
    asks[line]?[number] = waiting.isEmpty ? nil : waiting
    return ask
  }

  /// Checks a signature of the broker, not every time: it costs as much as all the rest.
  mutating func verify(_ leaf: [UInt8], _ proof: Proof) throws {
    verifications += 1
    guard verifications % 16 == 1 else { return }
    let attested = Attested.verify(
      leaf, proof: proof, for: .receipt, audience: Town.deployment,
      by: Town.receiptKey.verifyingKey)
    if attested == nil { throw Violation("a receipt does not verify") }
  }
}

extension Town {
  /// What an agency is in law.
  static func participant(_ agency: AgencyID) -> Participant {
    if let reporter = reporters.first(where: { $0.agency == agency }) {
      return Participant(party: reporter.party, isBound: reporter.isBound)
    }
    return Participant(party: .socialServices, isBound: agency == board)
  }
}
