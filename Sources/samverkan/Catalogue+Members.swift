package import Concerns
import Wire

extension Catalogue {
  /// What a member of a section's body is called, as the schemas advise whoever writes one.
  ///
  /// `nil` for a member that no schema knows: what the sender called it is best.
  package static func title(of member: String, in dataClass: DataClass) -> LocalizedText? {
    members[dataClass]?[member]
  }

  private static let members = Dictionary(
    uniqueKeysWithValues: DataClass.allCases.map { ($0, titles(in: schema(of: $0))) })

  /// Our own file, which a test reads as well.
  private static func schema(of dataClass: DataClass) -> JSONValue {
    let text = EmbeddedDeployment.every[dataClass.rawValue + ".schema"] ?? ""
    return (try? JSONScanner.parse(Array(text.utf8))) ?? .null
  }

  /// The titles of all properties, those of a body before those of what is nested in it.
  private static func titles(in schema: JSONValue) -> [String: LocalizedText] {
    var titles: [String: LocalizedText] = [:]
    for property in schema["properties"]?.members ?? [] {
      guard let english = property.value["title"]?.string,
        let swedish = property.value["x-sv"]?["title"]?.string
      else { continue }
      titles[property.name] = LocalizedText(sv: swedish, en: english)
    }
    for inner in (schema.members ?? []).map(\.value) + (schema.array ?? []) {
      titles.merge(self.titles(in: inner)) { outer, _ in outer }
    }
    return titles
  }
}
