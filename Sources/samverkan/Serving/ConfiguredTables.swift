import Broker
import Foundation
import Policy
import Routing
import Tables

/// The two files that a configuration names, read and proved once for all of a run.
///
/// A flaw is told with its file.
struct ConfiguredTables: Sendable {
  let directory: Directory
  let policy: ProvedPolicy

  init(of configuration: BrokerConfiguration) throws {
    let texts = try [configuration.directory, configuration.policy].map {
      try String(contentsOfFile: $0, encoding: .utf8)
    }
    do throws(TableFlaw) {
      directory = try Directory(yaml: texts[0]).proved()
    } catch {
      throw Fault(error, in: configuration.directory)
    }
    do throws(TableFlaw) {
      policy = try PolicyTable(yaml: texts[1]).proved()
    } catch {
      throw Fault(error, in: configuration.policy)
    }
  }
}

extension Fault {
  /// A flaw of a file, with the file it is in.
  fileprivate init(_ flaw: some CustomStringConvertible, in path: String) {
    self = .start(StartFault(.configuration, at: path, "\(path), \(flaw)"))
  }
}
