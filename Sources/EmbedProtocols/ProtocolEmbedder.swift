import Foundation
import PackagePlugin

/// Turns files that the program needs into Swift while building.
///
/// The files stay the one source of truth, and the program needs no folder beside it: neither a
/// resource bundle nor a copy that could grow old. Copying text needs no program of our own.
@main struct ProtocolEmbedder: BuildToolPlugin {
  /// What is embedded where: a type, and the files that are its members.
  private static let embedded: [String: (type: String, files: [String])] = [
    "AdapterKit": ("EmbeddedProblems", ["protocols/problems.json"]),
    "Contacts": ("EmbeddedWords", ["protocols/phrase-words.txt"]),
    "samverkan": (
      "EmbeddedDeployment",
      [
        "deploy/directory/norrkoping.yaml", "protocols/policy/sweden.yaml",
        "deploy/examples/skola-heder.json", "deploy/examples/forskola-skyddad.json",
        "deploy/examples/polis-tre-barn.json", "deploy/examples/forening-anonym.json",
        "deploy/examples/aterkoppling-begaran.json", "deploy/examples/aterkoppling.json",
      ] + sections.map { "protocols/schemas/\($0).schema.json" }
    ),
  ]

  /// The schemas of what sections hold, which tell a reader what their members are called.
  private static let sections =
    ["matter", "handling", "outcome"]
    + [
      "attachment", "child-view", "contact", "family-counselling", "guardians", "health",
      "household", "identity", "identity.age-band", "measures", "narrative", "offence",
      "pupil-health", "reporter", "school", "social-services", "third-party", "violence-honour",
      "whereabouts", "whereabouts.district",
    ].map { "bodies/" + $0 }

  /// Writes each file as a static member named after it, hyphens and dots as underscores, and all
  /// of them by name.
  private static let script = #####"""
    out="$1"; type="$2"; shift 2
    { printf 'enum %s {\n' "$type"
      for file in "$@"; do
        name=$(basename "$file"); name=$(printf '%s' "${name%.*}" | tr .- __)
        printf '  static let %s = ###"""\n' "$name"
        cat "$file"
        printf '\n"""###\n'
      done
      printf '  static let every: [String: String] = [\n'
      for file in "$@"; do
        name=$(basename "$file"); name="${name%.*}"
        printf '    "%s": %s,\n' "$name" "$(printf '%s' "$name" | tr .- __)"
      done
      printf '  ]\n}\n'; } > "$out"
    """#####

  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    guard let (type, files) = Self.embedded[target.name] else { return [] }
    let inputs = files.map { context.package.directoryURL.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: type + ".swift")
    return [
      .buildCommand(
        displayName: "Embedding \(type)", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", Self.script, "embed", output.path(), type] + inputs.map { $0.path() },
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}
