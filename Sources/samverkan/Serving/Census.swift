import AdapterKit
import Concerns

/// How many deliveries lie in every mailbox of the quickstart, as their own readers are told.
struct Census: Hashable, Sendable {
  /// A page's length, the longest that is answered.
  static let pageLimit = 100
  /// More pages than this in a training folder, and something repeats itself.
  private static let pagesLimit = 100

  private let counts: [FunctionID: Int]

  /// Lists every mailbox as the member that reads it.
  static func take(with clients: [QuickstartMember: MemberClient]) async throws -> Census {
    var counts: [FunctionID: Int] = [:]
    for member in QuickstartMember.allCases {
      guard let client = clients[member] else { continue }
      for function in member.functions { counts[function] = try await count(function, client) }
    }
    return Census(counts: counts)
  }

  private static func count(_ function: FunctionID, _ client: MemberClient) async throws -> Int {
    var (count, cursor): (Int, String?) = (0, nil)
    for _ in 0..<pagesLimit {
      let page = try await client.list(function, after: cursor, limit: pageLimit)
      count += page.items.count
      guard let next = page.next else { return count }
      cursor = next
    }
    throw Fault.unexpected("a mailbox that does not end")
  }

  /// How many mailboxes were counted.
  var size: Int { counts.count }

  /// What has come since an earlier census; mailboxes where nothing came are left out.
  func growth(since earlier: Census) -> [FunctionID: Int] {
    var growth: [FunctionID: Int] = [:]
    for (function, count) in counts where count != earlier.counts[function, default: 0] {
      growth[function] = count - earlier.counts[function, default: 0]
    }
    return growth
  }
}
