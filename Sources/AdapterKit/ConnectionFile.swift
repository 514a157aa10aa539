package import Concerns
package import Evidence
import Wire
package import ZeroMQ

/// The text of `connection.json`: what an operator hands over to a member, keys by path.
package struct ConnectionFile: Sendable {
  package let endpoint: String
  package let serverKey: CurvePublicKey
  package let deployment: DeploymentID
  package let environment: Environment
  package let brokerKeys: [VerifyingKey]
  package let member: MemberID
  package let functions: [FunctionID]
  /// Path of `NAME.key_secret`, relative to the file's folder.
  package let curveKey: String
  /// Path of `NAME.sign_secret`, relative likewise.
  package let signingKey: String

  package init(
    endpoint: String, serverKey: CurvePublicKey, deployment: DeploymentID,
    environment: Environment, brokerKeys: [VerifyingKey], member: MemberID,
    functions: [FunctionID], curveKey: String, signingKey: String
  ) {
    self.endpoint = endpoint
    self.serverKey = serverKey
    self.deployment = deployment
    self.environment = environment
    self.brokerKeys = brokerKeys
    self.member = member
    self.functions = functions
    self.curveKey = curveKey
    self.signingKey = signingKey
  }

  init(reading path: String) throws(AdapterError) {
    let bytes = try DurableFile(path: path).content()
    guard let value = try? JSONScanner.parse(bytes), value.members != nil else {
      throw .file(path: path, .malformed)
    }
    func read<Value>(
      _ name: String, _ make: (String) -> Value?
    ) throws(AdapterError) -> Value {
      guard let read = value[name]?.string.flatMap(make) else {
        throw .connection(path: path, member: name)
      }
      return read
    }
    func readAll<Value>(
      _ name: String, _ make: (String) -> Value?
    ) throws(AdapterError) -> [Value] {
      let texts = value[name]?.array
      let values = texts?.compactMap { $0.string.flatMap(make) }
      guard let texts, let values, texts.count == values.count else {
        throw .connection(path: path, member: name)
      }
      return values
    }
    endpoint = try read("endpoint") {
      $0.hasPrefix("tcp://") || $0.hasPrefix("ipc://") ? $0 : nil
    }
    serverKey = try read("serverKey", CurvePublicKey.init(z85:))
    deployment = try read("deployment", DeploymentID.init(_:))
    environment = try read("environment", Environment.init(rawValue:))
    brokerKeys = try readAll("brokerKeys", VerifyingKey.init(wire:))
    member = try read("member", MemberID.init(_:))
    functions = try readAll("functions", FunctionID.init(_:))
    curveKey = try read("curveKey") { $0 }
    signingKey = try read("signingKey") { $0 }
    guard value["agency"]?.string == member.agency.text else {
      throw .connection(path: path, member: "agency")
    }
    guard !brokerKeys.isEmpty else { throw .connection(path: path, member: "brokerKeys") }
  }

  /// Writes the file; it holds no secret, and is not written over another.
  package func create(at path: String) throws(AdapterError) {
    try DurableFile(path: path).keep(text, permissions: 0o644)
  }

  private var text: [UInt8] {
    let members: [JSONValue.Member] = [
      .init("endpoint", .string(endpoint)), .init("serverKey", .string(serverKey.z85)),
      .init("deployment", .string(deployment.text)),
      .init("environment", .string(environment.rawValue)),
      .init("brokerKeys", .array(brokerKeys.map { .string($0.wire) })),
      .init("agency", .string(member.agency.text)), .init("member", .string(member.text)),
      .init("functions", .array(functions.map { .string($0.text) })),
      .init("curveKey", .string(curveKey)), .init("signingKey", .string(signingKey)),
    ]
    let lines = members.map { member in
      "  " + String(decoding: JSONValue.string(member.name).bytes, as: UTF8.self) + ": "
        + String(decoding: member.value.bytes, as: UTF8.self)
    }
    return Array(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
  }
}
