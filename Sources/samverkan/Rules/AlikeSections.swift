import Concerns
import Wire

/// Sections of a delivery that are answered alike: every member is the same but the class.
struct AlikeSections {
  /// What they have in common, as one of them was answered.
  let answer: JSONValue
  /// What each is, in the order of the vocabulary; a message may have several of one class.
  private(set) var classes: [DataClass]

  /// The sections put together, in the order of the vocabulary: a message's own is drawn by lot.
  static func groups(of sections: [JSONValue]) -> [AlikeSections] {
    let ordered = DataClass.allCases.flatMap { dataClass in
      sections.filter { $0["class"]?.string == dataClass.rawValue }.map { (dataClass, $0) }
    }
    var groups: [AlikeSections] = []
    for (dataClass, section) in ordered {
      if let index = groups.firstIndex(where: { $0.isAnswered(as: section) }) {
        groups[index].classes.append(dataClass)
      } else {
        groups.append(AlikeSections(answer: section, classes: [dataClass]))
      }
    }
    return groups
  }

  private func isAnswered(as section: JSONValue) -> Bool {
    Self.rest(of: answer) == Self.rest(of: section)
  }

  private static func rest(of section: JSONValue) -> [JSONValue.Member] {
    (section.members ?? []).filter { $0.name != "class" }
  }

  /// Their classes as people call them, with how many where there are several of one.
  func names(in language: Language) -> String {
    DataClass.allCases.filter(classes.contains).map { dataClass in
      let count = classes.count { $0 == dataClass }
      return Catalogue.label(of: dataClass)[language] + (count > 1 ? " (\(count))" : "")
    }.joined(separator: ", ")
  }
}
