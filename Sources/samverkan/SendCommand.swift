import AdapterKit
package import ArgumentParser
import Concerns
import Wire

extension ConcernCommand {
  /// Sends a document and waits for the verified receipt.
  package struct Send: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Send a document and wait for the verified receipt. [changes]",
      discussion: """
        A receipt means: on disk, owned by a unit, with a running clock. Without one
        nothing is certain. The message is kept in the outbox until then, also when no
        broker answers, readable by you alone: --resume sends the very same bytes,
        which the broker recognises. The document sent anew would be a second concern.
        Is it urgent, call.

        --json also writes the signed leaf and its proof, which prove receipt to anyone
        who has the broker's public key.

        Examples:
          samverkan concern send report.json
          samverkan concern send - --connection school/connection.json < report.json
          samverkan concern send report.json --as report.mandatory
          samverkan concern send --resume
        """)

    @Argument(help: "The document, or - for standard input.") var file: String?
    @Flag(help: "Send again, byte for byte, all that has no receipt yet.") var resume = false
    @Option(
      name: .customLong("as"),
      help: "Send it as this kind instead, under that kind's usual purpose and basis.")
    var kind: Kind?
    @OptionGroup var keeping: Keeping
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func validate() throws {
      guard resume != (file != nil) else {
        throw ValidationError(.documentOrResume)
      }
      guard !(resume && keeping.anew) else { throw ValidationError(.needsDocument, "--anew") }
      guard !(resume && kind != nil) else { throw ValidationError(.needsDocument, "--as") }
    }

    package func perform(on terminal: Terminal) async throws {
      guard let file else {
        return try await Self.resume(keeping.folder(on: terminal), on: terminal)
      }
      let document = try ConcernDocument(at: file, on: terminal)
      try await keeping.send(try kind.map(document.changed(to:)) ?? document, on: terminal)
    }

    /// Keeps a document, sends it and tells what came of it.
    static func send(
      _ document: ConcernDocument, keptIn outbox: Outbox, anew: Bool, on terminal: Terminal
    ) async throws {
      terminal.remind(about: document)
      try document.checkAnonymous()
      terminal.warnOfNumbers(in: document)
      if !anew, try outbox.holds(document) { throw Fault.waits(in: outbox.folder) }
      // Kept before a line is tried: who sent it at night must not lose it to a broken network.
      let connection = try Connection(reading: terminal.connectionPath)
      let reports = try document.perChild()
      // Where several are made of it, what is wrong is told by its place in what was written.
      if reports.count > 1 { try document.validate(for: connection, at: .wallClock) }
      let prepared = try reports.map { report throws(AdapterError) in
        try report.prepared(for: connection, at: .wallClock)
      }
      try outbox.keep(prepared, of: document)
      terminal.tellChildren(of: document)
      let published = try await send(
        prepared, about: document.children, keptIn: outbox, on: terminal)
      terminal.tell(terminal.good(terminal.say(news(of: document.kind))), "")
      if published.count == 1 {
        terminal.show(sheet(published[0], in: terminal.language))
      } else {
        terminal.show(sheets(published, about: document.children, in: terminal.language))
      }
      tellNext(after: document, published[0], on: terminal)
      let others = try outbox.waiting().messages.count
      if others > 0 {
        let resumption = terminal.resumption(of: outbox.folder)
        terminal.tell(terminal.say(.othersWait, String(others), resumption))
      }
    }

    private static func tellNext(
      after document: ConcernDocument, _ published: Published, on terminal: Terminal
    ) {
      let isNoted = terminal.receipts.id(of: published.reference) == published.id
      let name = isNoted ? published.reference.text : published.id.description
      terminal.tell("", terminal.say(.nextAfterSending, name))
      if document.kind.isReport { terminal.tell(terminal.say(.acuteAdvice)) }
      terminal.remind(about: document)
      if document.kind == .consentRecord {
        terminal.tell(terminal.say(.nextAfterRecording, published.conversation.description))
      }
    }

    /// Sends all that was made of a document; what was taken is shown, also where the next is not.
    private static func send(
      _ prepared: [PreparedConcern], about children: [Tag], keptIn outbox: Outbox,
      on terminal: Terminal
    ) async throws -> [Published] {
      var published: [Published] = []
      for one in prepared {
        do {
          published.append(try await send(one, keptIn: outbox, on: terminal))
        } catch {
          if !published.isEmpty {
            terminal.show(sheets(published, about: children, in: terminal.language))
          }
          throw error
        }
      }
      return published
    }

    private static func sheets(
      _ published: [Published], about children: [Tag], in language: Language
    ) -> Sheets {
      let sheets = published.enumerated().map { index, one in
        sheet(one, about: children.indices.contains(index) ? children[index] : nil, in: language)
      }
      return Sheets(sheets, empty: .nothingHere)
    }

    private static func news(of kind: Kind) -> Phrase {
      if kind.isReport { return .conceptSent }
      switch kind {
      case .consentRecord: return .consentRecorded
      case .consentWithdraw: return .consentWithdrawn
      case .emergencyDeclare: return .emergencyDeclared
      case .emergencyReview: return .emergencyReviewed
      case .reservationOffer: return .reservationOffered
      case .reservationAcknowledge: return .reservationAcknowledged
      default: return .answerSent
      }
    }

    /// Sends what is kept; what can never be taken is kept no longer.
    private static func send(
      _ prepared: PreparedConcern, keptIn outbox: Outbox, on terminal: Terminal
    ) async throws -> Published {
      do {
        return try await terminal.withClient { client, _ in
          let published = try await publish(prepared, keptIn: outbox, over: client)
          // Without it the receipt is shown all the same, and names the id to ask by.
          _ = terminal.receipts.note(published)
          return published
        }
      } catch let error as AdapterError {
        guard error == .otherDeployment else { throw Fault.unsent(error, in: outbox.folder) }
        // It names the deployment it was made for, and that one is not there.
        try outbox.remove(prepared.id)
        throw error
      }
    }

    /// Sends over an open line, where a fault leaves it unknown whether it arrived.
    private static func publish(
      _ prepared: PreparedConcern, keptIn outbox: Outbox, over client: MemberClient
    ) async throws -> Published {
      do {
        return try await outbox.resend(prepared, over: client)
      } catch {
        guard case .refused(let refusal) = error, refusal.retry != .later else {
          throw Fault.kept(error, in: outbox.folder)
        }
        try outbox.remove(prepared.id)
        throw Fault.adapter(error)
      }
    }

    /// Sends what waits, in order; what the broker refuses does not hold up the rest.
    private static func resume(_ outbox: Outbox, on terminal: Terminal) async throws {
      let waiting = try outbox.waiting()
      guard !waiting.messages.isEmpty else {
        if let path = waiting.unfinished.first { throw Fault.unfinished(path) }
        return terminal.show(Sheets([], empty: .outboxEmpty))
      }
      // Before anything is sent: once it is, nobody can see any more that something is missing.
      let partial = waiting.partial.map { Fault.partial(kept: $0.numbers, count: $0.count) }
      for fault in partial { terminal.report(fault) }
      let resent = try await terminal.withClient { client, _ in
        await resend(waiting.messages, from: outbox, over: client)
      }
      for one in resent.published { _ = terminal.receipts.note(one) }
      terminal.show(
        Sheets(resent.published.map { sheet($0, in: terminal.language) }, empty: .nothingHere))
      if let fault = resent.fault { throw fault }
      if let path = waiting.unfinished.first { throw Fault.unfinished(path) }
      if let fault = partial.first { throw fault.exitCode }
    }

    private static func resend(
      _ messages: [PreparedConcern], from outbox: Outbox, over client: MemberClient
    ) async -> (published: [Published], fault: Fault?) {
      var published: [Published] = []
      var refused: Fault?
      for message in messages {
        do throws(AdapterError) {
          published.append(try await outbox.resend(message, over: client))
        } catch {
          guard case .refused(let refusal) = error, refusal.retry != .later else {
            return (published, .kept(error, in: outbox.folder))
          }
          refused = refused ?? .refusedAgain(refusal, outbox.path(of: message.id))
        }
      }
      return (published, refused)
    }

    private static func sheet(
      _ published: Published, about child: Tag? = nil, in language: Language
    ) -> Sheet {
      var fields: [Sheet.Field] = child.map { [.init("child", .titleChild, $0.text)] } ?? []
      fields += [
        .init("reference", .titleReference, published.reference.text),
        .init(
          "answerable", .titleAnswerable,
          published.entrance?.name[language] ?? published.answerable.text),
      ]
      if let phone = published.entrance?.phone {
        fields.append(.init("phone", .titlePhone, phone))
      }
      fields += [
        .init("accepted", .titleAccepted, published.accepted.text),
        .init("id", .titleMessage, published.id.description),
        .init("conversation", .titleConversation, published.conversation.description),
      ]
      return Sheet(
        fields,
        more: [
          .init("function", .string(published.answerable.text)),
          .init("leaf", .string(String(decoding: published.leaf, as: UTF8.self))),
          .init("proof", .string(published.proof)),
        ])
    }
  }
}

/// Several things with the same titles, one after the other.
struct Sheets: Presentable {
  private let sheets: [Sheet]
  /// What a person reads when there are none.
  private let empty: Phrase

  init(_ sheets: [Sheet], empty: Phrase) {
    self.sheets = sheets
    self.empty = empty
  }

  func table(on terminal: Terminal) -> String {
    guard !sheets.isEmpty else { return terminal.say(empty) + "\n" }
    return sheets.map { $0.table(on: terminal) }.joined(separator: "\n")
  }

  var plain: String { sheets.map(\.plain).joined() }
  var json: JSONValue { .array(sheets.map(\.json)) }
  var lines: [JSONValue] { sheets.map(\.json) }
}

extension Terminal {
  /// Beside the connection: what one member made is not another's to send.
  var usualOutbox: String { besideConnection("outbox") }

  /// A place in the folder of the connection file.
  func besideConnection(_ name: String) -> String {
    (connectionPath.lastIndex(of: "/").map { String(connectionPath[...$0]) } ?? "") + name
  }
}

/// Where what is sent is kept until its receipt has come.
struct Keeping: ParsableArguments {
  @Flag(help: "Send it as another message, though the same waits in the outbox.")
  var anew = false
  @Option(
    help: ArgumentHelp(
      "Where messages are kept (default: outbox, beside the connection file).",
      valueName: "folder"))
  var outbox: String?

  func folder(on terminal: Terminal) -> Outbox { Outbox(outbox ?? terminal.usualOutbox) }

  func send(_ document: ConcernDocument, on terminal: Terminal) async throws {
    try await ConcernCommand.Send.send(
      document, keptIn: folder(on: terminal), anew: anew, on: terminal)
  }
}
