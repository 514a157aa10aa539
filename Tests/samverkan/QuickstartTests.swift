import Foundation
import Support
import Testing
import Wire

/// The real program in a process of its own: a broker, sockets, four concerns.
///
/// Of its own, because the other tests beside it would take its threads and its time.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The quickstart` {
  @Test func `prints what the README shows`() async throws {
    let played = try await play(["--lang", "sv"])
    #expect(played.status == 0)
    let shown = try Self.firstScreen().split(separator: "\n")
    #expect(shown.count > 15)
    let printed = Set(played.output.split(separator: "\n"))
    for line in shown where Self.isSteady(line) { #expect(printed.contains(line)) }
  }

  @Test(arguments: [("json", 1), ("ndjson", 6)])
  func `tells a program every scene`(form: String, values: Int) async throws {
    let output = try await play(["--output", form]).output
    let texts = form == "json" ? [output] : output.split(separator: "\n").map(String.init)
    #expect(texts.count == values)
    let read = try texts.map { try JSONScanner.parse(Array($0.utf8)) }
    let told = form == "json" ? try #require(read.first?.array) : read
    #expect(told.compactMap { $0["scene"]?.integer } == [1, 2, 3, 4])
    #expect(told.compactMap { $0["feedback"]?["outcome"]?.string } == ["opened"])
    #expect(told.last?["held"] == .bool(true))
    let stopped = told.flatMap { $0["stopped"]?.array ?? [] }
    #expect(stopped.contains { $0["rule"]?["rule"]?.string == "excluded-by-name" })
  }

  @Test func `explains with the policy of its folder`() async throws {
    let folder = Self.place("quickstart")
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let words = ["--lang", "sv", "--data", folder]
    #expect(try await play(words).status == 0)
    let policy = URL(filePath: folder + "/policy.yaml")
    let shipped = "En förening utan avtal har ingen tystnadsplikt i lag"
    let text = try String(contentsOf: policy, encoding: .utf8)
    #expect(text.contains(shipped))
    let old = folder + "/old.yaml"
    try Data(text.utf8).write(to: URL(filePath: old))
    try Data(text.replacing(shipped, with: "Ordningen är ändrad").utf8).write(to: policy)
    #expect(try await play(words).status == 77, "a law that nobody has signed was taken")
    let signed = try await carryOut([
      "rule", "sign", policy.path(percentEncoded: false), "--over", old, "--connection",
      folder + "/operator/connection.json",
    ])
    #expect(signed.exit == 0, "\(signed.complaints)")
    let output = try await play(words).output
    #expect(output.contains("Ordningen är ändrad"))
    #expect(!output.contains(shipped))
  }

  @Test func `has a bell that notes everybody it would ring, and rings nobody`() async throws {
    let folder = Self.place("quickstart bell's")
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    #expect(try await play(["--data", folder]).status == 0)
    let notes = folder + "/rung.txt"
    let before = (try? String(contentsOfFile: notes, encoding: .utf8)) ?? ""
    let (bell, directory) = (folder + "/bell.yaml", folder + "/directory.yaml")
    let drill = ["drill", "--bell", bell, "--directory", directory]
    let units = try await carryOut(["directory", "ls", "--output", "plain"]).output
      .split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    let reception = "norrkoping-socialnamnd.mottagning-och-socialjour"
    #expect(units.contains(reception[...]))
    for unit in units where unit != reception {
      let shown = try await carryOut(drill + ["--unit", String(unit), "--dry-run", "--json"])
      #expect(shown.exit == 0 && !shown.output.contains("nowhere"), "\(unit): \(shown.output)")
    }
    let rung = try await carryOut(drill + ["--json"])
    #expect(rung.exit == 0, "\(rung.complaints)")
    #expect(!rung.output.contains("unreached") && !rung.output.contains("nowhere"))
    let lines = try String(contentsOfFile: notes, encoding: .utf8).dropFirst(before.count)
      .split(separator: "\n")
    #expect(lines.count == rung.output.ranges(of: "\"reached\"").count && !lines.isEmpty)
    let allPlain = lines.allSatisfy { $0.contains("T") && $0.contains("prov av larmet") }
    #expect(allPlain, "\(lines)")
  }

  @Test func `makes no broker among somebody else's files`() async throws {
    let folder = Self.place("quickstart-foreign")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    try Data("kept".utf8).write(to: URL(filePath: folder + "/notes.txt"))
    let outcome = try await carryOut(["quickstart", "--once", "--data", folder])
    #expect(outcome.exit == 73)
    #expect(outcome.complaints.contains("choose an empty folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
  }

  @Test(arguments: [false, true])
  func `leaves no keys behind once nobody reads on`(isReadToTheEnd: Bool) async throws {
    let folder = Self.place("quickstart-temporary")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let process = Process()
    process.executableURL = try Program.url()
    process.arguments = ["quickstart", "--once"]
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder]) { $1 }
    let output = Pipe()
    process.standardOutput = isReadToTheEnd ? FileHandle.nullDevice : output
    process.standardError = FileHandle.nullDevice
    if !isReadToTheEnd { try output.fileHandleForReading.close() }
    let status = try await Self.end(of: process)
    #expect(process.terminationReason == .exit)
    #expect(status == (isReadToTheEnd ? 0 : 73))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test func `leaves a folder whose law takes an operator to narrow and two to widen`()
    async throws
  {
    let folder = Self.place("quickstart")
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    #expect(try await play(["--data", folder]).status == 0)
    let policy = folder + "/policy.yaml"
    let shipped = try String(contentsOfFile: policy, encoding: .utf8)
    let overlay = """
      ---
      format: samverkan-overlay/1
      gives-up: [always-seen-sharing-with-leisure]
      seeing:
        - id: withhold-school-from-leisure
          citation: ["OSL 26:1"]
          review: needs-legal-review
          from: 2026-01-15
          effect: withhold
          kinds: [collaboration.share]
          senders: any
          recipients: [leisure]
          standings: [participant]
          classes: [school]
          reason: {sv: "Gården läser inte.", en: "The centre does not read."}

      """
    let new = folder + "/new.yaml"
    try Data((shipped + overlay).utf8).write(to: URL(filePath: new))
    let apply = ["rule", "apply", new, "--data", folder]
    let unsigned = try await carryOut(apply)
    #expect(unsigned.exit == 77 && unsigned.complaints.contains("0 of 1 signatures"))
    #expect(try String(contentsOfFile: policy, encoding: .utf8) == shipped)
    #expect(try await sign(new, over: policy, in: folder).exit == 0)
    let applied = try await carryOut(apply)
    #expect(applied.exit == 0, "\(applied.complaints)")
    #expect(applied.output.contains("- The leisure centre, as a participant"), "\(applied.output)")
    #expect(try String(contentsOfFile: policy, encoding: .utf8) == shipped + overlay)
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/laws")
    #expect(kept.count == 2)

    // To take the overlay away is to widen the law: one operator is not enough.
    try Data(shipped.utf8).write(to: URL(filePath: new))
    try FileManager.default.removeItem(atPath: new + ".sig")
    #expect(try await sign(new, over: policy, in: folder).exit == 0)
    let wider = try await carryOut(apply)
    #expect(wider.exit == 77 && wider.complaints.contains("1 of 2 signatures"))
    #expect(try String(contentsOfFile: policy, encoding: .utf8) == shipped + overlay)
  }

  private func sign(
    _ law: String, over old: String, in folder: String
  ) async throws -> Outcome {
    try await carryOut([
      "rule", "sign", law, "--over", old, "--connection", folder + "/operator/connection.json",
    ])
  }

  /// Runs `quickstart --once` to its end.
  private func play(_ words: [String]) async throws -> (status: Int32, output: String) {
    // A file and no pipe, which would fill and hold the program up.
    let path = Self.place("quickstart-output")
    defer { try? FileManager.default.removeItem(atPath: path) }  // A file of this test's own.
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let process = Process()
    process.executableURL = try Program.url()
    process.arguments = ["quickstart", "--once"] + words
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
    let status = try await Self.end(of: process)
    return (status, try String(contentsOfFile: path, encoding: .utf8))
  }

  private static func end(of process: Process) async throws -> Int32 {
    let (ended, ending) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      ending.yield(process.terminationStatus)
      ending.finish()
    }
    try process.run()
    return try #require(await ended.first { _ in true })
  }

  private static func place(_ name: String) -> String {
    NSTemporaryDirectory() + name + "-" + UUID().uuidString.prefix(8)
  }

  /// The block of the README that shows the output.
  private static func firstScreen() throws -> Substring {
    let text = try Protocols.text(of: "README.md")
    let begin = try #require(text.range(of: "<!-- quickstart:"))
    let end = try #require(text.range(of: "<!-- /quickstart -->"))
    let fences = text[begin.upperBound..<end.lowerBound].ranges(of: "```")
    return text[try #require(fences.first).upperBound..<(try #require(fences.last)).lowerBound]
  }

  /// Whether a line is the same at every hour and in every run.
  private static func isSteady(_ line: Substring) -> Bool {
    ![
      "   Nytt i brevlådorna", "   Visades för", "   Avsändaren fick veta", "     Därefter", "   …",
      "2. …",
    ].contains { line.hasPrefix($0) }
  }
}
