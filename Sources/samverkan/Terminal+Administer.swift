import ArgumentParser
import AdapterKit
import Concerns
import Wire

extension Terminal {
  /// Asks one administrative act of the broker, as the operator of the connection.
  ///
  /// - Returns: The member of the answer that holds what was asked for.
  func administer(
    _ act: String, _ members: [JSONValue.Member] = [], reading name: String
  ) async throws -> JSONValue {
    let answer = try await administer(act, members)
    guard let value = answer[name] else { throw AdapterError.forged(.answer) }
    return value
  }

  /// Asks one administrative act of the broker, for its whole answer.
  func administer(_ act: String, _ members: [JSONValue.Member] = []) async throws -> JSONValue {
    try await withClient { client, _ in try await client.operate(act, members) }
  }

  /// Shows all rows of a list by their titles, or one page of it and where the next begins.
  ///
  /// - Parameters:
  ///   - limit: Rows of the one page; every page when `nil`.
  ///   - count: Pages at most; beyond them something repeats itself.
  func showPages(
    of act: String, reading name: String, after: String?, limit: Int?, atMost count: Int,
    _ titles: [(key: String, title: Phrase)], empty: Phrase
  ) async throws {
    let (rows, next) = try await pages(
      of: act, reading: name, after: after, limit: limit, atMost: count)
    show(Register.listing(.array(rows), titles, empty: empty))
    if let next { tell(say(.morePages, next)) }
  }

  /// All rows of a list, or one page of it and where the next begins, in one session.
  ///
  /// - Parameters:
  ///   - limit: Rows of the one page; every page when `nil`.
  ///   - count: Pages at most; beyond them something repeats itself.
  private func pages(
    of act: String, reading name: String, after: String?, limit: Int?, atMost count: Int
  ) async throws -> ([JSONValue], next: String?) {
    try await withClient { client, _ in
      var (rows, cursor): ([JSONValue], String?) = ([], after)
      for _ in 0..<(limit == nil ? count : 1) {
        let answer = try await client.operate(
          act,
          [.init("limit", .integer(Int64(limit ?? Paging.longest)))]
            + (cursor.map { [.init("after", .string($0))] } ?? []))
        guard let page = answer[name]?.array else { throw AdapterError.forged(.answer) }
        rows += page
        cursor = answer["next"]?.string
        if cursor == nil { break }
      }
      return (rows, cursor)
    }
  }

  /// What an agency has of something; nothing at all is looked into, lest a wrong name go unseen.
  func administer(
    _ act: String, of agency: AgencyID, reading name: String
  ) async throws -> JSONValue {
    let found = try await administer(
      act, [.init("agency", .string(agency.text))], reading: name)
    if found.array?.isEmpty == true {
      // Refused with the register's own words if there is no such agency.
      _ = try await administer("agency.show", [.init("id", .string(agency.text))])
    }
    return found
  }

  /// One of the things that an agency has, by what it is called in the register.
  func register(
    _ act: String, of agency: AgencyID, reading name: String, where member: String,
    is wanted: String
  ) async throws -> JSONValue {
    let all = try await administer(act, of: agency, reading: name).array ?? []
    guard let found = all.first(where: { $0[member]?.string == wanted }) else {
      throw Fault.notRegistered(wanted)
    }
    return found
  }
}

extension MemberClient {
  /// Asks one administrative act; whoever is no operator is told which connection it takes.
  nonisolated func operate(
    _ act: String, _ members: [JSONValue.Member] = [], within patience: Duration? = nil
  ) async throws -> JSONValue {
    do {
      return try await administer(
        .object([.init("act", .string(act))] + members), within: patience)
    } catch .refused(let refusal) where refusal.code == ProblemCode.notPermitted.rawValue {
      throw Fault.reserved(refusal, for: .operators)
    }
  }
}

extension Sheet {
  /// The members of an answer that have a title, in the order of the titles.
  init(_ value: JSONValue, _ titles: [(key: String, title: Phrase)]) {
    self.init(
      titles.compactMap { entry in
        value[entry.key].map { Field(entry.key, entry.title, $0) }
      })
  }
}

/// How an act answers about the things of the register.
enum Register {
  static let agency: [(key: String, title: Phrase)] = [
    ("id", .titleAgency), ("name", .titleName), ("party", .titleParty), ("bound", .titleBound),
    ("contracted", .titleContracted), ("functions", .titleFunctions),
  ]
  static let member: [(key: String, title: Phrase)] = [
    ("id", .titleMember), ("curveKey", .titleCurveKey), ("functions", .titleFunctions),
    ("operator", .titleOperator), ("inspector", .titleInspector),
  ]
  static let key: [(key: String, title: Phrase)] = [
    ("keyid", .titleKeyID), ("state", .titleState), ("from", .titleFrom),
    ("until", .titleUntil), ("key", .titleKey), ("holder", .titleHolder),
  ]
  static let parked: [(key: String, title: Phrase)] = [
    ("delivery", .titleDelivery), ("function", .titleFunction), ("lane", .titleLane),
    ("attempts", .titleAttempts), ("since", .titleSince), ("owner", .titleOwner),
  ]

  static func listing(
    _ value: JSONValue, _ titles: [(key: String, title: Phrase)], empty: Phrase = .nothingHere
  ) -> Listing {
    Listing(titles.map { .init($0.key, $0.title) }, rows: value.array ?? [], empty: empty)
  }
}

/// How much of a list is wanted.
struct Paging: ParsableArguments {
  /// The longest page that the broker answers.
  static let longest = 100

  @Option(help: "One page of 1 to 100; every page when left out.") var limit: Int?

  func validate() throws {
    guard limit.map({ (1...Self.longest).contains($0) }) ?? true else {
      throw ValidationError(.limitRange, String(Self.longest))
    }
  }
}
