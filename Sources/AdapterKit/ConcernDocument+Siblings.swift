public import Concerns
import Wire

/// Siblings are written of once, and reported one by one: a report is about one child, and each has
/// a file, an owner and clocks of its own.
extension ConcernDocument {
  /// The children that a report is about, by the document's tags; none of any other kind.
  public var children: [Tag] {
    guard kind.isReport else { return [] }
    return (handling["persons"]?.array ?? []).filter { $0["role"]?.string == Role.child.rawValue }
      .compactMap { $0["tag"]?.string.flatMap(Tag.init(_:)) }
  }

  /// A report for each child; the document itself where it is about one, or is no report.
  ///
  /// Each begins a conversation of its own, which the others name in `handling`: that goes to their
  /// owners alone, so that nobody else learns which belong together. In each the other children are
  /// there as others, with their protection: where one of them must not be found, the report about
  /// the other goes to the protected desk, too. What is about other children alone stays with them;
  /// all else goes along word for word.
  ///
  /// - Throws: ``AdapterError/refused(_:)`` with `bad-matter` where several children are written of
  ///   in a conversation that has begun: it is one child's.
  public func perChild() throws(AdapterError) -> [ConcernDocument] {
    let children = children
    guard children.count > 1 else { return [self] }
    guard conversation == nil else {
      throw .refused(Refusal(Problem(.badMatter, pointer: "/conversation")))
    }
    var generator = SystemRandomNumberGenerator()
    let named = children.map { ($0, ConversationID(RandomUUID(using: &generator))) }
    return named.map { child, own in
      let others = named.map(\.1).filter { $0 != own }
      return report(about: child, among: Set(children), in: own, beside: others)
    }
  }

  private func report(
    about child: Tag, among children: Set<Tag>, in conversation: ConversationID,
    beside others: [ConversationID]
  ) -> ConcernDocument {
    let members = (handling.members ?? []).filter { $0.name != HandlingMember.siblings.rawValue }
      .map { member in
        guard member.name == "persons", let persons = member.value.array else { return member }
        return JSONValue.Member("persons", .array(persons.map { $0.asAnother(than: child) }))
      }
    // In no order of theirs: which was drawn first would tell who was written of first.
    let names = others.map(\.description).sorted().map { JSONValue.string($0) }
    return ConcernDocument(
      kind: kind, unit: unit, conversation: conversation, purpose: purpose, basis: basis,
      handling: .object(members + [.init(HandlingMember.siblings.rawValue, .array(names))]),
      sections: sections.filter { section in
        section.about.contains(child) || children.isDisjoint(with: section.about)
      })
  }
}

extension JSONValue {
  /// A person of the document who is no longer a child that it is about, unless it is this one.
  fileprivate func asAnother(than child: Tag) -> JSONValue {
    guard let members, self["role"]?.string == Role.child.rawValue,
      self["tag"]?.string != child.text
    else { return self }
    return .object(
      members.map { $0.name == "role" ? Member("role", .string(Role.other.rawValue)) : $0 })
  }
}
