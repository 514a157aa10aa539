import AdapterKit
import Concerns
import Foundation

/// Who takes part: two that send, two that own, one that has no part in any of it.
enum Party: String, CaseIterable, Sendable {
  case school, police, association, reception, protected

  /// Those who send concerns.
  static let senders: [Party] = [.school, .police]

  /// The mailboxes the member reads.
  var functions: [FunctionID] {
    let names =
      switch self {
      case .school: ["almbacken-skolor.rektor"]
      case .police: ["polisen-ost.lokalpolis"]
      case .association: ["kupolens-vanner.styrelse"]
      case .reception: ["norrkoping-socialnamnd.mottagning", "norrkoping-socialnamnd.socialjour"]
      case .protected: ["norrkoping-socialnamnd.skyddade-arenden"]
      }
    return names.compactMap(FunctionID.init(_:))
  }

  /// Whether it owns concerns, and so gets them whole.
  var isOwner: Bool { self == .reception || self == .protected }
}

/// A broker's folder in a place of its own, and the members it was made with.
struct Stage: Sendable {
  let folder: String

  /// A fresh place. Short, because the path of a local socket may have 107 bytes.
  init() {
    folder = "/tmp/crash-" + UUID().uuidString.prefix(8)
  }

  /// Lets the broker make its folder, and takes the quota out of the way: only the disk is slow.
  func prepare() async throws {
    let first = try BrokerProcess(folder: folder)
    try await first.ready()
    await first.kill()
    let path = folder + "/samverkan.yaml"
    let settings = try String(contentsOfFile: path, encoding: .utf8)
    try settings.replacing("publishes-per-minute: 6000", with: "publishes-per-minute: 10000000")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  func connection(of party: Party) throws -> Connection {
    try Connection(reading: folder + "/members/\(party.rawValue)/connection.json")
  }

  func operatorConnection() throws -> Connection {
    try Connection(reading: folder + "/operator/connection.json")
  }

  /// Removes everything.
  func strike() throws {
    for path in [folder, folder + ".log"] {
      try FileManager.default.removeItem(atPath: path)
    }
  }
}

extension ClientLimits {
  /// Back at once and for a long time: here the broker is away most of the time.
  static var impatient: ClientLimits {
    var limits = ClientLimits()
    limits.hello = .milliseconds(250)
    limits.delays = [.milliseconds(10)]
    limits.answer = .seconds(60)
    limits.publish = .seconds(60)
    limits.farewell = .milliseconds(100)
    return limits
  }

  /// For a broker that is there, however slow.
  static var patient: ClientLimits {
    var limits = impatient
    limits.hello = .seconds(60)
    return limits
  }
}
