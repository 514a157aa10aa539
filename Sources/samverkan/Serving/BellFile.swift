import Broker
import Foundation
import Tables

/// The file that says who is rung, read once.
enum BellFile {
  /// Reads it, and the token of its gateway; without a file every ring fails, aloud.
  static func ringer(at path: String?) throws -> Ringer {
    guard let path else { return Ringer(.none) }
    let plan = try plan(at: path)
    guard let token = plan.webhook?.token else { return Ringer(plan) }
    let text = try String(contentsOfFile: token, encoding: .utf8)
    return Ringer(plan, token: text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  static func plan(at path: String) throws -> BellPlan {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    do throws(TableFlaw) {
      return try BellPlan(yaml: text)
    } catch {
      throw Fault.start(StartFault(.configuration, at: path, "\(path), \(error)"))
    }
  }
}
