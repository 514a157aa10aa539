import Concerns
import Wire

/// What a directory changes, day by day, as a broker has planned it.
struct PlanPage: Presentable {
  /// One day on which something changes.
  struct Day {
    let overview: JSONValue
    let answer: JSONValue
    /// Every open item; `nil` when nobody asked for them.
    let items: [JSONValue]?

    var name: String { answer["day"]?.string ?? "" }
  }

  let overview: JSONValue
  let days: [Day]

  var isRefused: Bool { overview["refused"]?.bool ?? true }

  func table(on terminal: Terminal) -> String {
    guard !days.isEmpty else { return terminal.say(.planNothing) + "\n" }
    let persons = overview["persons"]?.integer == 2 ? "\n" + terminal.say(.secondPerson) + "\n" : ""
    return days.map { $0.table(on: terminal) }.joined(separator: "\n") + "\n"
      + terminal.say(isRefused ? .planRefused : .planHolds) + "\n" + persons
  }

  var plain: String { days.map(\.plain).joined() }

  var json: JSONValue {
    .object(
      (overview.members ?? []).filter { !["act", "days"].contains($0.name) }
        + [.init("days", .array(lines))])
  }

  var lines: [JSONValue] { days.map(\.json) }
}

extension PlanPage.Day {
  fileprivate func table(on terminal: Terminal) -> String {
    let count = { (name: String) in String(overview[name]?.integer ?? 0) }
    let head = terminal.strong(terminal.say(.planDay, name, count("open"), count("moved"))) + "\n"
    let handOvers = (answer["handOvers"]?.array ?? []).map { each in
      "  " + (each["from"]?.string ?? "") + " -> " + (each["to"]?.string ?? "") + "  "
        + String(each["count"]?.integer ?? 0) + "\n"
    }
    let sights = sentences("sights", on: terminal).map { "  \($0)\n" }
    let ties = sentences("ties", on: terminal).map { "  \($0)\n" }
    let findings = zip(
      sentences("findings", on: terminal), sentences("findings", "remedy", on: terminal)
    ).map { "  ! \($0)\n    \($1)\n" }
    let left = answer["left"]?.integer.map { "  " + terminal.say(.planLeft, String($0)) + "\n" }
    let rows = (items ?? []).map { "  " + Self.text(of: $0) + "\n" }
    return head + (handOvers + sights + ties + findings).joined() + (left ?? "") + rows.joined()
  }

  private func sentences(
    _ list: String, _ member: String = "sentence", on terminal: Terminal
  ) -> [String] {
    (answer[list]?.array ?? []).map { each in
      Printable.text(each[member]?[terminal.language.rawValue]?.string ?? "")
    }
  }

  /// An item: its place in the ledger, its owner before and after, and its clocks.
  private static func text(of item: JSONValue) -> String {
    let clocks = (item["clocks"]?.array ?? []).map { clock in
      (clock["clock"]?.string ?? "") + " " + (clock["due"]?.string ?? "")
    }
    return [
      String(item["item"]?.integer ?? 0), item["before"]?.string ?? "",
      item["after"]?.string ?? "-", clocks.joined(separator: ", "),
    ].joined(separator: "  ")
  }

  fileprivate var plain: String {
    let handOvers = (answer["handOvers"]?.array ?? []).map { each in
      [
        name, "hand-over", each["from"]?.string ?? "", each["to"]?.string ?? "",
        String(each["count"]?.integer ?? 0),
      ]
    }
    let told = ["findings", "sights", "ties"].flatMap { list in
      (answer[list]?.array ?? []).map { [name, list, $0["sentence"]?["sv"]?.string ?? ""] }
    }
    let rows = (items ?? []).map { [name, "item", Self.text(of: $0)] }
    return (handOvers + told + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  fileprivate var json: JSONValue {
    let counts = (overview.members ?? []).filter { ["open", "moved", "wider"].contains($0.name) }
    return .object(
      (answer.members ?? []).filter { $0.name != "act" } + counts
        + (items.map { [.init("items", .array($0))] } ?? []))
  }
}
