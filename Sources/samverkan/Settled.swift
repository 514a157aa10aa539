import AdapterKit
import Concerns
import Wire

/// Why a delivery that stands in the list cannot be taken or opened.
enum Settled {
  /// What somebody wanted to do with it.
  enum Errand {
    case reading
    case acknowledging(Progress)
    case asking

    /// What is left to do, by how far the delivery has come.
    fileprivate func remedy(at state: String) -> Phrase {
      switch self {
      case .reading: uncommitted.contains(state) ? .remedyUncommitted : .remedySettled
      case .asking: .remedyAskedLate
      case .acknowledging(let wanted):
        if !uncommitted.contains(state) {
          .remedyAcknowledgedWhole
        } else if wanted == .committed || (wanted == .read && state == "received") {
          .remedyAcknowledged
        } else {
          .remedyAcknowledgedSoFar
        }
      }
    }
  }

  /// Its recipient has it, and has not said that it is in a case.
  private static let uncommitted: Set<String> = ["received", "read"]
  private static let states = uncommitted.union([
    "committed", "recalled", "redirected", "withdrawn",
  ])
  private static let codes: Set<String> = [
    ProblemCode.unknownDelivery.rawValue, ProblemCode.leaseEnded.rawValue,
  ]

  /// The error, or that the delivery is settled where the list tells so: no lease is left to have.
  static func fault(
    behind error: AdapterError, of delivery: DeliveryID, by client: MemberClient, _ errand: Errand
  ) async throws -> Fault {
    guard case .refused(let refusal) = error, codes.contains(refusal.code) else {
      return .adapter(error)
    }
    let found = try await find(delivery, by: client)
    guard let item = found, states.contains(item.state) else { return .adapter(error) }
    return .settled(delivery, state: item.state, remedy: errand.remedy(at: item.state))
  }

  /// The version to decide on: the one given, or what the list shows now.
  static func version(
    _ expected: Int64?, of delivery: DeliveryID, by client: MemberClient
  ) async throws -> Int64 {
    if let expected { return expected }
    guard let found = try await find(delivery, by: client) else { throw Fault.notListed }
    return found.version
  }

  /// Pages looked through for a delivery, of a hundred each.
  private static let searchedPages = 100

  /// A delivery as the list of its mailbox shows it; `nil` if it is in none.
  static func find(
    _ delivery: DeliveryID, by client: MemberClient
  ) async throws -> ListedDelivery? {
    for function in client.connection.functions {
      var cursor: String?
      for _ in 0..<searchedPages {
        let page = try await client.list(function, after: cursor, limit: 100)
        if let item = page.items.first(where: { $0.delivery == delivery }) {
          return item
        }
        cursor = page.next
        if cursor == nil { break }
      }
    }
    return nil
  }
}
