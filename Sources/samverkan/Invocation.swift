/// How this program was called, so that a command it prints works when it is pasted.
package struct Invocation: Sendable {
  /// The program as it was called, in a form that a shell reads back.
  package let program: String
  /// The connection file that was named, as it was named; nothing where the usual one serves.
  private let connection: String?

  /// Takes what was typed.
  ///
  /// - Parameters:
  ///   - program: The program's path; its bare name where a shell found it by that.
  ///   - connection: What `--connection` said.
  package init(program: String = "samverkan", connection: String? = nil) {
    self.program = Self.quoted(program)
    self.connection = connection.map(Self.quoted)
  }

  /// A text with the program's path for `{program}`, and for `{connection}` the option, if given.
  package func filled(_ text: String) -> String {
    text.replacing("{program}", with: program)
      .replacing("{connection}", with: connection.map { " --connection " + $0 } ?? "")
  }

  /// A word as a shell reads it back.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-".utf8.contains(byte)
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension Terminal {
  /// The command that sends what an outbox keeps.
  func resumption(of outbox: String) -> String {
    let named = outbox == usualOutbox ? "" : " --outbox " + Invocation.quoted(outbox)
    return invocation.filled("{program} concern send --resume\(named){connection}")
  }
}
