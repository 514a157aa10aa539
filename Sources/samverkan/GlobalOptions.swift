package import ArgumentParser

/// How results are written.
package enum OutputForm: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// For a person: aligned columns, words in their language.
  case table
  /// One JSON value.
  case json
  /// One JSON object a line.
  case ndjson
  /// Values and tabs, for `cut` and `awk`.
  case plain
}

/// The languages of everything a person reads.
package enum Language: String, CaseIterable, ExpressibleByArgument, Sendable {
  case sv, en
}

/// The options that every command takes, in any order.
package struct GlobalOptions: ParsableArguments {
  /// The variable that names the connection file.
  package static let connectionVariable = "SAMVERKAN_CONNECTION"
  /// Where the connection file is looked for when nobody says.
  package static let usualConnection = "connection.json"

  @Option(
    help: ArgumentHelp(
      "The connection file (default: $SAMVERKAN_CONNECTION, else ./connection.json).",
      valueName: "file"))
  package var connection: String?

  @Option(help: "How to write results: table, json, ndjson or plain.")
  package var output: OutputForm?

  @Flag(help: "The same as --output json.")
  package var json = false

  @Option(help: "The language of texts: sv or en (default: by $LANG, else sv).")
  package var lang: Language?

  @Flag(name: .customLong("no-color"), help: "No colours; also with $NO_COLOR or TERM=dumb.")
  package var noColor = false

  package init() {}

  package mutating func validate() throws {
    if json, let output, output != .json {
      throw ValidationError(.jsonContradicts, output.rawValue)
    }
  }

  /// What can be understood of these options in words that make no sense as a whole.
  package init(salvagedFrom words: [String]) {
    let named = ["--lang", "--output"]
    var kept: [String] = []
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if word == "--json" || named.contains(where: { word.hasPrefix($0 + "=") }) {
        kept.append(word)
      } else if named.contains(word) {
        kept += [word, next]
      }
    }
    // Wrong values are the very fault that is to be told: then in the usual form and language.
    guard let options = (try? Self.parse(kept)) ?? (try? Self.parse([])) else {
      preconditionFailure("every common option may be left out")
    }
    self = options
  }

  /// The form that was asked for.
  package var form: OutputForm { json ? .json : output ?? .table }
}

/// What the program finds around itself: variables and terminals.
package struct Surroundings: Sendable {
  package var variables: [String: String]
  package var isOutputTerminal: Bool
  package var isErrorTerminal: Bool
  /// The program as it was called.
  package var program: String
  /// What it is called where nobody says.
  static let usualProgram = "samverkan"

  package init(
    variables: [String: String], isOutputTerminal: Bool = false, isErrorTerminal: Bool = false,
    program: String = Self.usualProgram
  ) {
    self.variables = variables
    self.isOutputTerminal = isOutputTerminal
    self.isErrorTerminal = isErrorTerminal
    self.program = program
  }

  /// Colours go to a terminal that can show them, or where forced, unless somebody objects.
  package func allowsColour(_ options: GlobalOptions) -> Bool {
    let isForced = !["", "0"].contains(variables["FORCE_COLOR"] ?? "")
    return (isOutputTerminal || isForced) && !options.noColor
      && (variables["NO_COLOR"] ?? "").isEmpty
      && (isForced || variables["TERM"] != "dumb")
  }

  /// The language asked for, else the one of the locale, else Swedish.
  package func language(_ options: GlobalOptions) -> Language {
    if let lang = options.lang { return lang }
    // The order in which POSIX says that locale variables count.
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? "sv"
    return locale.hasPrefix("en") ? .en : .sv
  }

  /// Where the connection file is.
  package func connectionPath(_ options: GlobalOptions) -> String {
    options.connection ?? variables[GlobalOptions.connectionVariable]
      ?? GlobalOptions.usualConnection
  }
}
