import AdapterKit
import Concerns
import EdgeSupport
import Evidence
import Foundation
import Testing
import Wire
import ZeroMQ

@Suite struct `A connection file` {
  let folder: Folder
  let sample: Sample

  init() throws {
    folder = try Folder()
    sample = try Sample()
  }

  @Test func `is read with both its keys, relative to its folder`() throws {
    try write()
    let connection = try Connection(reading: folder.path("connection.json"))
    #expect(connection.endpoint == "tcp://127.0.0.1:9")
    #expect(connection.agency.text == "school")
    #expect(connection.environment == .training)
    #expect(connection.functions == [sample.reception])
    #expect(connection.brokerKeys == [sample.broker.verifyingKey])
    #expect(connection.signingKey.verifyingKey == sample.member.verifyingKey)
  }

  @Test(arguments: ["main.key_secret", "main.sign_secret"])
  func `is refused when others can open a secret`(name: String) throws {
    try write()
    try folder.setPermissions(0o640, of: name)
    #expect(error() == .file(path: folder.path(name), .exposed))
    try folder.setPermissions(0o600, of: name)
    #expect(error() == nil)
  }

  @Test(arguments: ["main.key_secret", "main.sign_secret"])
  func `is read from the service manager's folder, where the group stands for a list of readers`(
    name: String
  ) throws {
    try write()
    for mode in [0o400, 0o440, 0o600] {
      try folder.setPermissions(mode, of: name)
      #expect(error(credentials: folder.path("")) == nil)
    }
    for mode in [0o444, 0o460, 0o450, 0o441] {
      try folder.setPermissions(mode, of: name)
      #expect(
        error(credentials: folder.path("")) == .file(path: folder.path(name), .exposed))
    }
  }

  @Test func `is not trusted to be in the service manager's folder by its look`() throws {
    try write()
    try folder.setPermissions(0o440, of: "main.key_secret")
    let exposed = AdapterError.file(path: folder.path("main.key_secret"), .exposed)
    #expect(error(credentials: folder.path("") + "elsewhere") == exposed)
    #expect(error(credentials: String(folder.path("").dropLast(2))) == exposed)
    #expect(error(credentials: "") == exposed)
  }

  @Test(arguments: ["main.key_secret", "main.sign_secret", "connection.json"])
  func `is refused when a file is missing`(name: String) throws {
    try write()
    try folder.remove(name)
    #expect(error() == .file(path: folder.path(name), .missing))
  }

  @Test func `is refused when a secret is a link`() throws {
    try write()
    try folder.link("main.sign_secret", from: "other.sign_secret")
    try folder.replace("connection.json", "main.sign_secret", with: "other.sign_secret")
    #expect(error() == .file(path: folder.path("other.sign_secret"), .unusual))
  }

  @Test(arguments: [
    ("endpoint", "tcp://127.0.0.1:9", "http://x"), ("deployment", "training.norrkoping", "Å"),
    ("environment", "\"training\"", "\"trial\""), ("member", "school/main", "school"),
    ("functions", "social.reception", "reception"), ("agency", "\"school\"", "\"police\""),
  ])
  func `is refused with the name of what is wrong`(
    member: String, old: String, new: String
  ) throws {
    try write()
    try folder.replace("connection.json", old, with: new)
    #expect(error() == .connection(path: folder.path("connection.json"), member: member))
  }

  private func write() throws {
    try KeyFile(folder.path("main")).create(sample.curve)
    try SigningKeyFile(folder.path("main")).create(sample.member)
    try ConnectionFile(
      endpoint: "tcp://127.0.0.1:9", serverKey: sample.server.publicKey,
      deployment: sample.deployment, environment: .training,
      brokerKeys: [sample.broker.verifyingKey], member: try #require(MemberID("school/main")),
      functions: [sample.reception], curveKey: "main.key_secret",
      signingKey: "main.sign_secret"
    ).create(at: folder.path("connection.json"))
  }

  private func error(credentials: String? = nil) -> AdapterError? {
    do {
      _ = try Connection(reading: folder.path("connection.json"), credentials: credentials)
      return nil
    } catch {
      return error
    }
  }
}

@Suite struct `A signing key file` {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `is read as it was written, the secret closed to others`() throws {
    let file = SigningKeyFile(folder.path("main"))
    let written = try file.create()
    #expect(try file.readPublic() == written)
    #expect(try file.readSecret().verifyingKey.wire == written)
    #expect(try folder.permissions(of: "main.sign_secret") == 0o600)
    #expect(try folder.text(of: "main.sign").contains("secret-key") == false)
  }

  @Test func `is never written over another`() throws {
    let file = SigningKeyFile(folder.path("main"))
    let first = try file.create()
    #expect(throws: AdapterError.file(path: folder.path("main.sign_secret"), .exists)) {
      try file.create()
    }
    #expect(try file.readPublic() == first)
    #expect(try folder.names() == ["main.sign", "main.sign_secret"])
  }

  @Test func `is refused when its two keys do not belong together`() throws {
    let file = SigningKeyFile(folder.path("main"))
    let written = try file.create()
    let other = try SigningKeyFile(folder.path("other")).create()
    try folder.replace("main.sign_secret", written, with: other)
    #expect(throws: AdapterError.file(path: folder.path("main.sign_secret"), .malformed)) {
      try file.readSecret()
    }
  }
}

/// A folder of its own for one test, gone afterwards.
final class Folder: Sendable {
  private let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory
      .appending(path: "samverkan-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)  // Nobody is left to tell.
  }

  func path(_ name: String) -> String { root + "/" + name }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted()
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func setPermissions(_ mode: Int, of name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  func permissions(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  func link(_ name: String, from other: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(other), withDestinationPath: path(name))
  }

  /// Changes a file in place, keeping its permissions.
  func replace(_ name: String, _ old: String, with new: String) throws {
    let mode = try permissions(of: name)
    let text = try text(of: name)
    #expect(text.contains(old))
    try text.replacing(old, with: new).write(
      toFile: path(name), atomically: true, encoding: .utf8)
    if let mode { try setPermissions(mode, of: name) }
  }
}
