import Admission
import Concerns
import Deadlines
import Delivery
import Ledger
import Wire

extension BrokerCore {
  /// Totals of the whole broker: how it fares, and nothing about anybody.
  func status(at now: Moment) -> JSONValue {
    let census = mailboxes.census
    return .object([
      .init("act", .string("broker.status")),
      .init("deployment", .string(admission.deployment.text)),
      .init("environment", .string(admission.environment.rawValue)),
      .init("time", .string(now.text)), .init("since", .string((started ?? now).text)),
      .init("ledgerIndex", .integer(lastIndex.value)),
      .init("sessions", .integer(Int64(admission.sessions.count))),
      .init("waiting", .integer(Int64(census.waiting))),
      .init("parked", .integer(Int64(census.parked))),
      .init("clocks", .integer(Int64(clocks.count))),
      .init("absent", .array(roll.absent.map { .string($0.text) })),
      .init("refusals", refusals.value), .init("strangers", strangers),
    ])
  }

  /// Machines are no persons, and a handshake has none behind it: these are told as they are.
  private var strangers: JSONValue {
    .array(
      KnockRefusal.allCases.compactMap { reason in
        turnedAway[reason].map {
          .object([
            .init("reason", .string(reason.rawValue)), .init("count", .integer(Int64($0))),
          ])
        }
      })
  }
}
