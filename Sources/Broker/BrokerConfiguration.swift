package import Concerns
import Yams

/// Why a configuration is not taken. The start stops, and the key is named.
package enum ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(String)
  case unknownKey(String)
  case missing(String)
  case invalid(key: String, remedy: String)

  package var description: String {
    switch self {
    case .unreadable(let reason): "the configuration is no YAML: \(reason)"
    case .unknownKey(let key): "unknown key \(key), remove it or mend its spelling"
    case .missing(let key): "\(key) is missing, set it"
    case .invalid(let key, let remedy): "\(key) is not right, \(remedy)"
    }
  }
}

/// What a broker is started with. Read once; afterwards nobody reads files or the environment.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `data` | folder of ledger, keys and admin socket | required |
/// | `listen` | endpoint for members | `tcp://127.0.0.1:5710` |
/// | `next-key` | key file, without `.key_secret`, of the server key that comes next | none |
/// | `next-listen` | endpoint for members that know the next key | none |
/// | `next-from` | from when on members are to use the next key | none |
/// | `deployment` | the audience of every signature | required |
/// | `environment` | `training` or `production`, as the ledger was created | required |
/// | `directory` | file that says who owns and who is on duty | required |
/// | `policy` | file that says what may be sent and seen | required |
/// | `bell` | file that says who is rung, where and through what | none: every ring fails aloud |
/// | `publishes-per-minute` | quota of one signing key | 6000 |
/// | `log-level` | `error`, `warning`, `info` or `debug` | `info` |
package struct BrokerConfiguration: Hashable, Sendable {
  /// Every key, as the sample under `deploy/` has them.
  package static let keys = [
    "data", "listen", "next-key", "next-listen", "next-from", "deployment", "environment",
    "directory", "policy", "bell", "publishes-per-minute", "log-level",
  ]
  /// Loopback, so that a broker started by mistake is seen by nobody.
  package static let usualEndpoint = "tcp://127.0.0.1:5710"
  /// A hundred a second: far above the worst hour of a county, far below a flood.
  package static let usualQuota = 6000

  package var data: String
  package var listen: String
  package var next: NextServerKey?
  package var deployment: DeploymentID
  package var environment: Environment
  package var directory: String
  package var policy: String
  package var bell: String?
  package var publishesPerMinute: Int
  package var logLevel: String

  package init(
    data: String, listen: String = usualEndpoint, next: NextServerKey? = nil,
    deployment: DeploymentID, environment: Environment, directory: String, policy: String,
    bell: String? = nil, publishesPerMinute: Int = usualQuota, logLevel: String = "info"
  ) {
    self.data = data
    self.listen = listen
    self.next = next
    self.deployment = deployment
    self.environment = environment
    self.directory = directory
    self.policy = policy
    self.bell = bell
    self.publishesPerMinute = publishesPerMinute
    self.logLevel = logLevel
  }

  /// Reads a file's text; every key is checked before anything starts.
  package init(yaml: String) throws(ConfigurationError) {
    let values = try Self.values(in: yaml)
    func text(_ key: String) throws(ConfigurationError) -> String {
      guard let text = values[key], !text.isEmpty else { throw .missing(key) }
      return text
    }
    func count(
      _ key: String, _ usual: Int, _ range: ClosedRange<Int>
    ) throws(ConfigurationError) -> Int {
      guard let text = values[key] else { return usual }
      guard let count = Int(text), range.contains(count) else {
        throw .invalid(
          key: key, remedy: "give a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return count
    }
    guard let deployment = DeploymentID(try text("deployment")) else {
      throw .invalid(key: "deployment", remedy: "use a-z, 0-9, dots and hyphens, 40 at most")
    }
    guard let environment = Environment(rawValue: try text("environment")) else {
      throw .invalid(key: "environment", remedy: "write training or production")
    }
    let listen = values["listen"] ?? Self.usualEndpoint
    guard listen.hasPrefix("tcp://") || listen.hasPrefix("ipc://") else {
      throw .invalid(key: "listen", remedy: "write tcp://ADDRESS:PORT or ipc://PATH")
    }
    let level = values["log-level"] ?? "info"
    guard ["error", "warning", "info", "debug"].contains(level) else {
      throw .invalid(key: "log-level", remedy: "write error, warning, info or debug")
    }
    self.init(
      data: try text("data"), listen: listen,
      next: try NextServerKey(values, beside: listen), deployment: deployment,
      environment: environment,
      directory: try text("directory"), policy: try text("policy"),
      bell: values["bell"].flatMap { $0.isEmpty ? nil : $0 },
      publishesPerMinute: try count("publishes-per-minute", Self.usualQuota, 1...10_000_000),
      logLevel: level)
  }

  private static func values(in yaml: String) throws(ConfigurationError) -> [String: String] {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      throw .unreadable("\(error)")
    }
    guard case .mapping(let mapping)? = node else { throw .unreadable("expected keys and values") }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      guard let name = key.string, keys.contains(name) else {
        throw .unknownKey(key.string ?? "that is no text")
      }
      guard let text = value.string else {
        throw .invalid(key: name, remedy: "give one value")
      }
      values[name] = text
    }
    return values
  }
}
