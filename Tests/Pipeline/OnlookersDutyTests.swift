import Concerns
import Deadlines
import Evidence
import Ledger
import Simulation
import Support
import Testing

/// What the onlooker says of a clock of duty that ends without a hand-over list, by what the store
/// has made durable.
@Suite struct `What was taken and ends without a list` {
  /// One concern that on-call has read and keeps; rows that nobody has sealed.
  private struct Night {
    var noted = Noted()
    let onCall: DeliveryID
    let owned: DeliveryID
    private let clock: ClockID
    private let mark: StateMark
    private static let start = Moment(seconds: 100)

    init() throws {
      var dice = SplitMix64(seed: 1)
      (onCall, owned) = (DeliveryID(using: &dice), DeliveryID(using: &dice))
      clock = ClockID(RandomUUID(using: &dice))
      mark = try #require(StateMark(stored: [UInt8](repeating: 1, count: StateMark.byteCount)))
      let key = Keyed(generation: .first, hash: Digest32(hashing: []))
      let sealed = Sealed(stored: [Sealed.format])
      let board = ControllerNumber(rawValue: 1)
      let deliveries = [onCall, owned].map { id in
        Row.delivery(
          DeliveryRow(
            id: id, entry: .own, controller: board, function: key, thread: key, lane: .report,
            disclosure: sealed, standing: Self.standing(.none, version: 1), mark: mark))
      }
      note(deliveries)
      let row = ClockRow(
        id: clock, entry: .at(noted.last), controller: board, kind: 12, due: Self.start,
        note: sealed)
      note([read(onCall), .clock(row)])
    }

    private static func standing(
      _ acknowledged: Acknowledgement, version: Int
    ) -> DeliveryStanding {
      DeliveryStanding(
        state: acknowledged == .none ? .waiting : .settled, attempts: 0, notBefore: start,
        acknowledged: acknowledged, version: version, at: start)
    }

    func read(_ delivery: DeliveryID) -> Row {
      .deliveryChange(
        DeliveryChange(
          id: delivery, standing: Self.standing(.read, version: 2), mark: mark))
    }

    var end: Row { .clockEnd(ClockEnd(id: clock, at: Self.start, cause: 2)) }

    mutating func note(_ rows: [Row]) {
      let place = EntryIndex(noted.last.value + 1)
      noted.note([Write(at: Self.start, rows: rows)], [.recorded(place)])
    }
  }

  @Test func `is a fault while its owner has not read it`() throws {
    var night = try Night()
    night.note([night.end])
    #expect(night.noted.faults == ["on-call was relieved by nobody's word"])
  }

  @Test func `is its owner's, once that has read it`() throws {
    var night = try Night()
    night.note([night.read(night.owned), night.end])
    #expect(night.noted.faults.isEmpty)
    #expect(night.noted.keeping.isEmpty)
  }
}
