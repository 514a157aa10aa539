import AdapterKit
package import ArgumentParser
import Concerns
import Wire
import ZeroMQ

/// Keys: made anywhere, registered by operators.
package struct KeyCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make keys; register, retire and revoke signing keys.",
    discussion: """
      A member has two pairs: a CURVE pair for the line, an Ed25519 pair for what it
      signs.

      Examples:
        samverkan key new main
        samverkan key add school --key main.sign
        samverkan key show school k3v9Qm2TzL0aXr7B
        samverkan key retire school k3v9Qm2TzL0aXr7B
        samverkan key revoke school k3v9Qm2TzL0aXr7B --confirm k3v9Qm2TzL0aXr7B
      """,
    subcommands: [List.self, Show.self, New.self, Add.self, Retire.self, Revoke.self])

  package init() {}

  /// Lists an agency's signing keys.
  package struct List: Deed {
    package static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List an agency's signing keys; for operators. [reads]",
      discussion: """
        Examples:
          samverkan key ls school
        """)
    @Argument(help: "The agency.") var agency: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try Given.agency(self.agency)
      let keys = try await terminal.administer("key.ls", of: agency, reading: "keys")
      terminal.show(Register.listing(keys, Register.key))
    }
  }

  /// Shows one signing key.
  package struct Show: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Show one signing key: its state, and from when until when; for operators. [reads]",
      discussion: """
        Examples:
          samverkan key show school k3v9Qm2TzL0aXr7B
        """)
    @Argument(help: "The agency.") var agency: String
    @Argument(help: "The key's id, from key ls.") var keyid: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let found = try await terminal.register(
        "key.ls", of: try Given.agency(agency), reading: "keys", where: "keyid",
        is: Given.keyID(keyid))
      terminal.show(Sheet(found, Register.key))
    }
  }

  /// Makes both key pairs of a member.
  package struct New: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Make both key pairs of a member, in four files. [changes]",
      discussion: """
        Writes NAME.key, NAME.key_secret, NAME.sign and NAME.sign_secret, the secret
        ones readable by you alone. Nothing is overwritten. Needs no broker.

        Examples:
          samverkan key new main
          samverkan key new /etc/samverkan/keys/main --member school/main
        """)
    @Argument(help: "The path of the files, without their endings.") var name: String
    @Option(help: "The member they are for, noted in the file.") var member: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let member = try self.member.map { try Given.member($0) }
      try Given.folder(of: name)
      let curve = KeyFile(name)
      let keys = try CurveKeyPair.random()
      try curve.create(keys, notes: member.map { [.init("member", $0.text)] } ?? [])
      let signing = SigningKeyFile(name)
      let signingKey = try signing.create()
      terminal.show(
        Sheet([
          .init("curveKey", .titleCurveKey, keys.publicKey.z85),
          .init("signingKey", .titleKey, signingKey),
        ]))
      terminal.tell(
        "", terminal.say(.keysWritten),
        terminal.say(.keysNext, curve.publicPath, signing.publicPath))
    }
  }

  /// Registers a signing key.
  package struct Add: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Register a signing key of an agency; for operators. [changes]",
      discussion: """
        Examples:
          samverkan key add school --key main.sign
          samverkan key add school --key main.sign --until 2027-06-30T22:00:00Z
        """)
    @Argument(help: "The agency.") var agency: String
    @Option(help: "The public key, or the .sign file that holds it.") var key: String
    @Option(help: "When it stops being valid, UTC.") var until: String?
    @Option(help: "The member of that agency who signs with it, if not its only operator.")
    var holder: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try Given.agency(self.agency)
      let until = try self.until.map { try Given.moment($0, "--until") }
      let holder = try self.holder.map { try Given.member($0) }
      let key = try Given.signingKey(self.key)
      let added = try await terminal.administer(
        "key.add",
        [.init("agency", .string(agency.text)), .init("key", .string(key))]
          + (until.map { [.init("until", .string($0.text))] } ?? [])
          + (holder.map { [.init("holder", .string($0.text))] } ?? []), reading: "key")
      terminal.show(Sheet(added, Register.key))
      terminal.tell(terminal.say(.keyAdded, Cell.text(of: added["keyid"]), agency.text))
    }
  }

  /// Retires a signing key.
  package struct Retire: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Retire a signing key: 30 days for its backlog; for operators. [changes]",
      discussion: """
        Examples:
          samverkan key retire school k3v9Qm2TzL0aXr7B
        """)
    @Argument(help: "The agency.") var agency: String
    @Argument(help: "The key's id, from key ls.") var keyid: String
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try Given.agency(self.agency)
      let keyid = Given.keyID(self.keyid)
      let retired = try await terminal.administer(
        "key.retire",
        [.init("agency", .string(agency.text)), .init("keyid", .string(keyid))], reading: "key")
      terminal.show(Sheet(retired, Register.key))
      terminal.tell(terminal.say(.keyRetired, keyid))
    }
  }

  /// Revokes a signing key.
  package struct Revoke: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Revoke a signing key from the next message on; for operators. [changes]",
      discussion: """
        For a key that may have been copied. It cannot be undone.

        Examples:
          samverkan key revoke school k3v9Qm2TzL0aXr7B --confirm k3v9Qm2TzL0aXr7B
        """)
    @Argument(help: "The agency.") var agency: String
    @Argument(help: "The key's id, from key ls.") var keyid: String
    @Option(parsing: .unconditional, help: "The same id once more.") var confirm: String?
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func perform(on terminal: Terminal) async throws {
      let agency = try Given.agency(self.agency)
      let keyid = Given.keyID(self.keyid)
      guard confirm.map(Given.keyID(_:)) == keyid else { throw Fault.unconfirmed(keyid) }
      let revoked = try await terminal.administer(
        "key.revoke",
        [.init("agency", .string(agency.text)), .init("keyid", .string(keyid))], reading: "key")
      terminal.show(Sheet(revoked, Register.key))
      terminal.tell(terminal.say(.keyRevoked, keyid))
    }
  }
}
