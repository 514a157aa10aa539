package import Concerns
package import Evidence
package import Policy
import Wire

/// One person's signed word about the law: a line of `LAW.sig` or `LAW.reviewed`.
///
/// An operator signs that one law is to take the place of another; a lawyer signs that a rule, as
/// it is worded now, says what its provisions say. `protocols/policy/README.md` has the form.
package struct Endorsement: Hashable, Sendable {
  /// What is endorsed.
  package enum Subject: Hashable, Sendable {
    /// That a law is put in force, by its digest, in the place of another.
    case change(to: Digest32, over: Digest32)
    /// The same for a directory.
    case directory(to: Digest32, over: Digest32)
    /// One version of a rule.
    case rule(RuleID, version: Digest32)
  }

  /// In whose name a person signs.
  package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Answers for what a broker does.
    case `operator`
    /// Has read the provisions.
    case lawyer
  }

  /// All that is signed.
  package struct Claim: Hashable, Sendable {
    package let subject: Subject
    /// Who signs, by the name of the machine that holds the key.
    package let by: MemberID
    /// When.
    package let at: Moment
    /// For which broker.
    package let deployment: DeploymentID

    package init(_ subject: Subject, by: MemberID, at: Moment, for deployment: DeploymentID) {
      self.subject = subject
      self.by = by
      self.at = at
      self.deployment = deployment
    }
  }

  /// The first member of every line, so that another form can be told from this one.
  static let format = "endorsement/1"

  package let claim: Claim
  /// The key that it was signed with.
  package let key: KeyID
  private let signature: [UInt8]

  /// Signs a claim.
  package init(_ claim: Claim, with key: SigningKey) {
    let proofs = Proof.sign(
      [claim.leaf], for: claim.subject.domain, audience: claim.deployment, with: key)
    self.claim = claim
    self.key = key.verifyingKey.id
    signature = proofs.first?.signature ?? []
  }

  /// Whether the holder of a key signed this claim.
  package func isSigned(by key: VerifyingKey) -> Bool {
    guard key.id == self.key,
      let proof = Proof(size: 1, index: 0, path: [], signature: signature)
    else { return false }
    return Attested.verify(
      claim.leaf, proof: proof, for: claim.subject.domain, audience: claim.deployment, by: key)
      != nil
  }
}

extension Endorsement.Subject {
  /// What a signature of it is for.
  var domain: Domain {
    switch self {
    case .change: .law
    case .directory: .directory
    case .rule: .rule
    }
  }

  /// In whose name it is signed.
  package var role: Endorsement.Role {
    switch self {
    case .change, .directory: .operator
    case .rule: .lawyer
    }
  }
}

extension Endorsement.Claim {
  /// The members that are signed, in the order of the line.
  fileprivate var members: [JSONValue.Member] {
    let named: [JSONValue.Member] =
      switch subject {
      case .change(let law, let old):
        [.init("law", .string(law.wire)), .init("over", .string(old.wire))]
      case .directory(let directory, let old):
        [.init("directory", .string(directory.wire)), .init("over", .string(old.wire))]
      case .rule(let rule, let version):
        [.init("rule", .string(rule.text)), .init("version", .string(version.wire))]
      }
    return [
      .init("samverkan", .string(Endorsement.format)),
      .init("role", .string(subject.role.rawValue)), .init("by", .string(by.text)),
      .init("at", .string(at.text)), .init("deployment", .string(deployment.text)),
    ] + named
  }

  /// The bytes that are signed.
  package var leaf: [UInt8] { JSONValue.object(members).bytes }
}

extension Endorsement {
  /// The line, without its end.
  package var line: String {
    let signed: [JSONValue.Member] = [
      .init("keyid", .string(key.text)),
      .init("signature", .string(Base64.url.encode(signature))),
    ]
    return String(decoding: JSONValue.object(claim.members + signed).bytes, as: UTF8.self)
  }

  /// Reads a line; `nil` if it is not exactly of this form.
  package init?(line: some Sequence<UInt8>) {
    let bytes = Array(line)
    guard let value = try? JSONScanner.parse(bytes),
      let claim = Claim(reading: value),
      let key = value["keyid"]?.string.flatMap(KeyID.init(_:)),
      let signature = value["signature"]?.string.flatMap({ Base64.url.decode($0) }),
      signature.count == Proof.signatureByteCount
    else { return nil }
    self.claim = claim
    self.key = key
    self.signature = signature
    // One text for each claim: nothing unsigned rides along.
    guard Array(self.line.utf8) == bytes else { return nil }
  }
}

extension Endorsement.Claim {
  fileprivate init?(reading value: JSONValue) {
    guard let by = value["by"]?.string.flatMap(MemberID.init(_:)),
      let at = value["at"]?.string.flatMap(Moment.init(_:)),
      let deployment = value["deployment"]?.string.flatMap(DeploymentID.init(_:)),
      let subject = Endorsement.Subject(reading: value)
    else { return nil }
    self.init(subject, by: by, at: at, for: deployment)
  }
}

extension Endorsement.Subject {
  fileprivate init?(reading value: JSONValue) {
    func digest(_ name: String) -> Digest32? {
      value[name]?.string.flatMap(Digest32.init(wire:))
    }
    switch value["role"]?.string.flatMap(Endorsement.Role.init(rawValue:)) {
    case .operator:
      guard let old = digest("over") else { return nil }
      switch (digest("law"), digest("directory")) {
      case (let law?, nil): self = .change(to: law, over: old)
      case (nil, let directory?): self = .directory(to: directory, over: old)
      case (nil, nil), (_?, _?): return nil
      }
    case .lawyer:
      guard let rule = value["rule"]?.string.flatMap(RuleID.init(_:)),
        let version = digest("version")
      else { return nil }
      self = .rule(rule, version: version)
    case nil: return nil
    }
  }
}
