public import Concerns
import Evidence
import FoundationEssentials
import Wire
import ZeroMQ

/// Messages that were made and have no verified receipt yet, each in a file of its own.
///
/// A document that is sent a second time is a second concern; the same bytes a second time are the
/// first one. So the bytes are on disk before they are on the line, and go when the receipt has
/// been verified. The files hold what the messages hold: they are their owner's alone, and their
/// names tell nothing of anybody.
///
/// The calls wait for the disk, so they are made beside the loop, never on it.
public struct Outbox: Sendable {
  /// What lies in an outbox.
  public struct Waiting: Sendable {
    /// The messages, in the order in which they were made.
    public let messages: [PreparedConcern]
    /// Files that were never finished, because the machine stopped; they were never sent.
    public let unfinished: [String]
  }

  /// Messages that may wait: weeks of a municipality's reports, and at 66,000 bytes each still
  /// little for a disk. Each look into the folder reads all of them.
  public static let limit = 1000

  /// The first word of each file.
  private static let format = "samverkan-outbox/1 "
  /// The end of each file's name.
  private static let suffix = ".message"
  /// Largest file: two frames of at most 65,536 bytes together, the first line and line feeds.
  private static let sizeLimit = 66_000

  /// The folder, made when something is first kept.
  public let folder: String
  private let limit: Int

  /// Names a folder that exists or is to be made.
  ///
  /// - Parameter limit: How many messages it may hold, those that were never finished among them.
  public init(_ folder: String, limit: Int = Outbox.limit) {
    self.folder = folder
    self.limit = limit
  }

  /// Keeps a message durably; when this returns, it may be sent.
  ///
  /// - Throws: ``AdapterError/outboxFull(folder:limit:)`` when as many wait as may; then nothing is
  ///   kept, so nothing may be sent.
  public func keep(
    _ prepared: PreparedConcern, of document: ConcernDocument
  ) throws(AdapterError) {
    guard paths.count < limit else { throw .outboxFull(folder: folder, limit: limit) }
    do {
      try DurableFile.makeFolder(folder)
    } catch {
      throw AdapterError(error)
    }
    let head = Array((Self.format + document.fingerprint + "\n").utf8)
    try DurableFile(path: path(of: prepared.id)).keep(
      head + prepared.envelope + [0x0A] + prepared.sections, permissions: 0o600)
  }

  /// Forgets a message, because its receipt has been verified or the broker will never take it.
  public func remove(_ id: MessageID) throws(AdapterError) {
    let path = path(of: id)
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .file(path: path, .inaccessible)
    }
  }

  /// All that is kept.
  ///
  /// - Throws: ``AdapterError/file(path:_:)`` when a file is not its owner's alone.
  public func waiting() throws(AdapterError) -> Waiting {
    var messages: [PreparedConcern] = []
    var unfinished: [String] = []
    for path in paths {
      if let kept = try read(path) {
        messages.append(kept.prepared)
      } else {
        unfinished.append(path)
      }
    }
    messages.sort { ($0.message.matter.sent, $0.id) < ($1.message.matter.sent, $1.id) }
    return Waiting(messages: messages, unfinished: unfinished)
  }

  /// Whether a message made of this very document is kept.
  public func holds(_ document: ConcernDocument) throws(AdapterError) -> Bool {
    let fingerprint = document.fingerprint
    for path in paths where try read(path)?.fingerprint == fingerprint { return true }
    return false
  }

  /// Where a message is kept.
  public func path(of id: MessageID) -> String { folder + "/" + id.description + Self.suffix }

  private var paths: [String] {
    // No folder holds nothing.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.suffix) }.sorted().map { folder + "/" + $0 }
  }

  /// A message with its document's fingerprint; `nil` for a file that was never finished.
  private func read(
    _ path: String
  ) throws(AdapterError) -> (prepared: PreparedConcern, fingerprint: String)? {
    let bytes = try DurableFile(path: path).content(.own, limit: Self.sizeLimit)
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let head = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard parts.count == 3, head.hasPrefix(Self.format),
      // Half a message does not read: its commitments open to nothing.
      let prepared = try? PreparedConcern(envelope: Array(parts[1]), sections: Array(parts[2]))
    else { return nil }
    return (prepared, String(head.dropFirst(Self.format.count)))
  }
}

extension Outbox {
  /// Sends a document, keeping the message until its receipt has been verified.
  ///
  /// - Throws: As the client's `publish` does. What the broker refused for good is kept no longer;
  ///   after every other error ``holds(_:)`` tells that the same bytes still wait.
  @concurrent public func send(
    _ document: ConcernDocument, over client: MemberClient
  ) async throws(AdapterError) -> Published {
    let prepared = try client.prepare(document)
    try keep(prepared, of: document)
    do {
      return try await resend(prepared, over: client)
    } catch .refused(let refusal) where refusal.retry != .later {
      try remove(prepared.id)
      throw .refused(refusal)
    }
  }

  /// Sends the very same bytes again, and forgets them when the receipt has been verified.
  ///
  /// What is refused now may have been taken the first time, so it stays until somebody has looked.
  @concurrent public func resend(
    _ prepared: PreparedConcern, over client: MemberClient
  ) async throws(AdapterError) -> Published {
    let published = try await client.publish(prepared)
    try remove(prepared.id)
    return published
  }
}

extension ConcernDocument {
  /// The same for every copy of the document, however it is laid out.
  fileprivate var fingerprint: String {
    let parts = sections.map { part in
      JSONValue.object([
        .init("class", .string(part.dataClass.rawValue)),
        .init("about", .array(part.about.map { .string($0.text) })), .init("body", part.body),
      ])
    }
    let value = JSONValue.object([
      .init("kind", .string(kind.rawValue)), .init("unit", .string(unit.text)),
      .init("conversation", conversation.map { .string($0.description) } ?? .null),
      .init("purpose", .string(purpose.rawValue)), .init("basis", .string(basis.rawValue)),
      .init("handling", handling), .init("sections", .array(parts)),
    ])
    return Base64.url.encode(Digest32(hashing: value.bytes).bytes)
  }
}
