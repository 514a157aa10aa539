package import ArgumentParser

/// Completion for shells.
package struct CompletionCommand: Deed {
  /// The shells that can be taught.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    var parser: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  package static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Write a completion script for a shell. [reads]",
    discussion: """
      Examples:
        samverkan completion bash > \\
          ~/.local/share/bash-completion/completions/samverkan
        samverkan completion fish > ~/.config/fish/completions/samverkan.fish
      """)
  @Argument(help: "bash, zsh or fish.") var shell: Shell
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func perform(on terminal: Terminal) async throws {
    terminal.streams.write(Samverkan.completionScript(for: shell.parser) + "\n")
  }
}
