package import Concerns
import Yams

/// A place in a YAML file, read strictly: every key is known and every word is plain text.
///
/// YAML's implicit types are never used: `no` is the word "no", a date is ten characters.
package struct Passage {
  let node: Node
  /// Where it stands, from 1.
  package let line: Int

  init(_ node: Node, line: Int) {
    self.node = node
    self.line = node.mark?.line ?? line
  }

  /// Reads a whole file of one document, of at most so many bytes.
  package static func whole(_ yaml: String, limit: Int) throws(TableFlaw) -> Passage {
    guard yaml.utf8.count <= limit else {
      throw TableFlaw(
        line: 1, fault: "the file is larger than \(limit) bytes", remedy: "split it")
    }
    do {
      if let node = try Yams.compose(yaml: yaml) { return Passage(node, line: 1) }
    } catch let error as YamlError {
      throw flaw(of: error)
    } catch {
      throw TableFlaw(line: 1, fault: "the file is not YAML", remedy: "mend its form")
    }
    throw TableFlaw(line: 1, fault: "the file is empty", remedy: "restore it")
  }

  /// What is wrong here, and what to do about it.
  package func flaw(_ fault: Wording, _ remedy: Wording) -> TableFlaw {
    TableFlaw(line: line, fault: fault, remedy: remedy)
  }

  /// Whether the word `any` stands here in place of a list.
  package var isAny: Bool {
    if case .scalar(let scalar) = node { scalar.string == "any" } else { false }
  }

  /// Whether keys stand here, and not one word or a list.
  package var isMapping: Bool { node.mapping != nil }

  /// The text of a scalar, never empty.
  package func text() throws(TableFlaw) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw flaw("a text was expected", "write one, in quotes if it holds a colon")
    }
    return scalar.string
  }

  /// The members of a list that is not empty.
  package func items() throws(TableFlaw) -> [Passage] {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      throw flaw("a list was expected", "write at least one member")
    }
    return sequence.map { Passage($0, line: line) }
  }

  /// The members of a list, of which there may be none.
  package func members() throws(TableFlaw) -> [Passage] {
    if case .sequence(let sequence) = node, sequence.isEmpty { return [] }
    return try items()
  }

  /// The members of a mapping in which every key is among `known`.
  package func entries(known: [String]) throws(TableFlaw) -> Entries {
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

  /// Keys of any name, each with what stands under it; `remedy` says what the keys are.
  package func pairs(_ remedy: Wording) throws(TableFlaw) -> [(key: String, value: Passage)] {
    guard case .mapping(let mapping) = node else { throw flaw("a mapping was expected", remedy) }
    var pairs: [(key: String, value: Passage)] = []
    for (key, value) in mapping {
      pairs.append((try Passage(key, line: line).text(), Passage(value, line: line)))
    }
    return pairs
  }

  private static func flaw(of error: YamlError) -> TableFlaw {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      UnreadYAML.flaw(problem, at: mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      TableFlaw(
        line: context.mark.line, fault: "\(duplicates.joined(separator: ", ")) stands twice",
        remedy: "keep one of them")
    case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      TableFlaw(line: 1, fault: "the file is not YAML", remedy: "mend its form")
    }
  }
}

extension Passage {
  /// A word out of a closed list.
  package func word<Word>(of _: Word.Type = Word.self) throws(TableFlaw) -> Word
  where Word: RawRepresentable<String> & CaseIterable {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw flaw("unknown word \"\(text)\"", "use one of \(known)")
    }
    return word
  }

  /// A day that exists.
  package func day() throws(TableFlaw) -> CivilDate {
    let text = try text()
    guard let day = CivilDate(text) else {
      throw flaw("\"\(text)\" is no day", "write an existing day as YYYY-MM-DD")
    }
    return day
  }

  /// A text in both languages.
  package func localized() throws(TableFlaw) -> LocalizedText {
    let entries = try entries(known: ["sv", "en"])
    return LocalizedText(
      sv: try entries.required("sv").text(), en: try entries.required("en").text())
  }

  /// A list of different words.
  package func words<Word>(of _: Word.Type = Word.self) throws(TableFlaw) -> Set<Word>
  where Word: RawRepresentable<String> & CaseIterable & Hashable {
    try distinct { (item) throws(TableFlaw) in try item.word() }
  }

  /// The members of a list, each read alike and none of them twice.
  package func distinct<Value: Hashable>(
    _ read: (Passage) throws(TableFlaw) -> Value
  ) throws(TableFlaw) -> Set<Value> {
    var values: Set<Value> = []
    for item in try items() {
      guard values.insert(try read(item)).inserted else {
        throw item.flaw("a word stands twice", "keep one of them")
      }
    }
    return values
  }
}
