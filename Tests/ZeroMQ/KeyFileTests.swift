import Foundation
import Testing
import ZeroMQ

@Suite struct `A CURVE key` {
  /// A pair published in RFC 26's test vectors and libzmq's own tests, as bytes and as text.
  @Test func `is written as the same 40 characters that libzmq writes`() throws {
    let z85 = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
    let key = try #require(CurvePublicKey(z85: z85))
    #expect(key.bytes.prefix(4) == [0x54, 0xFC, 0xBA, 0x24])
    #expect(key.z85 == z85)
    #expect(CurvePublicKey(bytes: key.bytes) == key)
  }

  @Test func `yields the public key that belongs to a secret`() throws {
    let secret = try #require(CurveSecretKey(z85: "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"))
    let pair = try CurveKeyPair(secretKey: secret)
    #expect(pair.publicKey.z85 == "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7")
  }

  @Test func `is new every time`() throws {
    #expect(try CurveKeyPair.random().publicKey != CurveKeyPair.random().publicKey)
  }

  @Test(arguments: [
    "", "rq:rM", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf",
    "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf77",
    "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf\"", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8#####",
    "#####>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf å",
  ])
  func `is not read from anything else`(text: String) {
    #expect(CurvePublicKey(z85: text) == nil)
    #expect(CurveSecretKey(z85: text) == nil)
  }

  @Test func `does not show its secret half`() throws {
    let z85 = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
    let secret = try #require(CurveSecretKey(z85: z85))
    let pair = try CurveKeyPair(secretKey: secret)
    var dumped = ""
    dump(pair, to: &dumped)
    for text in ["\(secret)", "\(pair)", String(reflecting: secret), dumped] {
      #expect(!text.contains(z85))
      #expect(!text.contains("142"))  // 0x8E, the secret's first byte, in decimal.
    }
  }
}

@Suite struct `A key file` {
  @Test func `is read back as it was written`() throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/school")
      let keys = try CurveKeyPair.random()
      let notes = [KeyFile.Note("agency", "Björkskolan"), KeyFile.Note("not-after", "2027-01-01")]
      try file.create(keys, notes: notes)
      let shared = try file.readPublic()
      let secret = try file.readSecret()
      #expect(shared.key == keys.publicKey)
      #expect(shared.notes == notes)
      #expect(secret.keys.publicKey == keys.publicKey)
      #expect(secret.notes == notes)
    }
  }

  @Test func `keeps the secret to its owner and out of the public half`() throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/school")
      try file.create(try .random())
      #expect(try permissions(file.secretPath) == 0o600)
      let shared = try String(contentsOfFile: file.publicPath, encoding: .utf8)
      #expect(shared.contains("public-key = \""))
      #expect(!shared.contains("secret"))
    }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644])
  func `is refused when others may read its secret`(mode: Int) throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/school")
      try file.create(try .random())
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: file.secretPath)
      let error = #expect(throws: ZeroMQError.self) { try file.readSecret() }
      #expect(error == .keyFile(path: file.secretPath, .exposed(mode: UInt32(mode))))
      #expect(error?.description.contains("chmod 600") == true)
    }
  }

  @Test func `is never overwritten`() throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/school")
      let keys = try CurveKeyPair.random()
      try file.create(keys)
      let error = #expect(throws: ZeroMQError.self) { try file.create(try .random()) }
      #expect(error == .keyFile(path: file.secretPath, .exists))
      #expect(try file.readSecret().keys.publicKey == keys.publicKey)
    }
  }

  @Test func `is not read or written through a link`() throws {
    try inDirectory { directory in
      let (real, link) = (KeyFile(directory + "/real"), KeyFile(directory + "/link"))
      try real.create(try .random())
      try FileManager.default.createSymbolicLink(
        atPath: link.secretPath, withDestinationPath: real.secretPath)
      #expect(throws: ZeroMQError.keyFile(path: link.secretPath, .unusual)) {
        try link.readSecret()
      }
      #expect(throws: ZeroMQError.keyFile(path: link.secretPath, .exists)) {
        try link.create(try .random())
      }
    }
  }

  @Test func `is read as pyzmq and CZMQ write it`() throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/foreign")
      let text = """
        #   ****  Generated on 2026-01-01 12:00:00 by pyzmq  ****
        #   ZeroMQ CURVE **Secret** Certificate
        #   DO NOT PROVIDE THIS FILE TO OTHER USERS nor change its permissions.

        metadata
            name = "school"  # not part of the value
        curve
            public-key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
            secret-key = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"

        """
      try write(text, to: file.secretPath)
      let (keys, notes) = try file.readSecret()
      #expect(keys.publicKey.z85 == "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7")
      #expect(notes == [KeyFile.Note("name", "school")])
    }
  }

  @Test(arguments: [
    ("curve\n    public-key = \"short\"\n", KeyFileFault.missing(key: "public-key")),
    ("metadata\n    name = \"school\"\n", .missing(key: "public-key")),
    ("curve\n    public-key = \"unended\n", .malformed(line: 2)),
    ("curve\n    nonsense\n", .malformed(line: 2)),
    ("curve\npublic-key = \"a\"\n", .malformed(line: 2)),
    ("\ncurve\n    public-key = \"a\"\n    public-key = \"b\"\n", .malformed(line: 4)),
    ("curve\n    public-key = \"a\" \"b\"\n", .malformed(line: 2)),
    (String(repeating: "#", count: KeyFile.sizeLimit + 1), .unusual),
  ])
  func `says what is wrong with it`(text: String, fault: KeyFileFault) throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/broken")
      try write(text, to: file.publicPath)
      #expect(throws: ZeroMQError.keyFile(path: file.publicPath, fault)) { try file.readPublic() }
    }
  }

  @Test func `is refused when its halves do not belong together`() throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/mixed")
      let other = try CurveKeyPair.random().publicKey.z85
      try write(
        """
        curve
            public-key = "\(other)"
            secret-key = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"

        """, to: file.secretPath)
      #expect(throws: ZeroMQError.keyFile(path: file.secretPath, .mismatched)) {
        try file.readSecret()
      }
    }
  }

  @Test(arguments: [("a b", "c"), ("a", "b\"c"), ("", "c"), ("a", "b\nc"), ("a=", "c")])
  func `takes no note that it could not give back`(name: String, value: String) throws {
    try inDirectory { directory in
      let file = KeyFile(directory + "/noted")
      #expect(throws: ZeroMQError.keyFile(path: file.publicPath, .unwritableNote(name))) {
        try file.create(try .random(), notes: [KeyFile.Note(name, value)])
      }
      #expect(!FileManager.default.fileExists(atPath: file.secretPath))
    }
  }
}

/// Runs `body` in a directory of its own, which is gone afterwards.
private func inDirectory(_ body: (String) throws -> Void) throws {
  let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: directory) }  // The system cleans up after us.
  try body(directory.path)
}

private func permissions(_ path: String) throws -> Int? {
  try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}

private func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
  try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
}
