import AdapterKit
package import ArgumentParser
import Broker
import Concerns
import Evidence
import Foundation
import Policy
import Wire

extension RuleCommand {
  /// Signs a law, or rules of one.
  package struct Sign: Deed {
    package static let configuration = CommandConfiguration(
      abstract: "Sign that a law may take effect, or that a rule is right. [changes]",
      discussion: """
        With --over, an operator signs that FILE may take the place of the law in
        force: shows what that changes, and adds a line to FILE.sig. With --rule, a
        lawyer signs rules as they are worded now: shows each, and adds a line to
        FILE.reviewed. Give the file and its lines to whoever signs next, or who
        runs samverkan rule apply.

        The key, the name and the broker are those of the connection file, unless
        --key, --as and --deployment say others. Needs no broker.

        Examples:
          samverkan rule sign new.yaml --over /etc/samverkan/policy.yaml \\
            --connection /var/lib/samverkan/operator/connection.json
          samverkan rule sign sweden.yaml --rule withhold-whereabouts --key jurist \\
            --as norrkoping/jurist --deployment ovning.norrkoping
        """)
    @Argument(help: "The file of the law.") var file: String
    @Option(help: ArgumentHelp("The law in force, for a change.", valueName: "file"))
    var over: String?
    @Option(
      name: .customLong("rule"),
      help: ArgumentHelp("A rule that is right as it stands; repeat.", valueName: "id"))
    var rules: [String] = []
    @OptionGroup var signer: SignerOptions
    @OptionGroup package var options: GlobalOptions

    package init() {}

    package mutating func validate() throws {
      guard (over != nil) != !rules.isEmpty else {
        throw ValidationError(.overOrRule)
      }
    }

    package func perform(on terminal: Terminal) async throws {
      let law = try LawFile(at: file, on: terminal)
      let signer = try signer.signer(on: terminal)
      if let over {
        try sign(law, over: try LawFile(at: over, on: terminal), signer, on: terminal)
      } else {
        try sign(rules, of: law, signer, on: terminal)
      }
    }

    private func sign(
      _ law: LawFile, over old: LawFile, _ signer: Signer, on terminal: Terminal
    ) throws {
      _ = try law.proved()
      let change = PolicyChange(from: old.table.book, to: law.table.book)
      terminal.show(ChangePage(sentences: change.sentences))
      let path = EndorsementFile.changes(beside: file)
      let digests = [law, old].map { Digest32(hashing: $0.table.bytes) }
      try signer.sign(.change(to: digests[0], over: digests[1]), into: path)
      terminal.tell("", terminal.say(.signed, signer.name.text, path))
    }

    private func sign(
      _ rules: [String], of law: LawFile, _ signer: Signer, on terminal: Terminal
    ) throws {
      let known = ListedRule.all(of: law.table)
      let found = try rules.map { name in
        guard let rule = known.first(where: { $0.ground.rule.text == name }) else {
          throw Fault.noRule(name)
        }
        return rule
      }
      let path = EndorsementFile.reviews(beside: file)
      for rule in found {
        try signer.sign(.rule(rule.ground.rule, version: rule.version), into: path)
      }
      terminal.show(SignedRules(rules: found))
      terminal.tell("", terminal.say(.signed, signer.name.text, path))
    }
  }
}

/// Who signs, from a connection file or given one by one.
package struct SignerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The signing key, without .sign_secret.", valueName: "name"))
  var key: String?
  @Option(name: .customLong("as"), help: "Who signs, as AGENCY/NAME.") var name: String?
  @Option(help: "The broker it is signed for.") var deployment: String?

  package init() {}

  func signer(on terminal: Terminal) throws -> Signer {
    if let key, let name, let deployment {
      guard let deployment = DeploymentID(deployment) else {
        throw Fault.badArgument(name: "--deployment", form: .formDeployment)
      }
      return Signer(
        name: try Given.member(name), key: try SigningKeyFile(key).readSecret(),
        deployment: deployment)
    }
    guard key == nil, name == nil, deployment == nil else {
      throw ValidationError(.keyNeedsName)
    }
    let connection = try Connection(reading: terminal.connectionPath)
    return Signer(
      name: connection.member, key: connection.signingKey, deployment: connection.deployment)
  }
}

/// A person with a key.
struct Signer {
  let name: MemberID
  let key: SigningKey
  let deployment: DeploymentID

  /// Signs now, and adds the line to a file.
  func sign(_ subject: Endorsement.Subject, into path: String) throws {
    let claim = Endorsement.Claim(subject, by: name, at: .wallClock, for: deployment)
    try EndorsementFile.add(Endorsement(claim, with: key), to: path)
  }
}

extension ListedRule {
  /// The digest of the rule as it is worded: what a lawyer signs.
  var version: Digest32 {
    Digest32(hashing: Domain.rule.prefix, Array(canonical.utf8))
  }
}

/// The rules that were signed, each in the form that was.
struct SignedRules: Presentable {
  let rules: [ListedRule]

  func table(on terminal: Terminal) -> String {
    rules.map { Printable.text($0.canonical, keepingLines: true) }.joined(separator: "\n")
  }

  var plain: String {
    rules.map { $0.ground.rule.text + "\t" + $0.version.wire + "\n" }.joined()
  }

  var json: JSONValue { .array(lines) }

  var lines: [JSONValue] {
    rules.map { rule in
      .object([
        .init("id", .string(rule.ground.rule.text)), .init("version", .string(rule.version.wire)),
        .init("text", .string(rule.canonical)),
      ])
    }
  }
}
