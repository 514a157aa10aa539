/// Words that are kept to the files listed, each with what makes them right there.
///
/// Rule: what the compiler cannot check is written in few places and argued for in each. Otherwise
/// nobody can say how much of the program rests on trust.
enum Exceptions {
  /// What may not be written without being listed.
  static let words = [
    "unsafe", "@safe", "@unchecked", "nonisolated(unsafe)", "try!", "as!", "Task {", "Task(",
    "Task.detached", "fatalError(", "@testable",
  ]

  struct Permit {
    let path: String
    let words: Set<String>
    let reason: String

    init(_ path: String, _ words: Set<String> = ["unsafe"], because reason: String) {
      self.path = path
      self.words = words
      self.reason = reason
    }
  }

  static let permits = [
    Permit(
      "Sources/Broker/ServiceManager.swift",
      because: "sends a datagram to the service manager, for which there is no library here"),
    Permit(
      "Sources/Ledger/RootKeyFile.swift",
      because: "opens a key file in one step with its permissions, which Foundation cannot"),
    Permit(
      "Sources/ZeroMQ/Context.swift", ["unsafe", "@safe", "nonisolated(unsafe)"],
      because: "holds libzmq's context, which is safe to share between threads"),
    Permit("Sources/ZeroMQ/CurveKeys.swift", because: "calls libzmq's key maker"),
    Permit("Sources/ZeroMQ/DurableFile.swift", because: "writes and syncs a file by descriptor"),
    Permit(
      "Sources/ZeroMQ/LoopBound.swift", because: "hands the loop out as an actor's executor"),
    Permit(
      "Sources/ZeroMQ/PollLoop.swift", ["unsafe", "@safe", "@unchecked"],
      because: "starts a thread and runs the jobs of its actors on it"),
    Permit(
      "Sources/ZeroMQ/PollSet.swift", ["unsafe", "@safe"],
      because: "calls zmq_poll over handles that the loop alone keeps open"),
    Permit(
      "Sources/ZeroMQ/Socket.swift", ["unsafe", "@safe"],
      because: "owns a libzmq socket, which only the loop can reach"),
    Permit("Sources/ZeroMQ/Socket+Messages.swift", because: "copies frames out of libzmq"),
    Permit("Sources/ZeroMQ/ZeroMQError.swift", because: "reads libzmq's text for an errno"),
    Permit(
      "Tests/Support/RawPeer.swift", ["unsafe", "@safe"],
      because: "is a hostile peer on a bare socket, below what our own layer can say"),
  ]

  /// Words in a file that nobody has argued for.
  static func findings(in file: SourceFile, permits: [Permit] = Self.permits) -> [Finding] {
    let allowed = permits.filter { $0.path == file.path }.flatMap(\.words)
    return words.filter { !allowed.contains($0) }.flatMap { word in
      file.lines(with: word).map {
        Finding(
          file.path, $0, "\(word) is not listed for this file in Tests/House/Exceptions.swift")
      }
    }
  }

  /// Permits that nothing makes use of any more.
  static func idle(_ permits: [Permit] = Self.permits, in files: [SourceFile]) -> [Finding] {
    permits.flatMap { permit in
      let file = files.first { $0.path == permit.path }
      return permit.words.sorted().filter { file?.lines(with: $0).isEmpty ?? true }
        .map { Finding(permit.path, 1, "\($0) is listed and not there: strike it from the list") }
    }
  }
}
