public import Concerns
package import Evidence
import FoundationEssentials
import Wire
public import ZeroMQ

/// All that a member needs to reach one broker: `connection.json` and the keys beside it.
public struct Connection: Sendable {
  /// The broker's ZeroMQ endpoint.
  public let endpoint: String
  /// The broker's CURVE key: another one there makes the connection fail.
  public let serverKey: CurvePublicKey
  /// The audience of every signature.
  public let deployment: DeploymentID
  /// Whether the broker is for training.
  public let environment: Environment
  /// The agency this member belongs to.
  public let agency: AgencyID
  /// The member itself.
  public let member: MemberID
  /// The mailboxes this member may read.
  public let functions: [FunctionID]
  /// The broker's keys, whose receipts are believed.
  package let brokerKeys: [VerifyingKey]
  let curveKeys: CurveKeyPair
  package let signingKey: SigningKey

  package init(
    endpoint: String, serverKey: CurvePublicKey, deployment: DeploymentID,
    environment: Environment, agency: AgencyID, member: MemberID, functions: [FunctionID],
    brokerKeys: [VerifyingKey], curveKeys: CurveKeyPair, signingKey: SigningKey
  ) {
    self.endpoint = endpoint
    self.serverKey = serverKey
    self.deployment = deployment
    self.environment = environment
    self.agency = agency
    self.member = member
    self.functions = functions
    self.brokerKeys = brokerKeys
    self.curveKeys = curveKeys
    self.signingKey = signingKey
  }

  /// Reads a connection file and the two secret key files that it names.
  ///
  /// - Parameters:
  ///   - path: The file; key paths in it are relative to its folder.
  ///   - credentials: The folder in which the service manager hands secrets over, to this service
  ///     alone; when left out, the one that it names in `CREDENTIALS_DIRECTORY`.
  /// - Throws: ``AdapterError/file(path:_:)`` or ``AdapterError/connection(path:member:)``; a
  ///   secret that others can open is refused.
  public init(reading path: String, credentials: String? = nil) throws(AdapterError) {
    let file = try ConnectionFile(reading: path)
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    func keyName(_ text: String, _ suffix: String) throws(AdapterError) -> String {
      guard text.hasSuffix(suffix) else {
        throw .connection(path: path, member: suffix == ".key_secret" ? "curveKey" : "signingKey")
      }
      return (text.hasPrefix("/") ? "" : folder) + text.dropLast(suffix.count)
    }
    let credentials =
      credentials ?? ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    let curve = KeyFile(try keyName(file.curveKey, ".key_secret"))
    do {
      let secrecy = Secrecy(of: curve.secretPath, credentials: credentials)
      curveKeys = try curve.readSecret(secrecy).keys
    } catch {
      throw AdapterError(error)
    }
    let signing = SigningKeyFile(try keyName(file.signingKey, ".sign_secret"))
    signingKey = try signing.readSecret(
      Secrecy(of: signing.secretPath, credentials: credentials))
    endpoint = file.endpoint
    serverKey = file.serverKey
    deployment = file.deployment
    environment = file.environment
    agency = file.member.agency
    member = file.member
    functions = file.functions
    brokerKeys = file.brokerKeys
  }

  var options: ClientOptions { ClientOptions(keys: curveKeys, serverKey: serverKey) }
}
