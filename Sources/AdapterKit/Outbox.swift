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
    /// Those of ``messages`` that were to be sent with others, of which nothing was kept.
    public let partial: [Partial]
  }

  /// What was kept of the messages of one document when the machine stopped: the others are
  /// nowhere.
  public struct Partial: Hashable, Sendable {
    /// What was kept, in the order of the document.
    public let messages: [PreparedConcern]
    /// Which of them these are, counted from one.
    public let numbers: [Int]
    /// How many were made of the document.
    public let count: Int
  }

  /// One of several messages that were made of one document.
  private struct Sibling: Hashable {
    /// The name that they have in common, and nothing else has.
    let group: String
    let number: Int
    let count: Int

    /// As it stands in the first line, after the fingerprint.
    var text: String { " \(group) \(number)/\(count)" }

    init(group: String, number: Int, count: Int) {
      (self.group, self.number, self.count) = (group, number, count)
    }

    /// - Parameter words: What follows the fingerprint; nothing for a message of its own.
    init?(_ words: ArraySlice<Substring>) {
      guard words.count == 2, let group = words.first, let place = words.last else { return nil }
      let numbers = place.split(separator: "/").compactMap { Int($0) }
      guard numbers.count == 2, 1 <= numbers[0], numbers[0] <= numbers[1] else { return nil }
      self.init(group: String(group), number: numbers[0], count: numbers[1])
    }
  }

  private struct Kept {
    let prepared: PreparedConcern
    let fingerprint: String
    let sibling: Sibling?
  }

  /// Messages that may wait: weeks of a municipality's reports, and at 66,000 bytes each still
  /// little for a disk. Each look into the folder reads all of them.
  public static let limit = 1000

  /// The first word of each file. Behind it stand the document's fingerprint and, where several
  /// messages were made of that, the name of the group and which of how many it is.
  private static let format = "samverkan-outbox/1 "
  /// The end of each file's name.
  private static let suffix = ".message"
  /// The end of the name of an empty file that says that all of a group were kept.
  private static let wholeSuffix = ".whole"
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
    try keep([prepared], of: document)
  }

  /// Keeps all messages that were made of a document, or none: a part would pass for the whole.
  ///
  /// When this returns, they may be sent. Where the machine stops in between, ``waiting()`` tells
  /// that some are missing.
  ///
  /// - Throws: As ``keep(_:of:)-(PreparedConcern,_)`` does.
  public func keep(
    _ prepared: [PreparedConcern], of document: ConcernDocument
  ) throws(AdapterError) {
    guard paths.count + prepared.count <= limit else {
      throw .outboxFull(folder: folder, limit: limit)
    }
    do {
      try DurableFile.makeFolder(folder)
    } catch {
      throw AdapterError(error)
    }
    var generator = SystemRandomNumberGenerator()
    let group = RandomUUID(using: &generator).text
    var written: [MessageID] = []
    do throws(AdapterError) {
      for (index, one) in prepared.enumerated() {
        let sibling = Sibling(group: group, number: index + 1, count: prepared.count)
        try write(one, document.fingerprint, prepared.count > 1 ? sibling : nil)
        written.append(one.id)
      }
      if prepared.count > 1 { try note(wholePath(of: group)) }
    } catch {
      // What was there before stays; what cannot be taken out again is told of as partial.
      for id in written { try? remove(id) }
      throw error
    }
  }

  private func write(
    _ prepared: PreparedConcern, _ fingerprint: String, _ sibling: Sibling?
  ) throws(AdapterError) {
    let head = Self.format + fingerprint + (sibling?.text ?? "") + "\n"
    try DurableFile(path: path(of: prepared.id)).keep(
      Array(head.utf8) + prepared.envelope + [0x0A] + prepared.sections, permissions: 0o600)
  }

  /// Forgets a message, because its receipt has been verified or the broker will never take it.
  public func remove(_ id: MessageID) throws(AdapterError) {
    let path = path(of: id)
    guard FileManager.default.fileExists(atPath: path) else { return }
    // What cannot be read goes all the same.
    guard let sibling = (try? read(path))?.sibling else { return try remove(path) }
    let whole = wholePath(of: sibling.group)
    // The machine may have stopped when all were kept and that was not noted yet.
    if count(of: sibling.group) == sibling.count { try? note(whole) }
    try remove(path)
    // One that is left over is in nobody's way.
    if count(of: sibling.group) == 0 { try? remove(whole) }
  }

  /// How many of a group are kept; what cannot be read is none of it.
  private func count(of group: String) -> Int {
    paths.count { (try? read($0))?.sibling?.group == group }
  }

  private func note(_ whole: String) throws(AdapterError) {
    guard !FileManager.default.fileExists(atPath: whole) else { return }
    try DurableFile(path: whole).keep([], permissions: 0o600)
  }

  private func remove(_ path: String) throws(AdapterError) {
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
    var found: [Kept] = []
    var unfinished: [String] = []
    for path in paths {
      if let kept = try read(path) { found.append(kept) } else { unfinished.append(path) }
    }
    let messages = found.map(\.prepared).sorted {
      ($0.message.matter.sent, $0.id) < ($1.message.matter.sent, $1.id)
    }
    return Waiting(messages: messages, unfinished: unfinished, partial: partial(found))
  }

  /// Groups that were not all kept: what was sent already is not missing.
  private func partial(_ found: [Kept]) -> [Partial] {
    let groups = Dictionary(grouping: found.filter { $0.sibling != nil }) { $0.sibling?.group }
    return groups.keys.compactMap(\.self).sorted().compactMap { group in
      let kept = (groups[group] ?? []).sorted {
        ($0.sibling?.number ?? 0) < ($1.sibling?.number ?? 0)
      }
      guard let count = kept.first?.sibling?.count, kept.count < count,
        !FileManager.default.fileExists(atPath: wholePath(of: group))
      else { return nil }
      return Partial(
        messages: kept.map(\.prepared), numbers: kept.compactMap(\.sibling?.number), count: count)
    }
  }

  /// Whether a message made of this very document is kept.
  public func holds(_ document: ConcernDocument) throws(AdapterError) -> Bool {
    let fingerprint = document.fingerprint
    for path in paths where try read(path)?.fingerprint == fingerprint { return true }
    return false
  }

  /// Where a message is kept.
  public func path(of id: MessageID) -> String { folder + "/" + id.description + Self.suffix }

  private func wholePath(of group: String) -> String { folder + "/" + group + Self.wholeSuffix }

  private var paths: [String] {
    // No folder holds nothing.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.suffix) }.sorted().map { folder + "/" + $0 }
  }

  /// A message and what stands in its first line; `nil` for a file that was never finished.
  private func read(_ path: String) throws(AdapterError) -> Kept? {
    let bytes = try DurableFile(path: path).content(.own, limit: Self.sizeLimit)
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let head = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard parts.count == 3, head.hasPrefix(Self.format),
      // Half a message does not read: its commitments open to nothing.
      let prepared = try? PreparedConcern(envelope: Array(parts[1]), sections: Array(parts[2]))
    else { return nil }
    let words = head.dropFirst(Self.format.count).split(separator: " ")
    return Kept(
      prepared: prepared, fingerprint: words.first.map(String.init) ?? "",
      sibling: Sibling(words.dropFirst()))
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
