import Concerns
import Yams

/// A place in a YAML file, read strictly: every key is known and every word is plain text.
///
/// YAML's implicit types are never used: `no` is the word "no", a date is ten characters.
struct Passage {
  /// Longest file that is read: a national table of some hundred rules is a tenth of it.
  static let fileLimit = 1 << 20

  let node: Node
  let line: Int

  init(_ node: Node, line: Int) {
    self.node = node
    self.line = node.mark?.line ?? line
  }

  /// Reads a whole file of one document.
  static func whole(_ yaml: String) throws(PolicyFlaw) -> Passage {
    guard yaml.utf8.count <= fileLimit else {
      throw PolicyFlaw(
        line: 1, fault: "the file is larger than \(fileLimit) bytes", remedy: "split it")
    }
    do {
      if let node = try Yams.compose(yaml: yaml) { return Passage(node, line: 1) }
    } catch let error as YamlError {
      throw flaw(of: error)
    } catch {
      throw PolicyFlaw(line: 1, fault: "the file is not YAML", remedy: "mend its form")
    }
    throw PolicyFlaw(line: 1, fault: "the file is empty", remedy: "restore it")
  }

  func flaw(_ fault: String, _ remedy: String) -> PolicyFlaw {
    PolicyFlaw(line: line, fault: fault, remedy: remedy)
  }

  /// Whether the word `any` stands here in place of a list.
  var isAny: Bool {
    if case .scalar(let scalar) = node { scalar.string == "any" } else { false }
  }

  /// The text of a scalar, never empty.
  func text() throws(PolicyFlaw) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw flaw("a text was expected", "write one, in quotes if it holds a colon")
    }
    return scalar.string
  }

  /// The members of a list that is not empty.
  func items() throws(PolicyFlaw) -> [Passage] {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      throw flaw("a list was expected", "write at least one member")
    }
    return sequence.map { Passage($0, line: line) }
  }

  /// The members of a mapping in which every key is among `known`.
  func entries(known: [String]) throws(PolicyFlaw) -> Entries {
    guard case .mapping(let mapping) = node else {
      throw flaw("a mapping was expected", "write the keys \(known.joined(separator: ", "))")
    }
    var passages: [String: Passage] = [:]
    for (key, value) in mapping {
      let name = try Passage(key, line: line).text()
      guard known.contains(name) else {
        throw Passage(key, line: line).flaw(
          "unknown key \"\(name)\"", "use one of \(known.joined(separator: ", "))")
      }
      passages[name] = Passage(value, line: key.mark?.line ?? line)
    }
    return Entries(passages: passages, line: line)
  }

  private static func flaw(of error: YamlError) -> PolicyFlaw {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      PolicyFlaw(line: mark.line, fault: problem, remedy: "mend the form of this line")
    case .duplicatedKeysInMapping(let duplicates, let context):
      PolicyFlaw(
        line: context.mark.line, fault: "\(duplicates.joined(separator: ", ")) stands twice",
        remedy: "keep one of them")
    case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      PolicyFlaw(line: 1, fault: "the file is not YAML", remedy: "mend its form")
    }
  }
}

/// The members of a mapping, each asked for by name.
struct Entries {
  let passages: [String: Passage]
  let line: Int

  /// A member that must be there.
  func required(_ key: String) throws(PolicyFlaw) -> Passage {
    guard let passage = passages[key] else {
      throw PolicyFlaw(line: line, fault: "\"\(key)\" is missing", remedy: "add it here")
    }
    return passage
  }

  /// A member that may be left out.
  func optional(_ key: String) -> Passage? { passages[key] }
}

extension Passage {
  /// A word out of a closed list.
  func word<Word>(of _: Word.Type = Word.self) throws(PolicyFlaw) -> Word
  where Word: RawRepresentable<String> & CaseIterable {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw flaw("unknown word \"\(text)\"", "use one of \(known)")
    }
    return word
  }

  /// A day that exists.
  func day() throws(PolicyFlaw) -> CivilDate {
    let text = try text()
    guard let day = CivilDate(text) else {
      throw flaw("\"\(text)\" is no day", "write an existing day as YYYY-MM-DD")
    }
    return day
  }

  /// A text in both languages.
  func localized() throws(PolicyFlaw) -> LocalizedText {
    let entries = try entries(known: ["sv", "en"])
    return LocalizedText(
      sv: try entries.required("sv").text(), en: try entries.required("en").text())
  }

  /// A list of different words, or `any` for all of them.
  func scope<Word>(of _: Word.Type = Word.self) throws(PolicyFlaw) -> Scope<Word>
  where Word: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    isAny ? .any : .only(try words())
  }
}
