import Foundation
import PackagePlugin

/// Turns `protocols/problems.json` into Swift while building.
///
/// The file stays the one source of truth, and the program needs no folder beside it: neither a
/// resource bundle nor a copy that could grow old. Copying the text needs no program of our own.
@main struct EmbedProtocols: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let input = context.package.directoryURL.appending(path: "protocols/problems.json")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedProblems.swift")
    let script = #####"""
      { printf 'enum EmbeddedProblems {\n  static let json = ###"""\n'
        cat "$1"
        printf '\n"""###\n}\n'; } > "$2"
      """#####
    return [
      .buildCommand(
        displayName: "Embedding the problem texts", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "embed", input.path(), output.path()], inputFiles: [input],
        outputFiles: [output])
    ]
  }
}
