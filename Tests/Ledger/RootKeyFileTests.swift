import Foundation
import Ledger
import Testing

@Suite struct `A root key file` {
  private let path = NSTemporaryDirectory() + "root key å-" + UUID().uuidString

  private func withFile(_ body: () throws -> Void) rethrows {
    defer { try? FileManager.default.removeItem(atPath: path) }  // A missing file is no fault.
    try body()
  }

  @Test func `is read back as it was made, by its owner alone`() throws {
    try withFile {
      var generator = SystemRandomNumberGenerator()
      let made = try RootKeyFile.create(at: path, using: &generator)
      #expect(try RootKeyFile.read(at: path).mark == made.mark)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
      #expect(attributes[.size] as? NSNumber == 32)
    }
  }

  @Test func `is never written over`() throws {
    try withFile {
      var generator = SystemRandomNumberGenerator()
      let made = try RootKeyFile.create(at: path, using: &generator)
      #expect(throws: RootKeyFileError.alreadyExists) {
        try RootKeyFile.create(at: path, using: &generator)
      }
      #expect(try RootKeyFile.read(at: path).mark == made.mark)
    }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o601])
  func `is refused when others may use it, with a remedy`(mode: Int) throws {
    try withFile {
      var generator = SystemRandomNumberGenerator()
      _ = try RootKeyFile.create(at: path, using: &generator)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      let error = #expect(throws: RootKeyFileError.self) { try RootKeyFile.read(at: path) }
      #expect(error == .tooOpen(mode: UInt16(mode)))
      #expect(error?.description.contains("set it to 600") == true)
    }
  }

  @Test(arguments: [(0o400, true), (0o440, true), (0o444, false), (0o460, false), (0o450, false)])
  func `may be open to the group where the service manager keeps it`(
    mode: Int, isRead: Bool
  ) throws {
    try withFile {
      var generator = SystemRandomNumberGenerator()
      let made = try RootKeyFile.create(at: path, using: &generator)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      let read = try? RootKeyFile.read(at: path, isCredential: true)  // Why not is asked above.
      #expect(read?.mark == (isRead ? made.mark : nil))
    }
  }

  @Test(arguments: [0, 31, 33])
  func `is refused at any other size`(count: Int) throws {
    withFile {
      let bytes = Data(repeating: 1, count: count)
      #expect(
        FileManager.default.createFile(
          atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600]))
      #expect(throws: RootKeyFileError.wrongSize) { try RootKeyFile.read(at: path) }
    }
  }

  @Test func `is missed by name`() {
    #expect(throws: RootKeyFileError.missing) { try RootKeyFile.read(at: path) }
  }

  @Test func `is not a folder`() {
    #expect(throws: RootKeyFileError.self) { try RootKeyFile.read(at: NSTemporaryDirectory()) }
  }
}
