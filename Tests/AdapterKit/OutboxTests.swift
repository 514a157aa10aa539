import AdapterKit
import EdgeSupport
import Evidence
import Foundation
import Testing
import Wire

@Suite(.timeLimit(.minutes(20))) struct `An outbox` {
  private let outbox = Outbox(NSTemporaryDirectory() + "outbox-" + UUID().uuidString.prefix(8))

  @Test func `holds a message from before it is sent until its receipt is verified`() async throws {
    defer { clear() }
    let outbox = outbox
    try await Stage.run(
      script: { _, asked in
        if asked.command.name == .publish {
          #expect((try? outbox.waiting().messages.count) == 1)
        }
        return .usual
      }
    ) { stage in
      try await stage.client.start()
      let published = try await outbox.send(try Sample.document(), over: stage.client)
      #expect(await stage.edge.publishes.count == 1)
      #expect(!FileManager.default.fileExists(atPath: outbox.path(of: published.id)))
      #expect(try outbox.waiting().messages.isEmpty)
    }
  }

  @Test func `keeps what has no receipt, for its owner alone`() async throws {
    defer { clear() }
    try await Stage.run(
      script: { _, asked in
        asked.command.name == .publish ? .say(.problem(Problem(.idReused), refusal: nil)) : .usual
      }
    ) { stage in
      try await stage.client.start()
      let prepared = try stage.prepared()
      try outbox.keep(prepared, of: try Sample.document())
      let found = await fault { _ = try await outbox.resend(prepared, over: stage.client) }
      #expect(code(of: found) == "id-reused")
      #expect(try outbox.waiting().messages == [prepared])
      #expect(try outbox.holds(try Sample.document()))
      #expect(
        try !outbox.holds(
          try Sample.document { $0 = $0.replacing("borta", with: "bortom") }))
      #expect(try permissions(outbox.path(of: prepared.id)) == 0o600)
      #expect(try permissions(outbox.folder) == 0o700)
    }
  }

  @Test(arguments: [(ProblemCode.kindNotLawful, 0), (.intakeClosed, 1)])
  func `keeps what is refused only if later may help`(code: ProblemCode, kept: Int) async throws {
    defer { clear() }
    var limits = Sample.limits
    // Whoever may come later tries until it gives up.
    if kept > 0 { limits.publish = .milliseconds(300) }
    try await Stage.run(
      limits: limits,
      script: { _, asked in
        asked.command.name == .publish ? .say(.problem(Problem(code), refusal: nil)) : .usual
      }
    ) { stage in
      try await stage.client.start()
      let found = await fault {
        _ = try await outbox.send(try Sample.document(), over: stage.client)
      }
      #expect(found != nil)
      #expect(try outbox.waiting().messages.count == kept)
    }
  }

  @Test func `sends nothing that was never finished`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let (whole, half) = (try stage.prepared(), try stage.prepared())
      try outbox.keep(whole, of: try Sample.document())
      try outbox.keep(half, of: try Sample.document())
      let path = outbox.path(of: half.id)
      let bytes = try Data(contentsOf: URL(filePath: path))
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.truncate(atOffset: UInt64(bytes.count / 2))
      try file.close()
      let waiting = try outbox.waiting()
      #expect(waiting.messages == [whole])
      #expect(waiting.unfinished == [path])
    }
  }

  @Test func `keeps no more than it may, and goes on once there is room`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let small = Outbox(outbox.folder, limit: 2)
      let document = try Sample.document()
      let messages = [try stage.prepared(), try stage.prepared(), try stage.prepared()]
      for message in messages.prefix(2) { try small.keep(message, of: document) }
      let full = AdapterError.outboxFull(folder: small.folder, limit: 2)
      #expect(await fault { try small.keep(messages[2], of: document) } == full)
      #expect(!FileManager.default.fileExists(atPath: small.path(of: messages[2].id)))
      try small.remove(messages[1].id)
      try small.keep(messages[2], of: document)
      #expect(Set(try small.waiting().messages.map(\.id)) == [messages[0].id, messages[2].id])
    }
  }

  @Test func `sends nothing that it cannot keep`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      try await stage.client.start()
      let none = Outbox(outbox.folder, limit: 0)
      let found = await fault {
        _ = try await none.send(try Sample.document(), over: stage.client)
      }
      #expect(found == .outboxFull(folder: none.folder, limit: 0))
      #expect(await stage.edge.publishes.isEmpty)
    }
  }

  @Test func `refuses a file that others can open`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let prepared = try stage.prepared()
      try outbox.keep(prepared, of: try Sample.document())
      let path = outbox.path(of: prepared.id)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      let found = await fault { _ = try outbox.waiting() }
      #expect(found == .file(path: path, .exposed))
    }
  }

  @Test func `makes its folder and those above it, for its owner alone`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let inner = Outbox(outbox.folder + "/case/outbox/")
      let (first, second) = (try stage.prepared(), try stage.prepared())
      for prepared in [first, second] { try inner.keep(prepared, of: try Sample.document()) }
      #expect(try inner.waiting().messages.count == 2)
      for folder in [outbox.folder, outbox.folder + "/case", outbox.folder + "/case/outbox"] {
        #expect(try permissions(folder) == 0o700)
      }
      // Where a file stands in the way, nothing is kept and so nothing is sent.
      let path = inner.path(of: first.id)
      let found = await fault { try Outbox(path).keep(second, of: try Sample.document()) }
      #expect(found == .file(path: Outbox(path).path(of: second.id), .inaccessible))
    }
  }

  @Test func `keeps all that was made of a document, or none`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let small = Outbox(outbox.folder, limit: 2)
      let document = try Sample.document()
      let messages = [try stage.prepared(), try stage.prepared(), try stage.prepared()]
      try small.keep(messages[0], of: document)
      let full = AdapterError.outboxFull(folder: small.folder, limit: 2)
      #expect(await fault { try small.keep(Array(messages[1...]), of: document) } == full)
      #expect(try small.waiting().messages == [messages[0]])
    }
  }

  @Test func `keeps none where one of several cannot be written`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let pair = [try stage.prepared(), try stage.prepared()]
      // Something else is where the second would be.
      try FileManager.default.createDirectory(
        atPath: outbox.path(of: pair[1].id), withIntermediateDirectories: true)
      #expect(await fault { try outbox.keep(pair, of: try Sample.document()) } != nil)
      #expect(!FileManager.default.fileExists(atPath: outbox.path(of: pair[0].id)))
      #expect(FileManager.default.fileExists(atPath: outbox.path(of: pair[1].id)))
    }
  }

  @Test func `keeps what it kept when that is kept once more`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let prepared = try stage.prepared()
      try outbox.keep(prepared, of: try Sample.document())
      #expect(await fault { try outbox.keep(prepared, of: try Sample.document()) } != nil)
      #expect(try outbox.waiting().messages == [prepared])
    }
  }

  @Test func `tells that one of several was never kept`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let pair = try keepPair(stage)
      try lose(outbox.path(of: pair[1].id))
      try lose(try whole)
      let partial = try outbox.waiting().partial
      #expect(partial.map(\.messages) == [[pair[0]]])
      #expect(partial.map(\.numbers) == [[1]])
      #expect(partial.map(\.count) == [2])
      #expect(try outbox.waiting().messages == [pair[0]])
      #expect(try outbox.holds(try Sample.document()))
    }
  }

  @Test(arguments: [false, true])
  func `misses none of several that was sent`(isNoted: Bool) async throws {
    defer { clear() }
    try await Stage.run { stage in
      let pair = try keepPair(stage)
      // The machine may stop when all are kept, and before that is noted.
      if !isNoted { try lose(try whole) }
      #expect(try outbox.waiting().partial.isEmpty)
      try outbox.remove(pair[0].id)
      #expect(try outbox.waiting().partial.isEmpty)
      #expect(try outbox.waiting().messages == [pair[1]])
      try outbox.remove(pair[1].id)
      #expect(try FileManager.default.contentsOfDirectory(atPath: outbox.folder) == [])
    }
  }

  @Test func `keeps one message as it always did`() async throws {
    defer { clear() }
    try await Stage.run { stage in
      let prepared = try stage.prepared()
      try outbox.keep(prepared, of: try Sample.document())
      let bytes = try Data(contentsOf: URL(filePath: outbox.path(of: prepared.id)))
      let head = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self).split(separator: " ")
      #expect(head.count == 2 && head[0] == "samverkan-outbox/1" && head[1].count == 43)
      #expect(try FileManager.default.contentsOfDirectory(atPath: outbox.folder).count == 1)
    }
  }

  private func keepPair(_ stage: Stage) throws -> [PreparedConcern] {
    let pair = [try stage.prepared(), try stage.prepared()]
    try outbox.keep(pair, of: try Sample.document())
    return pair
  }

  /// The file that says that all of a group were kept.
  private var whole: String {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: outbox.folder)
      return outbox.folder + "/" + (try #require(names.first { $0.hasSuffix(".whole") }))
    }
  }

  private func lose(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  private func permissions(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  private func clear() {
    try? FileManager.default.removeItem(atPath: outbox.folder)  // A folder of this test's own.
  }
}
