package import Concerns

/// What a function keeps, and the hand-over lists that it wrote or is to accept: no words of them.
package struct DutyOverview: Hashable, Sendable {
  /// Most of each kind in one answer; those that have waited longest come first.
  package static let limit = 100

  /// A concern that the function took, and keeps until its owner accepts it.
  package struct Kept: Hashable, Sendable {
    package let delivery: DeliveryID
    /// Who owns it, and so whom a list must go to.
    package let to: FunctionID
    package let since: Moment
    /// When people are rung about it.
    package let due: Moment
    /// The list that names it; `nil` while none does.
    package let list: DutyListID?

    package init(
      delivery: DeliveryID, to: FunctionID, since: Moment, due: Moment, list: DutyListID?
    ) {
      self.delivery = delivery
      self.to = to
      self.since = since
      self.due = due
      self.list = list
    }
  }

  /// A list, without its words.
  package struct Listed: Hashable, Sendable {
    package let list: DutyListID
    package let from: FunctionID
    package let to: FunctionID
    package let written: Moment
    package let items: Int
    package let accepted: Moment?

    package init(
      list: DutyListID, from: FunctionID, to: FunctionID, written: Moment, items: Int,
      accepted: Moment?
    ) {
      self.list = list
      self.from = from
      self.to = to
      self.written = written
      self.items = items
      self.accepted = accepted
    }
  }

  package let keeps: [Kept]
  package let lists: [Listed]

  package init(keeps: [Kept], lists: [Listed]) {
    self.keeps = keeps
    self.lists = lists
  }

  package var value: JSONValue {
    .object([
      .init("keeps", .array(keeps.map(\.value))), .init("lists", .array(lists.map(\.value))),
    ])
  }

  package init(_ value: JSONValue) throws(Problem) {
    let (kept, listed) = (value["keeps"]?.array ?? [], value["lists"]?.array ?? [])
    keeps = kept.compactMap(Kept.init(_:))
    lists = listed.compactMap(Listed.init(_:))
    guard keeps.count == kept.count, lists.count == listed.count else {
      throw Problem(.badRequest)
    }
  }
}

extension DutyOverview.Kept {
  fileprivate var value: JSONValue {
    .object(
      [
        .init("delivery", .string(delivery.wire)), .init("to", .string(to.text)),
        .init("since", .string(since.text)), .init("due", .string(due.text)),
      ] + (list.map { [.init("list", .string($0.description))] } ?? []))
  }

  fileprivate init?(_ value: JSONValue) {
    guard let delivery = value["delivery"]?.string.flatMap(DeliveryID.init(wire:)),
      let to = value["to"]?.string.flatMap(FunctionID.init(_:)),
      let since = value["since"]?.string.flatMap(Moment.init(_:)),
      let due = value["due"]?.string.flatMap(Moment.init(_:))
    else { return nil }
    self.init(
      delivery: delivery, to: to, since: since, due: due,
      list: value["list"]?.string.flatMap(DutyListID.init(_:)))
  }
}

extension DutyOverview.Listed {
  fileprivate var value: JSONValue {
    .object(
      [
        .init("list", .string(list.description)), .init("from", .string(from.text)),
        .init("to", .string(to.text)), .init("written", .string(written.text)),
        .init("items", .integer(Int64(items))),
      ] + (accepted.map { [.init("accepted", .string($0.text))] } ?? []))
  }

  fileprivate init?(_ value: JSONValue) {
    guard let list = value["list"]?.string.flatMap(DutyListID.init(_:)),
      let from = value["from"]?.string.flatMap(FunctionID.init(_:)),
      let to = value["to"]?.string.flatMap(FunctionID.init(_:)),
      let written = value["written"]?.string.flatMap(Moment.init(_:)),
      let items = value["items"]?.integer
    else { return nil }
    self.init(
      list: list, from: from, to: to, written: written, items: Int(items),
      accepted: value["accepted"]?.string.flatMap(Moment.init(_:)))
  }
}
