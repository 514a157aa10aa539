import AdapterKit
package import ArgumentParser
import Broker
import Concerns
import Foundation
import Ledger
import Routing
import ZeroMQ

/// Shows the product doing its job, on loopback, without root and without questions.
package struct QuickstartCommand: Deed {
  package static let configuration = CommandConfiguration(
    commandName: "quickstart",
    abstract: "Run a training broker with five agencies and four concerns. [changes]",
    discussion: """
      Makes a fresh folder with real keys, starts the broker, lets a school, a
      preschool, the police and an association send a concern each, and tells who
      owns it, what the owner and the one on duty were shown, who got nothing and by
      which rule, and what the sender was told. Then it serves until interrupted, so
      that you can try the next thing by hand.

      Examples:
        samverkan quickstart
        samverkan quickstart --once
        samverkan quickstart --data demo
      """)

  @Flag(help: "End after the concerns: exit code 0 only if every expectation held.")
  var once = false
  @Option(help: "The folder to make, or to go on with, and keep.") var data: String?
  @Flag(help: "Make the folder and serve, without sending anything.") var serveOnly = false
  @OptionGroup package var options: GlobalOptions

  package init() {}

  package func perform(on terminal: Terminal) async throws {
    let path = data ?? NSTemporaryDirectory() + "samverkan-" + UUID().uuidString.prefix(8)
    let folder = try BrokerFolder(at: path)
    if data == nil, once { Leftovers.removeAtExit(folder.path) }
    if !folder.exists {
      try folder.checkEmpty()
      try await Self.make(folder)
    }
    let (once, serveOnly) = (once, serveOnly)
    let tables = try ConfiguredTables(of: try folder.configuration())
    try await RunningBroker(folder: folder, tables: tables).serve { _ in
      if serveOnly {
        return await RunningBroker.untilSignal { terminal.streams.write("ready\n") }
      }
      let quickstart = Quickstart(folder: folder, tables: tables, terminal: terminal)
      let broken = try await quickstart.play()
      guard broken.isEmpty else { throw Fault.disappointed(broken) }
      if once { return }
      try folder.writeExamples()
      QuickstartPage.next(in: folder, on: terminal)
      await RunningBroker.untilSignal()
    }
  }

  /// Makes a training broker with everybody registered and the shipped directory and policy.
  private static func make(_ folder: BrokerFolder) async throws {
    let (directory, policy) = ("directory.yaml", "policy.yaml")
    let endpoint = try await FreePort.find()
    try await folder.create(
      BrokerConfiguration(
        data: folder.path, listen: endpoint,
        deployment: Enrollment.name("ovning.norrkoping", DeploymentID.init(_:)),
        environment: .training, directory: folder.path + "/" + directory,
        policy: folder.path + "/" + policy, bell: folder.path + "/" + QuickstartBell.file,
        logLevel: "warning"),
      with: [.operators, .inspectors] + QuickstartMember.enrollments,
      beside: [
        directory: EmbeddedDeployment.norrkoping, policy: EmbeddedDeployment.sweden,
        QuickstartBell.file: QuickstartBell.yaml(
          in: folder.path, for: try Directory(yaml: EmbeddedDeployment.norrkoping)),
      ],
      programs: [QuickstartBell.program: QuickstartBell.script])
  }
}

extension BrokerFolder {
  /// Where the documents of the scenes lie, for whoever wants to send one by hand.
  var examplesPath: String { path + "/examples" }

  /// Writes the documents of the scenes, so that the next steps work as they are printed.
  func writeExamples() throws {
    try makeFolder("/examples")
    for scene in Scene.all { try write(scene.document, to: examplesPath + "/" + scene.file) }
    let conversation = [
      "aterkoppling-begaran.json": EmbeddedDeployment.aterkoppling_begaran,
      "aterkoppling.json": EmbeddedDeployment.aterkoppling,
    ]
    for (name, text) in conversation { try write(text, to: examplesPath + "/" + name) }
  }
}
