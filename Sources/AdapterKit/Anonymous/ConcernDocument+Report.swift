public import Concerns
package import Wire

extension ConcernDocument {
  /// A report made of a consultation by the one who asked, or of an early contact by a worker.
  ///
  /// A conversation of its own, and of purpose and basis what is usual for a report; municipality,
  /// grounds and all else of `handling` as it was, and every section word for word. The broker
  /// never makes one: it does not know who asked, and must not try to find out. What it was made
  /// of stays as it is, and nothing in the report names it.
  ///
  /// - Parameters:
  ///   - persons: Whom it is about; left out, those whom a contact names, if it names any. The
  ///     report cannot be sent before somebody is named.
  ///   - kind: `report.voluntary` for whoever no duty binds.
  /// - Throws: ``AdapterError/refused(_:)`` when the document is neither, or the kind is no
  ///   report.
  public func report(
    about persons: [Person] = [], as kind: Kind = .reportMandatory
  ) throws(AdapterError) -> ConcernDocument {
    guard [.consultationAnonymous, .contactEarly].contains(self.kind), kind.isReport,
      let ground = kind.usualGround
    else {
      throw .refused(Refusal(Problem(.unknownKind, pointer: "/kind")))
    }
    let kept = (handling.members ?? []).filter { Handling.memberNames.contains($0.name) }
      // Whoever the duty binds reports by name.
      .map { member in
        kind == .reportMandatory && member.name == "anonymous"
          ? JSONValue.Member("anonymous", .bool(false)) : member
      }
    let named = persons.isEmpty ? handling["persons"] : nil
    return ConcernDocument(
      kind: kind, unit: unit, purpose: ground.purpose, basis: ground.basis,
      handling: .object([.init("persons", named ?? .array(persons.map(\.value)))] + kept),
      sections: sections)
  }

  /// The document as a user would write it, to be kept, looked at or added to.
  public var json: String { String(decoding: value.bytes, as: UTF8.self) }

  package var value: JSONValue {
    let named: [JSONValue.Member] =
      [.init("kind", .string(kind.rawValue)), .init("unit", .string(unit.text))]
      + (conversation.map { [.init("conversation", .string($0.description))] } ?? [])
    let parts = sections.map { part in
      JSONValue.object([
        .init("class", .string(part.dataClass.rawValue)),
        .init("about", .array(part.about.map { .string($0.text) })), .init("body", part.body),
      ])
    }
    return .object(
      named + [
        .init("purpose", .string(purpose.rawValue)), .init("basis", .string(basis.rawValue)),
        .init("handling", handling), .init("sections", .array(parts)),
      ])
  }
}

extension Handling {
  /// What every report says of its handling, apart from whom it is about.
  fileprivate static let memberNames: Set<String> = [
    "municipality", "area", "target", "grounds", "urgency", "guardians", "anonymous", "feedback",
    "excluded",
  ]
}
