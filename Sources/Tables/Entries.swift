/// The members of a mapping, each asked for by name.
package struct Entries {
  let passages: [String: Passage]
  /// Where the mapping stands.
  package let line: Int

  /// A member that must be there.
  package func required(_ key: String) throws(TableFlaw) -> Passage {
    guard let passage = passages[key] else {
      throw TableFlaw(line: line, fault: "\"\(key)\" is missing", remedy: "add it here")
    }
    return passage
  }

  /// A member that may be left out.
  package func optional(_ key: String) -> Passage? { passages[key] }
}
