import AdapterKit
package import ArgumentParser
import Concerns
import Routing
import Wire

extension DirectoryCommand {
  /// Asks a broker that runs what a directory would change.
  package struct Plan: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "What a new directory changes, item by item; for operators. [changes]",
      discussion: """
        Hands FILE to the broker that runs, which plans every day ahead on which
        something changes: each open item with its owner and clocks before and after,
        who newly may see or decide, what names an authority that ceases. Without FILE,
        the same for the directory in force. Nothing is moved by it. That a plan was
        made is recorded: a directory is put in force on a plan of the last 24 hours.

        Ends with 1 when something stands in its way: items without an owner, or a unit
        that takes over without anybody there; then each is named with what to do. With
        65 when FILE cannot be used.

        Examples:
          samverkan directory plan new.yaml
          samverkan directory plan new.yaml --items --output json
          samverkan directory plan
        """)
    @Argument(help: "The directory's file; - for standard input.") var file: String?
    @Flag(help: "Also list every open item.") var items = false
    @OptionGroup package var options: GlobalOptions

    package init() {}

    /// Bytes of a file in one request: its answer is soon there, and quotes have room.
    private static let partLimit = 24_000
    /// Pages of items at most: beyond a million something repeats itself.
    private static let pageLimit = 10_000

    package func perform(on terminal: Terminal) async throws {
      let text = try file.map { try LawFile.text(at: $0, on: terminal) }
      if let file, let text {
        let page = DirectoryPage(of: text, named: file, beside: [])
        guard page.holds else {
          terminal.show(page)
          throw ExitCode(65)
        }
      }
      let page = try await terminal.withClient { client, _ in
        try await Self.hand(text, to: client)
        let overview = try await client.operate("directory.plan")
        var days: [PlanPage.Day] = []
        for day in overview["days"]?.array ?? [] {
          guard let name = day["day"]?.string else { throw AdapterError.forged(.answer) }
          let answer = try await client.operate("directory.day", [.init("day", .string(name))])
          days.append(
            PlanPage.Day(
              overview: day, answer: answer,
              items: items ? try await Self.items(of: name, from: client) : nil))
        }
        return PlanPage(overview: overview, days: days)
      }
      terminal.show(page)
      if page.isRefused { throw ExitCode(1) }
    }

    /// Hands a file over, part by part.
    private static func hand(_ text: String?, to client: MemberClient) async throws {
      guard let text else { return }
      var rest = text[...]
      var number: Int64 = 0
      repeat {
        let part = rest.prefix(partLimit)
        rest = rest.dropFirst(partLimit)
        _ = try await client.operate(
          "directory.draft",
          [.init("part", .integer(number)), .init("text", .string(String(part)))])
        number += 1
      } while !rest.isEmpty
    }

    private static func items(
      of day: String, from client: MemberClient
    ) async throws -> [JSONValue] {
      var (rows, cursor): ([JSONValue], String?) = ([], nil)
      for _ in 0..<pageLimit {
        let answer = try await client.operate(
          "directory.items",
          [.init("day", .string(day)), .init("limit", .integer(Int64(Paging.longest)))]
            + (cursor.map { [.init("after", .string($0))] } ?? []))
        guard let page = answer["items"]?.array else { throw AdapterError.forged(.answer) }
        rows += page
        cursor = answer["next"]?.string
        if cursor == nil { break }
      }
      return rows
    }
  }
}
