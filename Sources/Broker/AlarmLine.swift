import Concerns
import Deadlines
import Logging
import Pipeline

/// What the log says when somebody must act; the runbook has a paragraph for each sentence.
enum AlarmLine {
  static func write(_ alarm: Alarm, to log: Logger) {
    switch alarm {
    case .parked(let function, let lane):
      log.error(
        "a delivery is parked, ring the recipient",
        metadata: ["function": "\(function)", "lane": "\(lane.rawValue)"])
    case .withheld(let function):
      log.error("a delivery is withheld by policy", metadata: ["function": "\(function)"])
    case .unanswerable(let function):
      log.error(
        "a report is not taken, policy shows its owner nothing",
        metadata: ["function": "\(function)"])
    case .clock(let function, let kind, let level):
      log.error(
        "a clock rings",
        metadata: [
          "function": "\(function)", "clock": "\(kind.rawValue)", "level": "\(level)",
        ])
    case .unrung(let kind):
      log.error("the bell reached nobody", metadata: ["clock": "\(kind.rawValue)"])
    case .absent(let function):
      log.error("nobody reads a mailbox on duty", metadata: ["function": "\(function)"])
    case .present(let function):
      log.notice("a mailbox on duty is read again", metadata: ["function": "\(function)"])
    case .mailboxFull(let function, let lane):
      log.error(
        "a mailbox is full, new messages are turned away",
        metadata: ["function": "\(function)", "lane": "\(lane.rawValue)"])
    case .intakeClosed: log.critical("the disk is nearly full, intake is closed")
    case .reorganisation(let day, let days):
      log.error(
        "a unit is about to end, look at the plan",
        metadata: ["from": "\(day.text)", "days": "\(days)"])
    case .canary(let canary):
      log.critical("a canary passed, closing", metadata: ["canary": "\(canary)"])
    }
  }
}
