import AdapterKit
package import ArgumentParser
import Concerns
import Wire

extension InboxCommand {
  /// Tells who last knew the persons of a delivery.
  package struct Known: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Ask which unit last knew whom a report is about; recorded. [reads]",
      discussion: """
        For the unit that owns an open report, about those whom it concerns and whose
        number passes: the unit of the same board that last took a report about them
        into its case system, and the day. Everybody else is refused, and no sender is
        told. Every question is recorded with the member and the time.

        Examples:
          samverkan inbox known q0rJ3T5mS8eV1xYzAbCdEg
          samverkan inbox known q0rJ3T5mS8eV1xYzAbCdEg --json | jq .whole
        """)

    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let answer = try await terminal.withClient { client, _ in
        try await Self.ask(delivery, by: client)
      }
      terminal.show(KnownPage(answer: answer))
      // In every form: whoever counts on a whole search must hear that it was not.
      if answer["whole"]?.bool != true {
        terminal.streams.complain(terminal.say(.searchNotWhole) + "\n")
      }
    }

    private static func ask(
      _ delivery: DeliveryID, by client: MemberClient
    ) async throws -> JSONValue {
      do {
        return try await client.known(delivery)
      } catch .refused(let refusal) where refusal.code == ProblemCode.notPermitted.rawValue {
        throw Fault.reserved(refusal, for: .owner)
      } catch {
        throw try await Settled.fault(behind: error, of: delivery, by: client, .asking)
      }
    }
  }
}

/// Who last knew somebody: rows for a person, and for a program also whether that is all.
private struct KnownPage: Presentable {
  let answer: JSONValue

  private var listing: Listing {
    Listing(
      [.init("tag", .titlePersons), .init("function", .titleKnownTo), .init("on", .titleDay)],
      rows: answer["persons"]?.array ?? [], empty: .nobodyKnew)
  }

  func table(on terminal: Terminal) -> String { listing.table(on: terminal) }
  var plain: String { listing.plain }
  var json: JSONValue { answer }
  var lines: [JSONValue] { [answer] }
}
