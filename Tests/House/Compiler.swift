import Foundation

/// The compiler with the settings this package's own tests are built with.
///
/// The build that made the running test says them, so the modules it reads are the ones under test.
struct Compiler {
  /// Why there is no compiler to ask.
  enum Trouble: Error, CustomStringConvertible {
    case noManifest(String)
    case noCommand(String)

    var description: String {
      switch self {
      case .noManifest(let path): "no build manifest at \(path), build with swift build"
      case .noCommand(let path): "\(path) does not say how HouseTests is compiled"
      }
    }
  }

  /// What the compiler made of a source.
  struct Answer {
    let compiles: Bool
    let diagnostics: String
  }

  private let program: String
  private let flags: [String]

  init() throws {
    let test = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let products = URL(filePath: test).deletingLastPathComponent()
    let manifest = products.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: products.lastPathComponent + ".yaml")
    guard let text = try? String(contentsOf: manifest, encoding: .utf8) else {
      throw Trouble.noManifest(manifest.path)
    }
    let mark = "\"-module-name\",\"HouseTests\""
    let line = text.split(separator: "\n").first { $0.contains(mark) && $0.contains("\"-c\"") }
    guard let list = line.flatMap({ $0.firstIndex(of: "[").map($0.suffix(from:)) }),
      let command = try? JSONDecoder().decode([String].self, from: Data(list.utf8)),
      let program = command.first
    else { throw Trouble.noCommand(manifest.path) }
    self.program = program
    flags = Self.settings(in: command)
  }

  /// Flags with one value that decide what is found and what may be seen; none that write files.
  private static let kept: Set<String> = [
    "-I", "-Xcc", "-target", "-sdk", "-module-cache-path", "-package-name", "-swift-version",
    "-enable-upcoming-feature",
  ]

  private static func settings(in command: [String]) -> [String] {
    zip(command, command.dropFirst()).filter { kept.contains($0.0) }.flatMap { [$0.0, $0.1] }
  }

  /// Checks the types of one source and writes nothing.
  func check(_ source: String) throws -> Answer {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).swift")
    try Data(source.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }  // A leftover harms nobody.
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-typecheck"] + flags + [file.path]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let heard = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Answer(
      compiles: process.terminationStatus == 0, diagnostics: String(decoding: heard, as: UTF8.self))
  }
}
