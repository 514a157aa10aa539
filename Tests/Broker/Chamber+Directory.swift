import Broker
import Concerns
import Evidence
import Foundation
import Ledger
import Routing
import Support

extension Chamber {
  /// Directories to choose from: the shipped one, the same with another remark, and one in which
  /// some day a unit more is there.
  enum Plans {
    static var shipped: String {
      get throws { try Protocols.text(of: "deploy/directory/norrkoping.yaml") }
    }

    static var reworded: String { get throws { try shipped + "\n# Read once more.\n" } }

    static var wider: String {
      get throws {
        try shipped.replacing(
          "\nreception: mottagning",
          with: """

              - id: framtid
                name: {sv: "Framtid", en: "Future"}
                board: socialnamnd
                from: 2099-01-01
                functions: [{id: framtid, name: {sv: "Framtid", en: "Future"}}]
                owner: framtid
                duty: {office: framtid, otherwise: socialjour}
                head: enhetschefer

            reception: mottagning
            """)
      }
    }
  }

  /// Tries to put a directory in force on these words.
  func adopt(directory: String, _ words: [Endorsement] = []) async throws {
    let lines = words.map { $0.line + "\n" }.joined()
    try await BrokerService.adopt(
      Directory(yaml: directory).proved(),
      endorsedBy: EndorsementFile(reading: Array(lines.utf8), at: "directory.yaml.sig"), in: store,
      keys, configuration, mayGoOn: { _ in true })
  }

  /// Records that an operator of a broker that runs has had a directory planned.
  func notePlan(
    of directory: String, over old: String, isRefused: Bool = false, age: Duration = .zero
  ) async throws {
    let reader = try await reader()
    let writer = try LedgerWriter(
      store: store, vault: reader.vault,
      signer: ReceiptSigner(key: keys.receipt, audience: configuration.deployment),
      generator: SystemRandomNumberGenerator())
    let note = DirectoryNote(
      Self.digest(of: directory),
      .planned(over: Self.digest(of: old), by: try Self.name(.anna), isRefused: isRefused),
      at: .wallClock + (.zero - age))
    _ = try await writer.commit([try await writer.seal([.directory(note)])])
  }

  /// A word for a directory over another.
  func sign(directory: String, over old: String, as who: Who) throws -> Endorsement {
    let claim = Endorsement.Claim(
      .directory(to: Self.digest(of: directory), over: Self.digest(of: old)),
      by: try Self.name(who), at: .wallClock, for: configuration.deployment)
    return Endorsement(claim, with: try Premises.known(signing[who]))
  }

  /// Which directory the ledger knows in force.
  func directoryInForce() async throws -> Digest32? {
    try await reader().recover().directories.digest
  }

  private func reader() async throws -> LedgerReader {
    var generator = SystemRandomNumberGenerator()
    return try await LedgerReader.open(
      store, vault: Vault(root: keys.root, deployment: configuration.deployment), boards: [],
      at: .wallClock, using: &generator)
  }
}
