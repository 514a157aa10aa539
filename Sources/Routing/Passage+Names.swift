import Concerns
import Tables

extension Passage {
  /// What a unit owns by: different words, or `any`, read as `nil`.
  func owned<Word>(of _: Word.Type = Word.self) throws(TableFlaw) -> Set<Word>?
  where Word: RawRepresentable<String> & CaseIterable & Hashable {
    isAny ? nil : try words()
  }

  /// A name that follows its grammar, with what stands before it in the full form.
  func name<Name: TextIdentifier>(
    of _: Name.Type = Name.self, after prefix: String = ""
  ) throws(TableFlaw) -> Name {
    let text = try text()
    guard let name = Name(prefix + text) else {
      throw flaw(
        "the name \"\(text)\" is malformed",
        "use at most 40 lower-case letters, digits and hyphens")
    }
    return name
  }
}
