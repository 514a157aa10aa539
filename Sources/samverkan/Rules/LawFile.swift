package import ArgumentParser
import Foundation
import Policy
import Tables

/// Which law a command is about.
package struct LawOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file of the law; - for standard input (default: the law shipped with the program).",
      valueName: "file"))
  package var policy: String?

  package init() {}

  /// Reads it; nothing is proved by that.
  package func law(on terminal: Terminal) throws -> LawFile {
    guard let policy else {
      return try LawFile(EmbeddedDeployment.sweden, named: "sweden.yaml")
    }
    return try LawFile(at: policy, on: terminal)
  }
}

/// A law as it was read, with the name of its file.
package struct LawFile {
  let name: String
  let table: PolicyTable

  init(_ text: String, named name: String) throws {
    self.name = name
    do throws(TableFlaw) {
      table = try PolicyTable(yaml: text)
    } catch {
      throw Fault.law(error, in: name)
    }
  }

  init(at path: String, on terminal: Terminal) throws {
    try self.init(Self.text(at: path, on: terminal), named: path)
  }

  /// The text of a file, or of standard input for `-`.
  static func text(at path: String, on terminal: Terminal) throws -> String {
    guard path != "-" else { return String(decoding: terminal.streams.readAll(), as: UTF8.self) }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch let error as CocoaError
      where [.fileNoSuchFile, .fileReadNoSuchFile].contains(error.code)
    {
      throw Fault.noInput(path)
    }
  }
}
