import AdapterKit
import Concerns
import Foundation
import Wire

/// A hand-over list as a person fills it in.
struct DutyDraft: Sendable {
  let list: DutyListID
  let from: FunctionID
  let to: FunctionID
  let items: [HandOverItem]

  init(list: DutyListID, from: FunctionID, to: FunctionID, items: [HandOverItem]) {
    self.list = list
    self.from = from
    self.to = to
    self.items = items
  }

  var value: JSONValue {
    .object([
      .init("list", .string(list.description)), .init("from", .string(from.text)),
      .init("to", .string(to.text)), .init("items", .array(items.map(\.value))),
    ])
  }

  /// Reads a file, or standard input for `-`.
  init(at path: String, on terminal: Terminal) throws {
    guard path == "-" || !Given.isFolder(path) else {
      throw Fault.badArgument(name: "FILE", form: .formDutyDraft)
    }
    if path == "-" {
      try self.init(reading: terminal.streams.readAll())
    } else if let bytes = FileManager.default.contents(atPath: path) {
      try self.init(reading: Array(bytes))
    } else {
      throw Fault.noInput(path)
    }
  }

  private init(reading bytes: [UInt8]) throws(Fault) {
    let wrong = Fault.badArgument(name: "FILE", form: .formDutyDraft)
    guard let value = try? JSONScanner.parse(bytes),  // Whatever is wrong, the form is told.
      let list = value["list"]?.string.flatMap(DutyListID.init(_:)),
      let from = value["from"]?.string.flatMap(FunctionID.init(_:)),
      let to = value["to"]?.string.flatMap(FunctionID.init(_:)),
      let values = value["items"]?.array
    else { throw wrong }
    let items = values.compactMap(HandOverItem.init(filledIn:))
    guard items.count == values.count, (1...DutyDocument.itemLimit).contains(items.count) else {
      throw wrong
    }
    self.init(list: list, from: from, to: to, items: items)
  }
}

extension HandOverItem {
  var value: JSONValue {
    .object([
      .init("delivery", .string(delivery.text)), .init("done", .string(done)),
      .init("promised", .string(promised)), .init("next", .string(next)),
    ])
  }

  /// - Returns: `nil` for anything else, and where nobody has said what was done.
  fileprivate init?(filledIn value: JSONValue) {
    guard let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(_:)),
      let done = value["done"]?.string, !done.isEmpty
    else { return nil }
    self.init(
      delivery: delivery, done: done, promised: value["promised"]?.string ?? "",
      next: value["next"]?.string ?? "")
  }
}
