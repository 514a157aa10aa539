import Concerns
import Routing
import Wire

/// How plans are written in answers to an operator: machines, units and numbers, and no person.
enum PlanForm {
  /// Most days of one answer; what lies further ahead is planned when they have passed.
  static let dayLimit = 100
  /// Most members of each list of a day: a thousand sentences are no page. What is left is counted.
  static let listLimit = 60

  /// All days, each in a line.
  static func overview(_ plans: Plans) -> [JSONValue.Member] {
    [
      .init("digest", .string(plans.digest.wire)), .init("over", .string(plans.over.wire)),
      .init("refused", .bool(plans.isRefused)),
      .init("persons", .integer(Int64(plans.personsNeeded))),
      .init(
        "days",
        .array(
          plans.days.prefix(dayLimit).map { plan in
            .object([
              .init("day", .string(plan.day.text)),
              .init("open", .integer(Int64(plan.items.count))),
              .init("moved", .integer(Int64(plan.items.count(where: \.isMoved)))),
              .init("findings", .integer(Int64(plan.findings.count))),
              .init("wider", .bool(plan.isWider)),
            ])
          })),
    ]
  }

  /// One day: who hands over to whom, what stands in the way, and who newly sees.
  static func day(_ plan: DirectoryPlan) -> [JSONValue.Member] {
    let handOvers = plan.handOvers.map { each in
      JSONValue.object([
        .init("from", .string(each.from.text)), .init("to", .string(each.to.text)),
        .init("count", .integer(Int64(each.count))),
      ])
    }
    let findings = plan.findings.map { finding in
      JSONValue.object([
        .init("fault", .string(finding.word)), .init("sentence", value(of: finding.sentence)),
        .init("remedy", value(of: finding.remedy)),
      ])
    }
    let sights = plan.sights.map { sight in
      JSONValue.object([
        .init("change", .string(sight.word)), .init("wider", .bool(sight.isWider)),
        .init("sentence", value(of: sight.sentence)),
      ])
    }
    let ties = plan.ties.map { JSONValue.object([.init("sentence", value(of: $0.sentence))]) }
    let lists = [
      ("handOvers", handOvers), ("findings", findings), ("sights", sights), ("ties", ties),
    ]
    let left = lists.reduce(0) { $0 + max(0, $1.1.count - listLimit) }
    return [.init("day", .string(plan.day.text))]
      + lists.map { .init($0.0, .array(Array($0.1.prefix(listLimit)))) }
      + (left > 0 ? [.init("left", .integer(Int64(left)))] : [])
  }

  /// One open item: whose it is before and after, and the clocks that go on running.
  static func item(_ item: DirectoryPlan.Item) -> JSONValue {
    .object([
      .init("item", .integer(item.number)), .init("before", .string(item.before.text)),
      .init("after", item.after.map { .string($0.function.text) } ?? .null),
      .init(
        "clocks",
        .array(
          item.clocks.map { clock in
            .object([
              .init("clock", .string(clock.word)), .init("due", .string(clock.due.text)),
            ])
          })),
    ])
  }

  private static func value(of text: LocalizedText) -> JSONValue {
    .object([.init("sv", .string(text.sv)), .init("en", .string(text.en))])
  }
}
