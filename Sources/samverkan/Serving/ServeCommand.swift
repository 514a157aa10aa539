package import ArgumentParser
import Broker
import Concerns
import Foundation

/// Runs the broker of a folder, or makes one.
package struct ServeCommand: Deed {
  package static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the broker of a folder. [changes]",
    discussion: """
      Prints "ready" and the endpoint once everything serves; stops at SIGTERM or
      SIGINT. --create makes the folder first: keys, an empty ledger, a
      configuration, and an operator's connection. A broker is for training or for
      production from then on.

      Examples:
        samverkan serve --data /var/lib/samverkan
        samverkan serve --data demo --create training --deployment ovning.example \\
          --directory deploy/directory/norrkoping.yaml \\
          --policy protocols/policy/sweden.yaml
      """)

  @Option(help: "The broker's folder.") var data: String
  @Option(help: "Make the folder first: training or production.") var create: String?
  @Option(help: "With --create: the name that every signature is made for.")
  var deployment: String?
  @Option(help: "With --create: the directory file.") var directory: String?
  @Option(help: "With --create: the policy file.") var policy: String?
  @Option(help: "With --create: where members connect.") var listen: String?
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func perform(on terminal: Terminal) async throws {
    let folder = try BrokerFolder(at: data)
    let tables = create == nil ? try find(folder) : try await make(folder)
    try await RunningBroker(folder: folder, tables: tables).serve { endpoint in
      await RunningBroker.untilSignal { terminal.streams.write("ready \(endpoint)\n") }
    }
  }

  /// A folder has its configuration; a word beside it would be passed over in silence.
  private func refuseTermsOfMaking() throws {
    let terms = [
      ("--deployment", deployment), ("--directory", directory), ("--policy", policy),
      ("--listen", listen),
    ]
    for (name, value) in terms where value != nil {
      throw Fault.badArgument(name: name, form: .formWithCreate)
    }
  }

  private func find(_ folder: BrokerFolder) throws -> ConfiguredTables {
    try refuseTermsOfMaking()
    guard folder.exists else {
      throw Fault.badArgument(name: "--data", form: .formBrokerFolder)
    }
    return try ConfiguredTables(of: try folder.configuration())
  }

  private func make(_ folder: BrokerFolder) async throws -> ConfiguredTables {
    guard !folder.exists else {
      throw Fault.badArgument(name: "--create", form: .formFreshFolder)
    }
    guard let name = self.deployment else {
      throw Fault.missingArgument(name: "--deployment", form: .formDeployment)
    }
    guard let environment = create.flatMap(Environment.init(rawValue:)) else {
      throw Fault.badArgument(name: "--create", form: .formEnvironment)
    }
    guard let deployment = DeploymentID(name) else {
      throw Fault.badArgument(name: "--deployment", form: .formDeployment)
    }
    guard let directory else {
      throw Fault.missingArgument(name: "--directory", form: .formDirectory)
    }
    guard let policy else { throw Fault.missingArgument(name: "--policy", form: .formPolicy) }
    let configuration = BrokerConfiguration(
      data: folder.path, listen: listen ?? BrokerConfiguration.usualEndpoint,
      deployment: deployment, environment: environment,
      directory: BrokerFolder.absolute(directory), policy: BrokerFolder.absolute(policy))
    // Before anything is made: what is written must be read again at the next start.
    let tables = try ConfiguredTables(of: try BrokerConfiguration(yaml: configuration.yaml))
    try await folder.create(configuration, with: [.operators])
    return tables
  }
}
