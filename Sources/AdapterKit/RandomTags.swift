import Concerns
import Wire

/// The random names that a message gives to the persons of a document.
///
/// A tag that a program or a habit chose would join messages that must not be joined.
struct RandomTags {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  private static let length = 4

  private let names: [String: Tag]

  init(for handling: JSONValue, drawing generator: inout some RandomNumberGenerator) {
    var names: [String: Tag] = [:]
    for person in handling["persons"]?.array ?? [] {
      guard let tag = person["tag"]?.string, Tag(tag) != nil else { continue }
      names[tag] = Self.draw(besides: Set(names.values), using: &generator)
    }
    self.names = names
  }

  /// The tags of a section; `nil` when one is nobody's.
  func rename(_ about: [Tag]) -> [Tag]? {
    let renamed = about.compactMap { names[$0.text] }
    return renamed.count == about.count ? renamed : nil
  }

  /// The handling section with random tags, and with numbers as twelve digits where they are whole.
  ///
  /// What cannot be read stays as written, so that the problem is found where it stands.
  func rename(_ handling: JSONValue, on day: CivilDate) -> JSONValue {
    guard let members = handling.members else { return handling }
    return .object(
      members.map { member in
        switch member.name {
        case "persons":
          guard let persons = member.value.array else { return member }
          return .init("persons", .array(persons.map { rename(person: $0, on: day) }))
        case "waiver", "withdrawal": return .init(member.name, rename(terms: member.value))
        default: return member
        }
      })
  }

  /// What a consent says of persons, at whatever depth it names them.
  private func rename(terms value: JSONValue) -> JSONValue {
    if let values = value.array { return .array(values.map(rename(terms:))) }
    guard let members = value.members else { return value }
    return .object(
      members.map { member in
        switch member.name {
        case "person", "signatory": .init(member.name, rename(tag: member.value))
        case "for": .init("for", .array((member.value.array ?? []).map(rename(tag:))))
        default: .init(member.name, rename(terms: member.value))
        }
      })
  }

  private func rename(tag value: JSONValue) -> JSONValue {
    value.string.flatMap { names[$0] }.map { .string($0.text) } ?? value
  }

  private func rename(person: JSONValue, on day: CivilDate) -> JSONValue {
    guard let members = person.members else { return person }
    return .object(
      members.map { member in
        guard let text = member.value.string else { return member }
        switch member.name {
        case "tag": return .init("tag", .string(names[text]?.text ?? text))
        case "number":
          return .init("number", .string(PersonalNumber(text, today: day)?.digits ?? text))
        default: return member
        }
      })
  }

  private static func draw(
    besides taken: Set<Tag>, using generator: inout some RandomNumberGenerator
  ) -> Tag {
    while true {
      let letters = (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
      // Two of a million tags are equal once in a million draws; then another is drawn.
      if let tag = Tag(String(letters)), !taken.contains(tag) { return tag }
    }
  }
}
