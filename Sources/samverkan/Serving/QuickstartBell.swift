import Broker
import Concerns
import Foundation
import Routing

/// The bell of a quickstart: it writes down whom a broker in use would ring, and rings nobody.
enum QuickstartBell {
  /// The file that the key `bell` names, in the broker's folder.
  static let file = "bell.yaml"
  /// The program that notes a ring, in the broker's folder.
  static let program = "ring"
  /// Where it notes them, beside itself.
  static let notes = "rung.txt"

  /// A line for each ring: when, the number, the sentence.
  static let script = """
    #!/bin/sh
    # Rings nobody: it notes who would have been rung. deploy/bell.yaml shows one that rings.
    echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $1 $(cat)" >> "$(dirname "$0")/\(notes)"

    """

  /// The file for a folder: everybody of the directory has a place, by the public numbers.
  static func yaml(in folder: String, for directory: Directory) -> String {
    let (day, night) = (directory.entrances[0], directory.entrances[1])
    let people = directory.functions.map { function in
      "  \(function.text): {phone: \"\(function == night.function ? night.phone : day.phone)\"}\n"
    }
    return """
      # The quickstart's bell rings nobody. Each ring becomes a line of \(notes) beside this file.
      format: samverkan-bell/1
      command: \(BrokerConfiguration.quoted(folder + "/" + program))
      people:
      \(people.joined())  person: {phone: "\(night.phone)"}
        test: {phone: "\(day.phone)"}

      """
  }
}

extension BrokerFolder {
  /// Where the quickstart's bell notes whom it would have rung.
  var ringNotesPath: String { path + "/" + QuickstartBell.notes }

  /// Whether the folder has that bell; one that an earlier version made has none.
  var ringsNobody: Bool {
    FileManager.default.fileExists(atPath: path + "/" + QuickstartBell.program)
  }
}
