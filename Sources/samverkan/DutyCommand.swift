import AdapterKit
package import ArgumentParser
import Concerns
import Wire

/// What on-call took changes hands.
package struct DutyCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "duty", abstract: "Hand over what on-call took, and accept it.",
    discussion: """
      What on-call has read it keeps, until whoever owns it accepts a hand-over list.
      At nine on the next working day people are rung about what nobody has accepted.

      Examples:
        samverkan duty ls social.jour
        samverkan duty draft social.jour > list.json
        samverkan duty write list.json
        samverkan duty show 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16
        samverkan duty accept 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16
      """,
    subcommands: [List.self, Draft.self, Write.self, Show.self, Accept.self])

  package init() {}

  /// What a function keeps, and its lists.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List what is kept and which lists wait. [reads]",
      discussion: """
        Labels, nothing about anybody. First what the function keeps, with the list
        that names it, if one does; then the lists that it wrote or is to accept, and
        those that were accepted in the last two weeks.

        Examples:
          samverkan duty ls social.jour
          samverkan duty ls social.mottagning --json
        """)
    @Argument(help: "The function; the connection's first when left out.") var function: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let chosen = try function.map(Given.function(_:))
      let (function, overview) = try await terminal.withClient { client, _ in
        try await DutyCommand.overview(of: chosen, by: client)
      }
      terminal.show(
        Dossier(
          Sheet([.init("function", .titleFunction, function.text)]),
          [
            .init(name: "keeps", one: "kept", titles: Self.kept, empty: .nothingKept),
            .init(name: "lists", one: "list", titles: Self.lists, empty: .nothingListed),
          ], in: overview.value))
    }

    private static let kept: [(key: String, title: Phrase)] = [
      ("delivery", .titleDelivery), ("to", .titleOwner), ("since", .titleSince),
      ("due", .titleRungAt), ("list", .titleDutyList),
    ]
    private static let lists: [(key: String, title: Phrase)] = [
      ("list", .titleDutyList), ("from", .titleFrom), ("to", .titleOwner),
      ("written", .titleWritten), ("items", .titleCount), ("accepted", .titleTakenOver),
    ]
  }

  /// Makes a list to fill in.
  package struct Draft: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Write out a list to fill in, of all that no list names. [reads]",
      discussion: """
        One list goes to one owner: where what is kept has several, name one. Fill in
        done for each item, one line; promised and next where there is something.

        Examples:
          samverkan duty draft social.jour > list.json
          samverkan duty draft social.jour --to social.mottagning > list.json
        """)
    @Argument(help: "On-call's function; the connection's first when left out.")
    var function: String?
    @Option(help: "Who owns what the list is to name.") var to: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let chosen = try function.map(Given.function(_:))
      let owner = try to.map(Given.function(_:))
      let (function, overview) = try await terminal.withClient { client, _ in
        try await DutyCommand.overview(of: chosen, by: client)
      }
      let open = overview.keeps.filter {
        $0.list == nil && $0.to != function && (owner == nil || $0.to == owner)
      }
      guard let to = open.first?.to else { throw Fault.nothingToHandOver(function.text) }
      guard open.allSatisfy({ $0.to == to }) else {
        let owners = Set(open.map(\.to.text)).sorted().joined(separator: ", ")
        throw Fault.severalOwners(owners)
      }
      var generator = SystemRandomNumberGenerator()
      let draft = DutyDraft(
        list: DutyListID(RandomUUID(using: &generator)), from: function, to: to,
        items: open.prefix(DutyDocument.itemLimit).map {
          HandOverItem(delivery: $0.delivery, done: "", promised: "", next: "")
        })
      terminal.streams.write(PrettyJSON.text(of: draft.value) + "\n")
      terminal.streams.complain(terminal.say(.dutyDrafted) + "\n")
    }
  }

  /// Records a list.
  package struct Write: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Record a hand-over list; on-call keeps all of it still. [changes]",
      discussion: """
        The list is signed, and whoever owns what it names is asked to accept it. The
        same file again changes nothing. For another list take another draft.

        Examples:
          samverkan duty write list.json
          samverkan duty write - < list.json
        """)
    @Argument(help: "The list, or - for standard input.") var file: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let draft = try DutyDraft(at: file, on: terminal)
      try await terminal.withClient { client, _ in
        try await client.handOver(draft.items, from: draft.from, to: draft.to, as: draft.list)
      }
      terminal.show(
        Sheet([
          .init("list", .titleDutyList, draft.list.description),
          .init("to", .titleOwner, draft.to.text),
          .init("items", .titleCount, .integer(Int64(draft.items.count))),
        ]))
      terminal.tell("", terminal.say(.dutyListed, draft.to.text, draft.list.description))
    }
  }

  /// Reads a list.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Read a hand-over list; recorded as read. [changes]",
      discussion: """
        Only on-call, which wrote it, and whoever owns all that it names can. Each sees
        its own deliveries: samverkan inbox show opens one.

        Examples:
          samverkan duty show 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16
          samverkan duty show 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16 --json
        """)
    @Argument(help: "The list, from duty ls.") var list: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let id = try Given.dutyList(list)
      let shown = try await terminal.withClient { client, _ in
        try await client.handOverList(id)
      }
      terminal.show(DutyCommand.page(of: shown))
    }
  }

  /// Takes a list over.
  package struct Accept: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Accept a hand-over list: what it names is yours alone. [changes]",
      discussion: """
        It is shown first, and that is what is accepted. If something in it has changed
        meanwhile the answer is duty-list-changed, and nothing has happened.

        Examples:
          samverkan duty accept 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16
          samverkan duty accept 8d3f1a52-6b0e-4c77-9f21-0a5c7e4d2b16 --json
        """)
    @Argument(help: "The list, from duty ls.") var list: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let id = try Given.dutyList(list)
      let shown = try await terminal.withClient { client, _ in
        let shown = try await client.handOverList(id)
        try await client.accept(shown)
        return shown
      }
      terminal.show(DutyCommand.page(of: shown))
      terminal.tell("", terminal.say(.dutyAccepted, shown.from.text))
    }
  }

  private static func overview(
    of function: FunctionID?, by client: MemberClient
  ) async throws -> (FunctionID, DutyOverview) {
    guard let function = function ?? client.connection.functions.first else {
      throw Fault.missingArgument(name: "FUNCTION", form: .formFunction)
    }
    return (function, try await duties(of: function, by: client))
  }

  /// A function that is not ours is called that, not a delivery that is not there.
  private static func duties(
    of function: FunctionID, by client: MemberClient
  ) async throws -> DutyOverview {
    do {
      return try await client.duties(of: function)
    } catch .refused(let refusal) where refusal.code == ProblemCode.unknownDelivery.rawValue {
      throw Fault.foreignMailbox(function.text)
    }
  }

  private static func page(of list: HandOverList) -> Dossier {
    Dossier(
      Sheet([
        .init("list", .titleDutyList, list.list.description),
        .init("from", .titleFrom, list.from.text), .init("to", .titleOwner, list.to.text),
        .init("written", .titleWritten, list.written.text),
        .init("accepted", .titleTakenOver, list.accepted.map { .string($0.text) } ?? .null),
      ]),
      [
        .init(
          name: "items", one: "item",
          titles: [
            ("delivery", .titleDelivery), ("done", .titleDone), ("promised", .titlePromised),
            ("next", .titleNextContact),
          ])
      ], in: .object([.init("items", .array(list.items.map(\.value)))]))
  }
}
