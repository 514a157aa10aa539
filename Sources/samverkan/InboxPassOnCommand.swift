import AdapterKit
package import ArgumentParser
import Concerns
import Wire

extension InboxCommand {
  /// Tells that another municipality has a matter now.
  package struct PassOn: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "pass-on",
      abstract: "Tell that a municipality that is not connected has a matter now. [changes]",
      discussion: """
        A report about somebody who lives elsewhere is yours until you have handed it
        over by other means and they have said that they have it. Then tell so here.
        Whether somebody needs protection now is still yours to assess, and an inquiry
        that you have opened is yours to finish (SoL 29:9).

        Examples:
          samverkan inbox pass-on q0rJ3T5mS8eV1xYzAbCdEg --to 0583 \\
            --way telephone --worker anst-12
        """)
    @Argument(help: "The delivery, from inbox ls.") var delivery: String
    @Option(name: .customLong("to"), help: "The municipality that has it; four digits.")
    var municipality: String
    @Option(help: "telephone, secure-message, paper or visit.") var way: PassedOn.Way
    @Option(help: "You, as your staff register calls you; with a letter in it.")
    var worker: String
    @Option(help: "The version you decided on, from inbox ls; looked up when left out.")
    var expected: Int64?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let delivery = try Given.delivery(self.delivery)
      let municipality = try Given.municipality(municipality, "--to")
      let worker = try Given.worker(worker)
      try await terminal.withClient { client, _ in
        let version = try await Settled.version(expected, of: delivery, by: client)
        try await client.passOn(
          delivery, version: version, as: PassedOn(to: municipality, way: way, worker: worker))
      }
      terminal.show(
        Sheet([
          .init("delivery", .titleDelivery, delivery.text),
          .init("municipality", .titleMunicipality, municipality.text),
        ]))
      terminal.tell("", terminal.say(.passedOn))
    }
  }
}
