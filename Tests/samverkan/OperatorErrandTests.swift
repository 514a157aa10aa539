import AdapterKit
import ArgumentParser
import EdgeSupport
import Foundation
import Testing
import Wire
import samverkan

@Suite(.timeLimit(.minutes(20))) struct `An errand for operators` {
  let sample: Sample
  let folder: String

  init() throws {
    sample = try Sample()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  static let lines = [
    "agency ls", "agency show a", "agency add a --name A --party school", "member ls",
    "member ls a", "member show a/b", "member remove a/b --confirm a/b", "key ls a",
    "key show a AAAAAAAAAAAAAAAA", "key retire a AAAAAAAAAAAAAAAA",
    "key revoke a AAAAAAAAAAAAAAAA --confirm=AAAAAAAAAAAAAAAA", "status", "parked ls",
    "parked show q0rJ3T5mS8eV1xYzAbCdEg", "parked redrive q0rJ3T5mS8eV1xYzAbCdEg", "route test",
    "drill", "directory plan", "consent ls", "emergency ls", "reservation ls",
    "contact counts 2026",
  ]

  @Test(arguments: lines)
  func `tells anybody else which connection it takes, and says so in its help`(
    line: String
  ) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A folder of this test's own.
    let told = try await carryOut(line, as: sample, in: folder) { _, heard in
      guard case .admin = heard.command else { return .usual }
      return .say(.problem(Problem(.notPermitted), refusal: nil))
    }
    #expect(told.exit == 77, "\(told.complaints)")
    #expect(told.output.isEmpty)
    #expect(told.complaints.contains("for the broker's operators"))
    #expect(told.complaints.contains("--connection FOLDER/operator/connection.json"))
    #expect(told.complaints.contains(folder + "/connection.json is no operator's connection"))
    // What helps somebody who reads a mailbox helps nobody here.
    #expect(!told.complaints.contains("registered for the function"))
    let deed = try Samverkan.parseAsRoot(line.split(separator: " ").map(String.init))
    #expect(type(of: deed).configuration.abstract.contains("; for operators. ["))
  }
}
