import Broker
import Concerns
import Foundation
import Support
import Synchronization
import Testing

/// A whole broker whose law has been changed since it was proved right.
///
/// Each proves a law before it starts, in a process of its own, and there are many at once.
@Suite(.timeLimit(.minutes(20))) struct `A broker that starts with canaries` {
  @Test func `closes every door before anybody comes in when one passes`() async {
    await #expect(processExitsWith: .success) {
      let outcome = try await Premises.refusal(under: Laws.withoutTheWall)
      guard case .canary(let passed)? = outcome.error else {
        Issue.record("the broker did not stop for a canary: \(String(describing: outcome.error))")
        return
      }
      #expect(passed.map(\.description) == ["canary-family-counselling"])
      #expect(!outcome.wasReady)
      #expect(outcome.log == ["a canary passed, closing canary=canary-family-counselling"])
    }
  }

  @Test func `refuses a law under which one will pass some midnight`() async {
    await #expect(processExitsWith: .success) {
      let outcome = try await Premises.refusal(under: Laws.endingWall)
      guard case .policy(let flaw)? = outcome.error else {
        Issue.record("the law was loaded: \(String(describing: outcome.error))")
        return
      }
      #expect(flaw.contains("from 2999-01-01 canary canary-family-counselling passes"))
      #expect(!outcome.wasReady && outcome.log.isEmpty)
    }
  }

  @Test func `refuses a law without canaries`() async {
    await #expect(processExitsWith: .success) {
      let outcome = try await Premises.refusal(under: Laws.unwatched)
      guard case .policy(let flaw)? = outcome.error else {
        Issue.record("the law was loaded: \(String(describing: outcome.error))")
        return
      }
      #expect(flaw.contains("has no canaries") && !outcome.wasReady)
    }
  }

  @Test func `refuses a law of which one cannot be asked, with its line`() async {
    await #expect(processExitsWith: .success) {
      let outcome = try await Premises.refusal(under: Laws.unaskable)
      guard case .policy(let flaw)? = outcome.error else {
        Issue.record("the law was loaded: \(String(describing: outcome.error))")
        return
      }
      #expect(flaw.contains("canary-hidden-address cannot be asked") && flaw.hasPrefix("line "))
    }
  }
}

/// The shipped law, spoilt.
private enum Laws {
  static var withoutTheWall: String {
    get throws {
      try law().replacing(/[ ]{2}- id: withhold-behind-the-wall\n(?:.+\n)+\n/, with: "")
    }
  }

  static var endingWall: String {
    get throws {
      try law().replacing(
        /id: withhold-behind-the-wall\n(?<upTo>(?:.+\n){2}[ ]{4}from: .+\n)/
      ) { "id: withhold-behind-the-wall\n\($0.upTo)    until: 2998-12-31\n" }
    }
  }

  static var unwatched: String {
    get throws { try String(law().split(separator: "\ncanaries:\n")[0]) + "\n" }
  }

  static var unaskable: String {
    get throws {
      let shown = "\n         shown: [offence], withheld: [contact, whereabouts"
      return try law().replacing(
        "standing: participant," + shown, with: "standing: other," + shown)
    }
  }

  /// The law without what it states about itself, which would notice.
  private static func law() throws -> String {
    let text = try Protocols.text(of: "protocols/policy/sweden.yaml")
    let parts = text.split(separator: "\nstatements:\n", maxSplits: 1)
    return parts[0] + "\ncanaries:\n" + parts[1].split(separator: "\ncanaries:\n")[1]
  }
}

/// Remembers whether anybody could come in.
private final class Door: Sendable {
  private let state = Mutex(false)
  var wasOpened: Bool { state.withLock { $0 } }
  func open() { state.withLock { $0 = true } }
}

extension Premises {
  /// How a broker that does not serve said so.
  struct Refusal: Sendable {
    let error: BrokerError?
    let wasReady: Bool
    let log: [String]
  }

  /// Starts a broker under a law, and waits until it has given up.
  static func refusal(under law: String) async throws -> Refusal {
    let (door, lines) = (Door(), LogBook())
    do {
      try await run {
        $0.law = law
        $0.log = lines
      } _: { _ in
        door.open()
      }
    } catch let error as BrokerError {
      return Refusal(error: error, wasReady: door.wasOpened, log: lines.all)
    }
    return Refusal(error: nil, wasReady: door.wasOpened, log: lines.all)
  }
}
