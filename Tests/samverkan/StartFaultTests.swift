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

  private func create(directory: String) async throws -> Outcome {
    try await carryOut([
      "serve", "--data", folder, "--create", "training", "--deployment", "ovning.example",
      "--directory", directory, "--policy", directory,
    ])
  }
}
