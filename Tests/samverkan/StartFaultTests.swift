import ArgumentParser
import Foundation
import Testing
import samverkan

@Suite struct `A broker that cannot start` {
  private let folder = NSTemporaryDirectory() + "start-" + UUID().uuidString.prefix(8)

  @Test(
    arguments: [
      (StartFault.Kind.missing, 66), (.ledgerInUse, 69), (.network, 69), (.ledger, 70), (.gate, 70),
      (.inside, 70), (.unwritable, 73), (.ledgerWaits, 75), (.configuration, 78), (.key, 78),
      (.otherLedger, 78),
    ] as [(StartFault.Kind, Int32)])
  func `ends with the code of its kind`(kind: StartFault.Kind, code: Int32) {
    #expect(StartFault(kind, "why").exitCode.rawValue == code)
  }

  @Test(arguments: ["serve", "quickstart"])
  func `refuses a folder whose socket has no name`(command: String) async throws {
    let long = folder + "/" + String(repeating: "x", count: 101)
    let outcome = try await carryOut([command, "--data", long])
    #expect(outcome.exit == 64)
    #expect(outcome.complaints.contains("101 bytes"))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `says which file is missing, and makes nothing`() async throws {
    let missing = folder + "-nowhere.yaml"
    let outcome = try await create(directory: missing)
    #expect(outcome.exit == 66)
    #expect(outcome.complaints.contains(missing))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `says where a file is wrong, and makes nothing`() async throws {
    let flawed = folder + "-flawed.yaml"
    try Data("format: samverkan-directory/1\nshape: round\n".utf8).write(to: URL(filePath: flawed))
    defer { try? FileManager.default.removeItem(atPath: flawed) }  // A left-over harms nobody.
    let outcome = try await create(directory: flawed)
    #expect(outcome.exit == 78)
    #expect(outcome.complaints.contains(flawed + ", line "))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test(arguments: ["--deployment", "--directory", "--policy", "--listen"])
  func `refuses a word that only a new folder takes`(name: String) async throws {
    let outcome = try await carryOut(["serve", "--data", folder, name, "tcp://127.0.0.1:1"])
    #expect(outcome.exit == 64)
    #expect(outcome.complaints.contains(name))
    #expect(outcome.complaints.contains("--create"))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `refuses a copy that names the original's folder`() async throws {
    let original = folder + "-original"
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A left-over harms nobody.
    try configure(data: original)
    let outcome = try await carryOut(["serve", "--data", folder])
    #expect(outcome.exit == 78)
    #expect(outcome.complaints.contains("data: " + original))
    #expect(outcome.complaints.contains("write data: " + folder))
    #expect(!FileManager.default.fileExists(atPath: original))
  }

  @Test func `takes a configuration that names its folder through a link`() async throws {
    let link = folder + "-link"
    let places = [folder, link]
    // Left-overs harm nobody.
    defer { for place in places { try? FileManager.default.removeItem(atPath: place) } }
    try configure(data: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
    let outcome = try await carryOut(["serve", "--data", folder])
    // It goes on to the directory, which nobody has written.
    #expect(outcome.exit == 66)
    #expect(outcome.complaints.contains("/nowhere/directory.yaml"))
  }

  /// Makes a folder with nothing in it but its configuration.
  private func configure(data: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let text = """
      data: \(data)
      listen: tcp://127.0.0.1:5710
      deployment: ovning.example
      environment: training
      directory: /nowhere/directory.yaml
      policy: /nowhere/policy.yaml

      """
    try Data(text.utf8).write(to: URL(filePath: folder + "/samverkan.yaml"))
  }

  private func create(directory: String) async throws -> Outcome {
    try await carryOut([
      "serve", "--data", folder, "--create", "training", "--deployment", "ovning.example",
      "--directory", directory, "--policy", directory,
    ])
  }
}
