package import Foundation

/// The real program, built beside the tests that run.
package enum Program {
  /// There is none.
  package struct Missing: Error, CustomStringConvertible {
    package let description: String
  }

  /// Where it lies; nothing is looked up in the path.
  package static func url() throws -> URL {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "samverkan")
    guard FileManager.default.isExecutableFile(atPath: program.path()) else {
      throw Missing(description: "no program at \(program.path()), build all products")
    }
    return program
  }
}
